{#- 64 bits of all columns of a row, NULL told from every value. For counting inside one statement only. -#}
{% macro row_hash(identifiers) %}{{ return(adapter.dispatch('row_hash', 'argos')(identifiers)) }}{% endmacro %}

{% macro default__row_hash(identifiers) %}{{ argos._unsupported('row_hash') }}{% endmacro %}

{% macro duckdb__row_hash(identifiers) %}{{ return('hash(' ~ identifiers | join(', ') ~ ')') }}{% endmacro %}
{% macro snowflake__row_hash(identifiers) %}{{ return('hash(' ~ identifiers | join(', ') ~ ')') }}{% endmacro %}
{% macro bigquery__row_hash(identifiers) %}{{ return('farm_fingerprint(to_json_string(struct(' ~ identifiers | join(', ') ~ ')))') }}{% endmacro %}

{#- xxhash64 skips NULL: (1, NULL) would equal (NULL, 1) without the mask of what is NULL. -#}
{% macro databricks__row_hash(identifiers) %}
  {%- set mask = [] -%}{%- for name in identifiers -%}{%- do mask.append(name ~ ' is null') -%}{%- endfor -%}
  {{ return('xxhash64(' ~ (identifiers + mask) | join(', ') ~ ')') }}
{% endmacro %}
