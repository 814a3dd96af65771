{#- The partitions that a run has to measure, each with `why`: the newest days up to today, those that a microbatch built again, those
    whose rows are not as many as when it was measured last, and those that are new. Older ones that were never measured wait
    for a backfill. -#}
{% macro touched(partitions, window_days, rebuilt_since) %}
  {%- set newest = argos._newest_end(partitions) -%}
  {%- set horizon = newest - modules.datetime.timedelta(days=window_days) if newest else none -%}
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

{#- The end of the newest partition that has begun, or none. -#}
{% macro _newest_end(partitions) %}
  {%- set begun = partitions.found | rejectattr('start', 'none') | selectattr('start', 'le', argos.clock().date()) | list -%}
  {{ return(begun | map(attribute='end') | max if begun else none) }}
{% endmacro %}

{#- The partitions of the last days up to the newest that have no facts, or facts of another number of rows. -#}
{% macro unmeasured(partitions, days) %}
  {%- set newest = argos._newest_end(partitions) -%}
  {%- set horizon = newest - modules.datetime.timedelta(days=days) if newest else none -%}
  {%- set waiting = [] -%}
  {%- for one in partitions.found if one.known_count != one.row_count and (one.end is none or horizon and horizon < one.end <= newest) -%}{%- do waiting.append(dict(one, why='backfilled')) -%}{%- endfor -%}
  {{ return(waiting) }}
{% endmacro %}

{#- The first day that a microbatch model of this run was built again from, or none of another. Its hook runs after its last batch. -#}
{% macro rebuilt_since(node) %}
  {%- if node.config.get('incremental_strategy') != 'microbatch' -%}{{ return(none) }}{%- endif -%}
  {%- set asked = argos.span_of(((invocation_args_dict.get('event_time_start') or '') ~ '')[:10]).start -%}
  {%- set batch_days = {'hour': 1, 'day': 1, 'month': 31, 'year': 366}.get(node.config.get('batch_size') ~ '', 1) -%}
  {{ return(asked or argos.clock().date() - modules.datetime.timedelta(days=batch_days * (node.config.get('lookback', 1) | int))) }}
{% endmacro %}
