{#- 64 bits of all columns of a row, NULL told from every value. For counting inside one statement only. Spark's xxhash64 skips
    NULL: (1, NULL) would equal (NULL, 1) without the mask of what is NULL. -#}
{% macro row_hash(identifiers) %}
  {%- set list = identifiers | join(', ') -%}
  {{ return({
    'duckdb': 'hash(' ~ list ~ ')',
    'snowflake': 'hash(' ~ list ~ ')',
    'bigquery': 'farm_fingerprint(to_json_string(struct(' ~ list ~ ')))',
    'databricks': 'xxhash64(' ~ list ~ ', ' ~ identifiers | join(' is null, ') ~ ' is null)',
  }[target.type] or argos._unsupported('row_hash')) }}
{% endmacro %}

{#- What tells apart the rows of a relation, to sample them by, asked of DuckDB alone: the row numbers of a table; in a file some columns that
    are `unique`, or about so, with a number beside them, since the values of a column are sampled by their hashes too; else all columns. -#}
{% macro row_key(is_in_files, names, identifiers, unique) %}
  {%- if not is_in_files and 'rowid' not in names -%}{{ return('r.rowid') }}{%- endif -%}
  {{ return((unique[:2] + ['1'] if unique else identifiers) | join(', ')) }}
{% endmacro %}

{#- Whether the hash of some values is one of the least one in `count`, a number or SQL of one; asked of DuckDB alone. Its
    hashes are unsigned: beside a signed number it would compare 128 bits. -#}
{% macro is_one_in(identifiers, count) %}
  {{ return({'duckdb': 'hash(' ~ identifiers | join(', ') ~ ') <= ' ~ ((2 ** 64 - 1) // count ~ '::ubigint' if count is integer else 'cast(18446744073709551615 as ubigint) // cast(' ~ count ~ ' as ubigint)')}[target.type] or argos._unsupported('is_one_in')) }}
{% endmacro %}
