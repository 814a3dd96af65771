{#- CTE `changed`: each column of `column_now` and `column_before` with what became of it; `moved` by its place among those that stayed.
    A column that came is one that went, renamed, where no other pair of one type is more alike: 1 by the values themselves, 2 by quantiles or
    by the most frequent value or shape, 3 by the place where nothing is known of either. -#}
{% macro schema_changes() %}
  {%- set first = "regexp_replace({side}.{field}, '\",.*$', '')" -%}
  {%- set equal = [] -%}
  {%- for field in ['topk_values_hashed', 'topk_patterns'] -%}{%- do equal.append(first | replace('{side}', 'n') | replace('{field}', field) ~ ' = ' ~ first | replace('{side}', 'o') | replace('{field}', field)) -%}{%- endfor -%}
paired as (
  select
    coalesce(n.instance_id, o.instance_id) as instance_id, n.element_id as new_name, o.element_id as old_name, n.data_type as new_type, o.data_type as old_type,
    {%- for side, other in [('n', 'o'), ('o', 'n')] %}
    row_number() over (partition by coalesce(n.instance_id, o.instance_id), {{ side }}.element_id is null or {{ other }}.element_id is null order by {{ side }}.ordinal, {{ side }}.element_id) as {{ side }}_place{{ ',' if not loop.last }}
    {%- endfor %}
  from column_now as n
  full join column_before as o on o.instance_id = n.instance_id and o.element_id = n.element_id
),
renamed as (
  select instance_id, new_name, old_name
  from (
    select
      *, row_number() over (partition by instance_id, new_name order by likeness, old_ordinal) as place_of_old, row_number() over (partition by instance_id, old_name order by likeness, new_ordinal) as place_of_new
    from (
      select
        n.instance_id, n.element_id as new_name, o.element_id as old_name, n.ordinal as new_ordinal, o.ordinal as old_ordinal,
        case
          when n.profile_hash = o.profile_hash then 1
          when abs(n.null_rate - o.null_rate) > 0.1 then null
          when n.p50 is not null or o.p50 is not null then
            case when greatest(abs(n.p01 - o.p01), abs(n.p50 - o.p50), abs(n.p99 - o.p99)) <= 0.1 * (o.p99 - o.p01) + r.days_apart * case n.type_family when 'date' then 1 when 'timestamp' then 86400 else 0 end then 2 end
          when n.entropy is not null or o.entropy is not null then case when abs(n.entropy - o.entropy) <= 0.1 * (1 + o.entropy) and ({{ equal | join(' or ') }}) then 2 end
          when n.ordinal = o.ordinal then 3
        end as likeness
      from column_now as n
      join column_before as o on o.instance_id = n.instance_id and o.data_type = n.data_type
      join relation_now as r on r.instance_id = n.instance_id
      left join column_before as k on k.instance_id = n.instance_id and k.element_id = n.element_id
      left join column_now as g on g.instance_id = o.instance_id and g.element_id = o.element_id
      where k.element_id is null and g.element_id is null
    ) as alike
    where likeness is not null
  ) as nearest
  where place_of_old = 1 and place_of_new = 1
),
changed as (
  select
    p.instance_id, coalesce(p.new_name, p.old_name) as element_id, p.new_type, p.old_type, r.old_name as renamed_from,
    case when p.old_name is null and r.old_name is not null then 'renamed' when p.old_name is null then 'added' when p.new_name is null then 'removed' when p.new_type <> p.old_type then 'retyped' when p.n_place <> p.o_place then 'moved' end as change
  from paired as p
  left join renamed as r on r.instance_id = p.instance_id and r.new_name = p.new_name
  left join renamed as g on g.instance_id = p.instance_id and g.old_name = p.old_name
  where p.new_name is not null or g.old_name is null
)
{%- endmacro %}
