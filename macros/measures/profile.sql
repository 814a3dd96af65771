{#- The facts of one relation: a SELECT of one row per column and one for the relation itself, to be appended to
    run_profile_result. Columns are scanned in chunks; the rows of the relation are counted by their hashes. Where each column is
    scanned by itself, a view is run once and kept for the statement. -#}
{% macro profile(instance_id, relation, columns, meta) %}
  {%- set types = argos.types() -%}
  {%- set measures = argos.scan_measures() -%}
  {%- set is_kept = argos.value_listing() == 'grouped' and columns and columns[0].row_count is none -%}
  {%- set source = 'seen' if is_kept else relation -%}
  {%- set sample = argos.sampling(relation, columns, meta) -%}
  {%- set described = argos.described_columns(columns[:argos.most_columns()], measures, meta, sample) -%}
  {%- set about = argos.string_literal(instance_id) ~ ' as instance_id, ' ~ argos.string_literal(argos.plain_name(relation)) ~ ' as relation_name, ' ~ argos.timestamp_literal(argos.clock()) ~ ' as profile_ts' -%}
  {%- set chunks = [] -%}
  {%- for chunk in described | batch(argos.columns_per_scan()) -%}{%- do chunks.append(argos.column_facts(instance_id, source, chunk, measures, sample)) -%}{%- endfor -%}
{{ 'with seen as materialized (select * from ' ~ relation ~ ')\n' if is_kept }}
{{- argos._relation_row(about, source, described, columns | length, types, sample) }}
{%- for chunk in chunks %}
union all
{{ argos._column_rows(about, chunk, types, sample) }}
{%- endfor %}
{%- endmacro %}

{#- Names of the columns that profile() yields. -#}
{% macro profile_fields() %}
  {{ return(['instance_id', 'relation_name', 'profile_ts', 'element_id', 'data_type', 'type_family', 'ordinal', 'notes', 'row_count'] + argos.relation_measures() | map(attribute='name') | list + argos.column_fields()) }}
{% endmacro %}

{#- And of those that only a column has. -#}
{% macro column_fields() %}
  {{ return(['eval_count', 'null_count', 'null_rate', 'distinct_count', 'distinct_rate', 'min_value', 'max_value', 'mean', 'stddev', 'p01', 'p50', 'p95', 'p99', 'quantiles', 'zero_count', 'length_min', 'length_max', 'topk_patterns', 'topk_values_hashed', 'entropy', 'outlier_rate', 'profile_hash']) }}
{% endmacro %}

{#- The measures of the relation: those of its distinct rows NULL where no column can be hashed. -#}
{% macro _relation_row(about, relation, described, columns, types, sample) %}
  {%- set hashed = described | rejectattr('family', 'equalto', 'other') | map(attribute='x') | list -%}
  {%- set left_out = (described | length) - (hashed | length) -%}
  {%- set notes = {'row_distinct_count': ('exact' if sample.one_in == 1 else '1 in ' ~ sample.one_in ~ ' row hashes') ~ (', without ' ~ argos.counted(left_out, 'column') ~ ' of other types' if left_out else ''), 'settings': argos.settings_hash(), 'salt_id': '{salt}'} -%}
  {%- if columns > described | length -%}{%- do notes.update({'skipped': argos.counted(columns - described | length, 'column') ~ ' after the first ' ~ described | length}) -%}{%- endif -%}
select
  {{ about }},
  '' as element_id, cast(null as {{ types.text }}) as data_type, cast(null as {{ types.text }}) as type_family, cast(0 as {{ types.bigint }}) as ordinal, replace({{ argos.string_literal(tojson(notes)) }}, '{salt}', coalesce((select salt_id from {{ argos._salt() }}), '')) as notes,
  {{ 'coalesce(sum(occurrences), 0)' if hashed and sample.one_in == 1 else ('(select count(*) from ' ~ relation ~ ')' if hashed else 'count(*)') }} as row_count
  {%- for measure in argos.relation_measures() %},
  {{ (measure.scan if sample.one_in == 1 else 'least(' ~ sample.one_in ~ ' * ' ~ measure.scan ~ ', (select count(*) from ' ~ relation ~ '))') if hashed else 'cast(null as ' ~ types.bigint ~ ')' }} as {{ measure.name }}
  {%- endfor %}
  {%- for name in argos.column_fields() %}, null as {{ name }}{% endfor %}
from {{ argos._distinct_rows(relation, hashed, sample) if hashed else relation }}
{%- endmacro %}

{#- How often each distinct row occurs. Of a large table, only of rows whose value in one column of many values has one of some
    hashes: equal rows have equal values there, so all of them are found. -#}
{% macro _distinct_rows(relation, hashed, sample) %}
  {%- set chosen = '' if sample.one_in == 1 else ' where ' ~ argos.is_one_in([sample.spread] if sample.spread else hashed, sample.one_in) -%}
  {{ return('(select count(*) as occurrences from ' ~ relation ~ ' as r' ~ chosen ~ ' group by ' ~ argos.row_hash(hashed) ~ ') as distinct_rows') }}
{% endmacro %}

{#- The measures of a chunk of columns. An identifier is a whole number most of whose values are distinct: its bounds are withheld. -#}
{% macro _column_rows(about, facts, types, sample) %}
  {%- set identifies = "(type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > valid_count)" -%}
  {%- set complete = 'coalesce(listed_count, 0) = valid_count' ~ ('' if argos.value_listing() == 'grouped' else ' and coalesce(length_max, 0) <= 200') -%}
  {%- set valid = 'cast(nullif(valid_count, 0) as ' ~ types.double ~ ')' -%}
  {%- set unlisted = 'nullif(greatest(valid_count - coalesce(listed_count, 0), 0), 0)' -%}
  {%- set rest = 'coalesce(' ~ unlisted ~ ' * ln(' ~ unlisted ~ ' / cast(greatest(distinct_count - coalesce(listed_values, 0), 1) as ' ~ types.double ~ ')), 0)' -%}
  {%- set found = argos.list_methods(sample) -%}
  {%- set said = "replace(replace(replace(case when is_identifier then notes_of_identifier else notes end, '{distinct}', " ~ found.of_distinct ~ "), '{values}', " ~ found.of_values ~ "), '{shapes}', " ~ found.of_shapes ~ ')' -%}
select
  {{ about }},
  element_id, data_type, type_family, ordinal, {{ said }} as notes,
  null as row_count, {% for measure in argos.relation_measures() %}null as {{ measure.name }}, {% endfor %}row_count as eval_count, row_count - valid_count as null_count,
  (row_count - valid_count) / cast(nullif(row_count, 0) as {{ types.double }}) as null_rate,
  distinct_count, distinct_count / {{ valid }} as distinct_rate,
  {%- for name in ['min_value', 'max_value', 'mean', 'stddev', 'p01', 'p50', 'p95', 'p99', 'quantiles'] %}
  case when not is_withheld then {{ name }} end as {{ name }},
  {%- endfor %}
  case when type_family = 'number' then coalesce(zero_count, 0) end as zero_count, length_min, length_max, topk_patterns, topk_values_hashed,
  case when type_family <> 'other' then (ln({{ valid }}) - (coalesce(listed_nlogn, 0) + {{ rest }}) / {{ valid }}) / ln(2) end as entropy,
  coalesce(beyond_count, outside_count) / {{ valid }} as outlier_rate,
  case when type_family <> 'other' then substr({{ argos.hash_text('concat(salt_value, ' ~ "coalesce(content_hash, ''), ' ', cast(valid_count as " ~ types.text ~ '))') }}, 1, 16) end as profile_hash
from (
  select
    *,
    shown = 'personal' or {{ identifies }} as is_withheld, {{ identifies }} as is_identifier
  from (
    select
      *,
      {{ complete }} as is_complete,
      case when type_family = 'other' then null when {{ complete }} then coalesce(listed_values, 0) else least(distinct_sketch, valid_count) end as distinct_count
    from (
{{ facts }}
    ) as of_columns
  ) as counted
) as judged
{%- endmacro %}
