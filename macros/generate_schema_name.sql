{#- The views of argos stand beside its facts, whatever the user's project makes of schema names. -#}
{% macro generate_schema_name(custom_schema_name, node) %}{{ return(argos.schema()) }}{% endmacro %}
