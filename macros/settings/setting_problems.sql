{#- One line for each wrong setting: what, where, how to mend it. -#}
{% macro setting_problems() %}
  {%- set lines = [] -%}
  {%- for name, option in argos.options().items() -%}
    {%- set given = var('argos_' ~ name, none) -%}
    {%- if given is not none and argos._typed(given, option.type) is none -%}
      {%- do lines.append('argos_' ~ name ~ ' is ' ~ tojson(given | string) ~ ', not ' ~ ('' if ' or ' in option.type else 'a ') ~ option.type ~ ': the default (' ~ option.get('default_doc', option.default) ~ ') is used; correct it under vars in dbt_project.yml') -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if env_var('ARGOS_NOW', '') and not argos.setting('self_test') -%}
    {%- do lines.append('ARGOS_NOW is ignored: it works only with argos_self_test: true') -%}
  {%- endif -%}
  {%- if (argos.setting('history_schema') or '').count('.') > 1 -%}
    {%- do lines.append('argos_history_schema is ' ~ tojson(argos.setting('history_schema')) ~ ', more than a database and a schema: its last part is taken for a schema of this database; write database.schema') -%}
  {%- endif -%}
  {%- for node in (graph.nodes.values() | list) + (graph.sources.values() | list) if node.package_name != 'argos' and node.resource_type != 'test' and node.config.meta and 'argos' in node.config.meta -%}
    {%- do lines.extend(argos._check_meta(node, node.config.meta.argos)) -%}
  {%- endfor -%}
  {{ return(lines) }}
{% endmacro %}

{% macro _check_meta(node, ours) %}
  {%- if ours is not mapping -%}{{ return(['meta.argos of ' ~ node.unique_id ~ ' is not a mapping of keys: it is ignored']) }}{%- endif -%}
  {%- set options = argos.options() -%}
  {%- set known = argos.node_keys() + (options.items() | selectattr('1.node', 'defined') | map('first') | list) -%}
  {%- set of_partition = ['column', 'grain', 'expected_by', 'timezone'] -%}
  {%- set lines, unknown = [], [] -%}
  {%- for name in ours.partition if ours.partition is mapping and name not in of_partition -%}{%- do unknown.append(['partition.', name, of_partition]) -%}{%- endfor -%}
  {%- for key, value in ours.items() -%}
    {%- if key not in known -%}
      {%- do unknown.append(['', key, known]) -%}
    {%- elif key in options and argos._typed(value, options[key].type) is none -%}
      {%- do lines.append('meta.argos.' ~ key ~ ' of ' ~ node.unique_id ~ ' is ' ~ tojson(value | string) ~ ', not ' ~ ('' if ' or ' in options[key].type else 'a ') ~ options[key].type ~ ': it is ignored') -%}
    {%- elif key == 'partition' and (value is not mapping or not value.column) -%}
      {%- do lines.append('meta.argos.partition of ' ~ node.unique_id ~ ' names no column: write {column: ordered_on, grain: day}') -%}
    {%- elif key == 'partition' and value.get('grain', 'day') not in argos.grains() | list -%}
      {%- do lines.append('meta.argos.partition.grain of ' ~ node.unique_id ~ ' is ' ~ tojson(value.grain ~ '') ~ ', not one of ' ~ argos.grains() | join(', ') ~ ': day is used') -%}
    {%- elif key in ['critical', 'personal', 'plain_values'] and (value is string or value is not iterable) -%}
      {%- do lines.append('meta.argos.' ~ key ~ ' of ' ~ node.unique_id ~ ' is not a list of columns' ~ (', and taken for one: write [' ~ value ~ ']' if value is string else ': it is ignored; write [a_column]')) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for place, key, keys in unknown -%}
    {%- set near = argos.nearest(key ~ '', keys) -%}
    {%- do lines.append('unknown key meta.argos.' ~ place ~ key ~ ' of ' ~ node.unique_id ~ (': did you mean ' ~ near ~ '?' if near else ': known are ' ~ keys | join(', '))) -%}
  {%- endfor -%}
  {{ return(lines) }}
{% endmacro %}

{#- The known word that shares most pairs of letters with `word`, or none. -#}
{% macro nearest(word, known) %}
  {%- set best = namespace(word=none, score=0.4) -%}
  {%- set a = set(zip(word, word[1:])) -%}
  {%- for candidate in known -%}
    {%- set b = set(zip(candidate, candidate[1:])) -%}
    {%- set score = 2 * (a.intersection(b) | length) / ((a | length) + (b | length)) if a and b else 0 -%}
    {%- if score > best.score -%}{%- set best.score = score -%}{%- set best.word = candidate -%}{%- endif -%}
  {%- endfor -%}
  {{ return(best.word) }}
{% endmacro %}
