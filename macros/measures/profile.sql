{#- The facts of one relation: a SELECT of one row per column and one for the relation itself, to be appended to
    run_profile_result. Columns are scanned in chunks; the rows of the relation are counted by their hashes. Where each column is
    scanned by itself, a view is run once and kept for the statement. With `partitions`, the same for each of these.
    `skipped`: why there are no columns. -#}
{% macro profile(instance_id, relation, columns, meta, partitions=none, skipped=none) %}
  {%- set types = argos.types() -%}
  {%- set measures = argos.scan_measures() -%}
  {%- set is_counted = columns and columns[0].row_count is not none -%}
  {%- set is_kept = argos.traits().lists_values and columns and not is_counted -%}
  {%- set scope = argos.sampling(relation, columns, meta, (partitions.row_count if partitions else columns[0].row_count) | int if is_counted else 0) -%}
  {%- set origin = argos.rows_of_partitions(relation, columns, partitions, scope.key) if partitions else relation -%}
  {%- set partition_values = [] -%}
  {%- for one in (partitions or {}).touched or [] -%}{%- do partition_values.append(argos.string_literal(one.value)) -%}{%- endfor -%}
  {%- set shaped_values = 2000 -%}
  {%- do scope.update({'shaped_values': shaped_values, 'shaped_one_in': scope.one_in * (1 + (scope.sample_rows or 0) // shaped_values), 'source': 'seen' if is_kept else origin, 'by': ['argos_partition'] if partitions else [], 'partition_values': partition_values, 'skipped': skipped or argos.columns_beyond(columns)}) -%}
  {%- set described = argos.described_columns(columns[:argos.traits().most_columns], measures, meta, scope) -%}
  {%- set about = argos.string_literal(instance_id) ~ ' as instance_id, ' ~ argos.string_literal(argos.plain_name(relation)) ~ ' as relation_name, ' ~ (partitions.label if partitions else 'cast(null as ' ~ types.text ~ ')') ~ ' as partition_value, ' ~ (argos.string_literal(partitions.id) if partitions else 'cast(null as ' ~ types.text ~ ')') ~ ' as partition_key, ' ~ argos.timestamp_literal(argos.clock()) ~ ' as profile_ts' -%}
  {#- A sketch of each column and partition is held at once: on Snowflake 10,000 counters, 100 bytes each and the texts. -#}
  {%- set per_scan = argos.traits().columns_per_scan // (1 if argos.traits().lists_values else [partition_values | length // 4, 1] | max) -%}
  {%- set chunks = [] -%}
  {%- for chunk in described | batch(per_scan) -%}{%- do chunks.append(argos._grouped_facts(instance_id, scope, chunk, measures) if argos.traits().lists_values else argos._sketched_facts(instance_id, scope, chunk, measures)) -%}{%- endfor -%}
{{ 'with seen as materialized (select * from ' ~ origin ~ ')\n' if is_kept }}
{{- argos._relation_row(about, described, types, scope) }}
{%- for chunk in chunks %}
union all
{{ argos._column_rows(about, chunk, types, scope) }}
{%- endfor %}
{%- endmacro %}

{#- Which columns are too many to be profiled, or none. -#}
{% macro columns_beyond(columns) %}
  {%- set most = argos.traits().most_columns -%}
  {{ return(argos.counted(columns | length - most, 'column') ~ ' after the first ' ~ most if columns | length > most else none) }}
{% endmacro %}

{#- Names of the columns that profile() yields. -#}
{% macro profile_fields() %}
  {{ return(['instance_id', 'relation_name', 'partition_value', 'partition_key', 'profile_ts', 'element_id', 'data_type', 'type_family', 'ordinal', 'notes', 'row_count'] + argos.relation_measures() | map(attribute='name') | list + argos.column_fields()) }}
{% endmacro %}

{#- And of those that only a column has. -#}
{% macro column_fields() %}
  {{ return(['eval_count', 'null_count', 'null_rate', 'distinct_count', 'distinct_rate', 'min_value', 'max_value', 'mean', 'stddev', 'p01', 'p50', 'p95', 'p99', 'quantiles', 'zero_count', 'length_min', 'length_max', 'topk_patterns', 'topk_values_hashed', 'entropy', 'outlier_rate', 'profile_hash']) }}
{% endmacro %}

{#- The measures of a chunk of columns. An identifier is a whole number most of whose values are distinct: its bounds are withheld. A sketch
    that lists as many values as it was asked for may hide others, whatever its counts add up to. -#}
{% macro _column_rows(about, facts, types, scope) %}
  {%- set identifies = "(type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > valid_count)" -%}
  {%- set grouped = argos.traits().lists_values -%}
  {%- set complete = 'coalesce(listed_count, 0) = valid_count' ~ ('' if grouped else ' and coalesce(listed_values, 0) <= 200') -%}
  {%- set valid = 'cast(nullif(valid_count, 0) as ' ~ types.double ~ ')' -%}
  {%- set light = 'nullif(greatest(valid_count - coalesce(heavy_count, 0), 0), 0)' -%}
  {%- set rest = 'coalesce(' ~ light ~ ' * ' ~ ('coalesce(light_log, {log})' if grouped else '{log}') | replace('{log}', 'ln(' ~ light ~ ' / cast(greatest(distinct_count - coalesce(listed_values, 0), 1) as ' ~ types.double ~ '))') ~ ', 0)' -%}
  {%- set estimated = {
    'distinct': "concat('by their hashes, error about ', round(200 / sqrt(distinct_count / " ~ scope.values_one_in ~ "), 1), '%')" if scope.one_in > 1 else argos.string_literal(argos.traits().distinct_method),
    'values': argos.string_literal('the most frequent of 1 in ' ~ scope.one_in ~ ' rows, error about ' ~ scope.error_points ~ ' points of share' if grouped else 'the most frequent, by a sketch'),
    'entropy': argos.string_literal('of all rows of some values, error about 0.2 bits' if grouped else 'of the most frequent, the others as equally frequent'),
  } -%}
  {%- set said = namespace(text='case when is_identifier then notes_of_identifier else notes end') -%}
  {%- for name, sentence in estimated.items() -%}{%- set said.text = 'replace(' ~ said.text ~ ", '{" ~ name ~ "}', case when is_complete then 'exact' else " ~ sentence ~ ' end)' -%}{%- endfor -%}
select
  {{ about }},
  element_id, data_type, type_family, ordinal, replace({{ said.text }}, '{shapes}', case when is_complete and coalesce(listed_values, 0) < {{ scope.shaped_values }} then 'exact' else '{{ 'of a sample' if grouped else 'the most frequent, by a sketch' }}' end) as notes,
  null as row_count, {% for measure in argos.relation_measures() %}null as {{ measure.name }}, {% endfor %}row_count as eval_count, row_count - valid_count as null_count,
  (row_count - valid_count) / cast(nullif(row_count, 0) as {{ types.double }}) as null_rate,
  distinct_count, distinct_count / {{ valid }} as distinct_rate,
  {%- for name in ['min_value', 'max_value', 'mean', 'stddev', 'p01', 'p50', 'p95', 'p99', 'quantiles'] %}
  case when not is_withheld then {{ name }} end as {{ name }},
  {%- endfor %}
  case when type_family = 'number' then coalesce(zero_count, 0) end as zero_count, length_min, length_max, topk_patterns, topk_values_hashed,
  case when type_family <> 'other' then (ln({{ valid }}) - (coalesce(heavy_nlogn, 0) + {{ rest }}) / {{ valid }}) / ln(2) end as entropy,
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
