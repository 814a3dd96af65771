{#- Name of the empty table that says which version of the registry the schema has. Written by
    python/tools/docs.py from models/: do not edit. -#}
{% macro contract_name() %}{{ return('contract_d1a62361') }}{% endmacro %}
