{#- SHA-256 of a text in hex, equal on every warehouse. -#}
{% macro hash_text(text) %}
  {{ return({
    'duckdb': 'sha256(' ~ text ~ ')',
    'snowflake': 'sha2(' ~ text ~ ', 256)',
    'bigquery': 'to_hex(sha256(' ~ text ~ '))',
    'databricks': 'sha2(' ~ text ~ ', 256)',
  }[target.type] or argos._unsupported('hash_text')) }}
{% endmacro %}

{#- The shape of a text: capitals are A, digits 9, other letters and whatever is not ASCII a; 60 characters of it. Expressions of
    Snowflake know no Unicode classes: capitals beyond Latin, Greek and Cyrillic are a there. DuckDB maps characters by their codes faster
    than it translates or matches texts, and no collation changes that. -#}
{% macro shape_of(text) %}
  {%- set start = 'left(' ~ text ~ ', 60)' -%}
  {%- set capitals = 'BCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁЂЃЄЅІЇЈЉЊЋЌЎЏҐ' -%}
  {{ return({
    'duckdb': "array_to_string(list_transform(string_split(" ~ start ~ ", ''), lambda c: case when ord(c) between 97 and 122 then 'a' when ord(c) between 48 and 57 then '9' when ord(c) between 65 and 90 then 'A' when ord(c) between 32 and 126 then c when regexp_matches(c, '\\p{Lu}') then 'A' else 'a' end), '')",
    'snowflake': "regexp_replace(regexp_replace(translate(" ~ start ~ ", '" ~ capitals ~ "', '" ~ 'A' * capitals | length ~ "'), '[0-9]', '9'), '[a-z]|[^ -~]', 'a')",
    'bigquery': "regexp_replace(regexp_replace(regexp_replace(" ~ start ~ ", '\\\\p{Lu}', 'A'), '[0-9]', '9'), '[a-z]|[^ -~]', 'a')",
    'databricks': "regexp_replace(regexp_replace(regexp_replace(" ~ start ~ ", '\\\\p{Lu}', 'A'), '[0-9]', '9'), '[a-z]|[^ -~]', 'a')",
  }[target.type] or argos._unsupported('shape_of')) }}
{% endmacro %}
