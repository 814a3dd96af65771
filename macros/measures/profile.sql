{#- The facts of one relation: a SELECT of one row per column and one for the relation itself, to be appended to
    run_profile_result. One pass over the columns (one wide row, then taken apart) and one over the row hashes. -#}
{% macro profile(instance_id, relation, columns, meta) %}
  {%- set types = argos.types() -%}
  {%- set measures = argos.column_measures() -%}
  {%- set whole = argos.relation_measures() -%}
  {%- set described = argos.described_columns(columns, measures, meta) -%}
  {%- set hashed = described | rejectattr('family', 'equalto', 'other') | map(attribute='identifier') | list -%}
  {%- set identifies = "type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > row_count - null_count" -%}
select
  {{ argos.string_literal(instance_id) }} as instance_id,
  {{ argos.string_literal(argos.plain_name(relation)) }} as relation_name,
  element_id, data_type, type_family, ordinal,
  {{ argos.timestamp_literal(argos.clock()) }} as profile_ts,
  case when ordinal = 0 then row_count end as row_count,
  {%- for measure in whole %}
  case when ordinal = 0 then {{ measure.name }} end as {{ measure.name }},
  {%- endfor %}
  row_count as eval_count,
  null_count / cast(nullif(row_count, 0) as {{ types.double }}) as null_rate,
  distinct_count / cast(nullif(row_count - null_count, 0) as {{ types.double }}) as distinct_rate,
  {%- for measure in measures if not measure.internal %}
  {{ 'case when not (' ~ identifies ~ ') then ' ~ measure.name ~ ' end' if measure.bound else measure.name }} as {{ measure.name }},
  {%- endfor %}
  case when {{ identifies }} then notes_of_identifier else notes end as notes
from (
  select
    element_id, data_type, type_family, shown, notes, notes_of_identifier,
    cast(k.ordinal as {{ types.bigint }}) as ordinal,
    row_count, {{ whole | map(attribute='name') | join(', ') }},
    {%- for measure in measures %}
    {{ argos._one_per_column(measure, described, types) }} as {{ measure.name }}{{ ',' if not loop.last }}
    {%- endfor %}
  from (
    select
      count(*) as row_count
      {%- for column in described %}{% for measure in column.measures %},
      {{ measure.scan | replace('{x}', column.identifier) | replace('{finite}', column.finite) }} as c{{ column.ordinal }}_{{ measure.name }}
      {%- endfor %}{% endfor %}
    from {{ relation }}
  ) as scan
  cross join (
    {{ argos._over_distinct_rows(relation, hashed, types) }}
  ) as relation_wide
  cross join (
    {{ argos.json_rows(['ordinal', 'element_id', 'data_type', 'type_family', 'shown', 'notes', 'notes_of_identifier'], argos._labels(described)) }}
  ) as k
) as measured
{%- endmacro %}

{#- The measures of the relation: NULL where no column can be hashed. -#}
{% macro _over_distinct_rows(relation, hashed, types) %}
  {%- set fields = [] -%}
  {%- for measure in argos.relation_measures() -%}
    {%- do fields.append((measure.scan if hashed else 'cast(null as ' ~ types.bigint ~ ')') ~ ' as ' ~ measure.name) -%}
  {%- endfor -%}
  {{ return('select ' ~ fields | join(', ') ~ (' from (select count(*) as occurrences from ' ~ relation ~ ' group by ' ~ argos.row_hash(hashed) ~ ') as distinct_rows' if hashed else '')) }}
{% endmacro %}

{#- Names of the columns that profile() yields. -#}
{% macro profile_fields() %}
  {%- set fields = ['instance_id', 'relation_name', 'element_id', 'data_type', 'type_family', 'ordinal', 'profile_ts', 'row_count', 'eval_count', 'null_rate', 'distinct_rate', 'notes'] -%}
  {%- do fields.extend(argos.column_measures() | rejectattr('internal') | map(attribute='name')) -%}
  {%- do fields.extend(argos.relation_measures() | map(attribute='name')) -%}
  {{ return(fields) }}
{% endmacro %}

{#- A field of the wide row per column -> a field of a row per column. -#}
{% macro _one_per_column(measure, described, types) %}
  {%- set branches = [] -%}
  {%- for column in described if measure in column.measures -%}
    {%- set field = 'c' ~ column.ordinal ~ '_' ~ measure.name -%}
    {%- do branches.append("when '" ~ column.ordinal ~ "' then " ~ (column.bound | replace('{x}', field) if measure.bound else field)) -%}
  {%- endfor -%}
  {{ return('case k.ordinal ' ~ branches | join(' ') ~ ' end' if branches else 'cast(null as ' ~ types[measure.type] ~ ')') }}
{% endmacro %}
