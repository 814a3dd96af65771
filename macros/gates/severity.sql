{#- What the severity of an alarm is made of, each part from 0 to 1 times its weight: the shipped weights, and the sums from which it is MED
    and HIGH. `seed`: the user's own seed argos_weights, of the columns part and weight, once it is built; there also owner:<name>. -#}
{% macro severity_weights() %}
  {%- set seed = graph.nodes.get('seed.' ~ project_name ~ '.argos_weights') or {} -%}
  {%- set relation = argos.relation_of(seed) if seed else none -%}
  {{ return({
    'parts': {'strength': 3, 'critical_column': 2, 'exposures': 1, 'descendants': 1, 'recurrence': 1},
    'limits': {'high_from': 4, 'med_from': 2},
    'seed': relation if relation and argos.is_known(relation) else none,
  }) }}
{% endmacro %}

{#- Rows of gates with their severity, LOW, MED or HIGH, the sum that it follows from and its parts. -#}
{% macro weighed(rows, questions, own_weights) %}
  {%- set types, weights = argos.types(), argos.severity_weights() -%}
  {%- set seed = weights.seed if own_weights else none -%}
  {%- set ids, critical = [], [] -%}
  {%- for one in questions | unique(attribute='instance_id') -%}
    {%- do ids.append(argos.string_literal(one.instance_id)) -%}
    {%- if one.critical -%}{%- do critical.append('when r.instance_id = ' ~ ids[-1] ~ ' and (r.column_name is null or lower(r.column_name) in (' ~ one.critical | join(', ') ~ ')) then 1') -%}{%- endif -%}
  {%- endfor -%}
  {%- set shares = {
    'strength': 'r.certainty',
    'critical_column': 'case ' ~ critical | join(' ') ~ ' else 0 end' if critical else '0',
    'exposures': "case when n.exposures <> '[]' then 1 else 0 end",
    'descendants': 'least(1, coalesce(n.descendants, 0) / 10.0)',
    'recurrence': 'case when r.alarm_days > 1 then least(1, (r.alarm_days - 1) / 3.0) else 0 end',
  } -%}
  {%- set given -%}
select lower(cast(part as {{ types.text }})) as part, case when regexp_replace(concat('=', cast(weight as {{ types.text }})), '^=-?[0-9]{1,9}([.][0-9]+)?$', '') = '' then cast(weight as {{ types.double }}) end as weight from {{ seed }}
  {%- endset -%}
  {%- set shown = [] -%}
  {%- for part in weights.parts.keys() | list + ['owner'] -%}{%- do shown.append("'" ~ ('{' if loop.first else ', ') ~ '"' ~ part ~ '": ' ~ "', " ~ argos.shown_value('number', 'owner_weight' if part == 'owner' else part, types.text)) -%}{%- endfor -%}
select
    *, case when severity_weight is not null then concat({{ shown | join(', ') }}, '}') end as severity_parts,
    case when severity_weight >= high_from then 'HIGH' when severity_weight >= med_from then 'MED' when severity_weight is not null then 'LOW' end as severity
  from (
    select *, round({{ weights.parts.keys() | join(' + ') }} + owner_weight, 4) as severity_weight
    from (
      select
        r.*
        {%- for part, weight in weights.parts.items() %}, cast({{ 'coalesce(w.' ~ part ~ ', ' ~ weight ~ ')' if seed else weight }} * {{ shares[part] }} as {{ types.double }}) as {{ part }}{% endfor %}
        {%- for name, limit in weights.limits.items() %}, {{ 'coalesce(w.' ~ name ~ ', ' ~ limit ~ ')' if seed else limit }} as {{ name }}{% endfor %}
        , cast({{ 'coalesce(o.weight, 0)' if seed else 0 }} as {{ types.double }}) as owner_weight
      from ({{ rows }}) as r
      left join (
        select instance_id, {{ argos.latest_value('exposures', 'recorded_at') }} as exposures, {{ argos.latest_value('descendants', 'recorded_at') }} as descendants
        from {{ argos.fact('node_version') }}
        where instance_id in ({{ ids | join(', ') }})
        group by instance_id
      ) as n on n.instance_id = r.instance_id
      {%- if seed %}
      cross join (
        select
          {%- for part in weights.parts.keys() | list + weights.limits.keys() | list %} max(case when part = '{{ part }}' then weight end) as {{ part }}{{ ',' if not loop.last }}{% endfor %}
        from ({{ given }}) as given
      ) as w
      left join (select part, max(weight) as weight from ({{ given }}) as given group by part) as o on o.part = concat('owner:', r.owner)
      {%- endif %}
    ) as parts
  ) as summed
{%- endmacro %}
