{#- SELECT of `compared` with `null_gap`: how much further the share of NULLs rose over the usual one than that of the column of the relation
    whose usual share is nearest, and within a fifth. Columns that are filled together rise together, and a day on which they do is
    no fault of one. -#}
{% macro _with_null_gap() %}
  {%- set in_order = "over (partition by run_id, instance_id, partition_value, profile_ts, case when usual_nulls > 0 then 1 else 0 end order by usual_nulls, element_id)" -%}
select
  *, case when least(far_before, far_after) < 0.2 * usual_nulls then risen - case when far_after < far_before then risen_after else risen_before end end as null_gap
from (
  select
    *, coalesce(usual_nulls - lag(usual_nulls) {{ in_order }}, 1) as far_before, coalesce(lead(usual_nulls) {{ in_order }} - usual_nulls, 1) as far_after,
    lag(risen) {{ in_order }} as risen_before, lead(risen) {{ in_order }} as risen_after
  from (select *, null_share - usual_nulls as risen from compared) as shares
) as neighbours
{%- endmacro %}
