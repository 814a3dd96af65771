{#- What every column has before its values are listed: labels, then measures, then what is read from these. -#}
{% macro _label_fields() %}{{ return(['ordinal', 'element_id', 'data_type', 'type_family', 'shown', 'notes', 'notes_of_identifier']) }}{% endmacro %}

{% macro _scanned_fields(measures, scope) %}
  {{ return(argos._label_fields() + scope.by + ['row_count', 'salt_value'] + measures | rejectattr('type', 'equalto', 'state') | map(attribute='name') | list + ['p01', 'p50', 'p95', 'p99', 'quantiles']) }}
{% endmacro %}

{#- Facts of columns none of which has values that can be listed. -#}
{% macro _unlisted(scanned, lists) %}
  {%- set types = argos.types() -%}
  {%- set nothing = [] -%}
  {%- for measure in lists + [{'name': 'outside_count', 'type': 'bigint'}, {'name': 'topk_patterns', 'type': 'text'}] -%}{%- do nothing.append('cast(null as ' ~ types[measure.type] ~ ') as ' ~ measure.name) -%}{%- endfor -%}
  {{ return('select unlisted.*, ' ~ nothing | join(', ') ~ '\nfrom (\n' ~ scanned ~ '\n) as unlisted') }}
{% endmacro %}

{#- The salt, from the schema whose facts say what is normal: one row, of NULLs where there is none. -#}
{% macro _salt() %}{{ return('(select max(salt_id) as salt_id, max(salt_value) as salt_value from ' ~ argos.history('salt') ~ ') as salt') }}{% endmacro %}
