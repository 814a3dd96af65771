{#- The partitions that a run has to measure, each with `why`: the newest days up to today, those that a microbatch built again, those
    whose rows are not as many as when it was measured last, and those that are new. Older ones that were never measured wait
    for a backfill. -#}
{% macro touched(partitions, window_days, node) %}
  {%- set window_days = [argos.whole_days(window_days), 1] | max -%}
  {%- set newest = partitions.newest_end -%}
  {%- set horizon = newest - modules.datetime.timedelta(days=window_days) if newest else none -%}
  {#- The first day that a microbatch model of this run was built again from. Its hook runs after its last batch. -#}
  {%- if node and node.config.get('incremental_strategy') == 'microbatch' -%}
    {%- set asked = argos.span_of(((invocation_args_dict.get('event_time_start') or '') ~ '')[:10]).start -%}
    {%- set batch_days = {'hour': 1, 'day': 1, 'month': 31, 'year': 366}.get(node.config.get('batch_size') ~ '', 1) -%}
    {%- set rebuilt_since = asked or argos.clock().date() - modules.datetime.timedelta(days=argos.whole_days(batch_days * (1 + (node.config.get('lookback', 1) | int)))) -%}
  {%- else -%}{%- set rebuilt_since = none -%}
  {%- endif -%}
  {%- set known = partitions.found | rejectattr('known_count', 'none') | map(attribute='value') | list -%}
  {%- set touched = [] -%}
  {%- for one in partitions.found -%}
    {%- set why = namespace(text=none) -%}
    {%- if one.known_count is not none and one.known_count != one.row_count -%}{%- set why.text = 'it had ' ~ one.known_count ~ ' rows' -%}
    {%- elif one.end and horizon and horizon < one.end <= newest -%}{%- set why.text = 'among the newest ' ~ argos.counted(window_days, 'day') -%}
    {%- elif one.end and rebuilt_since and rebuilt_since < one.end -%}{%- set why.text = 'built again since ' ~ rebuilt_since -%}
    {%- elif one.known_count is none and (one.start is none or known and one.value > known[0]) -%}{%- set why.text = 'new' -%}
    {%- endif -%}
    {%- if why.text -%}{%- do touched.append(dict(one, why=why.text)) -%}{%- endif -%}
  {%- endfor -%}
  {{ return(touched) }}
{% endmacro %}

{#- A number of days as a whole number that dates can be moved by: of what is none or too large, the nearest. -#}
{% macro whole_days(days) %}{{ return([[days | int, 0] | max, 300000] | min) }}{% endmacro %}

{#- Partitions as lists that one statement each measures: of a few, so that what is done stays, and the statement is short; where all values
    are listed, also of not too many rows, and those that have to be sampled by themselves. -#}
{% macro batches_of(touched) %}
  {%- set most_rows = 1000000 if argos.traits().lists_values else none -%}
  {%- set batches, filling = [], namespace(batch=[], rows=0) -%}
  {%- for one in touched -%}
    {%- if filling.batch and (filling.batch | length == 31 or most_rows and filling.rows + one.row_count > most_rows) or most_rows and one.row_count > argos.exact_rows() -%}
      {%- if filling.batch -%}{%- do batches.append(filling.batch) -%}{%- endif -%}
      {%- set filling.batch, filling.rows = [], 0 -%}
    {%- endif -%}
    {%- if most_rows and one.row_count > argos.exact_rows() -%}
      {%- do batches.append([one]) -%}
    {%- else -%}
      {%- set filling.batch, filling.rows = filling.batch + [one], filling.rows + one.row_count -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return(batches + ([filling.batch] if filling.batch else [])) }}
{% endmacro %}

{#- The partitions of the last days before the newest's end, and later ones, that have no facts, or facts of another number of rows, or of
    which a backfill that was stopped derived no metrics, the `underived`. -#}
{% macro unmeasured(partitions, days, underived) %}
  {%- set newest = partitions.newest_end -%}
  {%- set horizon = newest - modules.datetime.timedelta(days=argos.whole_days(days)) if newest else none -%}
  {%- set waiting = [] -%}
  {%- for one in partitions.found if (one.known_count != one.row_count or one.value in underived) and (one.end is none or horizon and horizon < one.end) -%}{%- do waiting.append(dict(one, why='backfilled')) -%}{%- endfor -%}
  {{ return(waiting) }}
{% endmacro %}
