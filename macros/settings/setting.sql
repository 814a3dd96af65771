{#- The value of one option: of the node's `meta.argos`, else the global var, else the default. A value of the wrong
    type counts as not set; prepare says so. -#}
{% macro setting(name, meta=none) %}
  {%- set option = argos.options()[name] -%}
  {%- for given in [(meta or {}).get(name) if option.get('node') else none, var('argos_' ~ name, none)] if given is not none -%}
    {%- set value = argos._typed(given, option.type) -%}
    {%- if value is not none -%}{{ return(value) }}{%- endif -%}
  {%- endfor -%}
  {{ return(option.default) }}
{% endmacro %}

{#- The value in the option's type, or none when it is not of that type. -#}
{% macro _typed(value, type) %}
  {%- if type == 'boolean' -%}
    {%- set words = {'true': true, 'false': false} -%}
    {{ return(words.get(value | string | lower)) }}
  {%- elif type.startswith('number') -%}
    {%- set most = type.split(' to ')[1] | float if ' to ' in type else 1e300 -%}
    {{ return(value if value is number and value is not boolean and 0 <= value <= most else none) }}
  {%- elif type == 'list of names' -%}
    {{ return(value if value is sequence and value is not string and value is not mapping and value | select('string') | list | length == value | length else none) }}
  {%- elif ' or ' in type -%}
    {{ return(value if value in type.split(' or ') else none) }}
  {%- elif type == 'name' -%}
    {{ return(value if value is string and modules.re.match("[^'\"`\\\\]+$", value) else none) }}
  {%- endif -%}
{% endmacro %}

{#- `meta.argos` of a node or source as a dict, whatever the user wrote there. -#}
{% macro meta_of(node) %}
  {%- set meta = (node.config or {}).get('meta') or node.get('meta') or {} -%}
  {%- set ours = meta.get('argos') if meta is mapping else none -%}
  {{ return(ours if ours is mapping else {}) }}
{% endmacro %}

{#- Eight hex digits of all global options as this caller sees them: hooks of the run and of a model must see the same. -#}
{% macro settings_hash() %}
  {%- set values = [] -%}
  {%- for name in argos.options() -%}{%- do values.append(var('argos_' ~ name, none) | string) -%}{%- endfor -%}
  {{ return(local_md5(tojson(values))[:8]) }}
{% endmacro %}
