{#- SQL expressions -> one JSON array as text. An array of Snowflake has `undefined`, which is no JSON, for NULL. -#}
{% macro json_array(expressions) %}
  {%- set list = expressions | join(', ') -%}
  {{ return({
    'duckdb': 'cast(to_json([' ~ list ~ ']) as varchar)',
    'snowflake': 'to_json(array_construct(ifnull(to_variant(' ~ expressions | join("), parse_json('null')), ifnull(to_variant(") ~ "), parse_json('null'))))",
    'bigquery': 'to_json_string([' ~ list ~ '])',
    'databricks': 'to_json(array(' ~ list ~ '))',
  }[target.type] or argos._unsupported('json_array')) }}
{% endmacro %}

{#- The number at an index of a JSON array. Of a null there, Spark gives the text `null`; a text of Snowflake has ten digits of a number. -#}
{% macro json_number(json, index) %}
  {%- set double = argos.types().double -%}
  {{ return({
    'duckdb': 'cast(json_extract_string(' ~ json ~ ", '$[" ~ index ~ "]') as " ~ double ~ ')',
    'snowflake': 'cast(get(parse_json(' ~ json ~ '), ' ~ index ~ ') as ' ~ double ~ ')',
    'bigquery': 'cast(json_value(' ~ json ~ ", '$[" ~ index ~ "]') as " ~ double ~ ')',
    'databricks': 'try_cast(get_json_object(' ~ json ~ ", '$[" ~ index ~ "]') as " ~ double ~ ')',
  }[target.type] or argos._unsupported('json_number')) }}
{% endmacro %}

{#- The rows of a query once for each element of its JSON array `items`: SELECT of the fields and, of an array of numbers, `item`; of an
    array of pairs, the text `entry` and the number `entry_count`. Typed where a warehouse can, so that no element is parsed twice. -#}
{% macro json_elements(fields, query, of_pairs=false) %}
  {%- set number = 'cast({x} as ' ~ argos.types().double ~ ')' -%}
  {%- set element, source, item, pair = {
    'duckdb': ["unnest(from_json(listed.items, '" ~ ('[["varchar"]]' if of_pairs else '["double"]') ~ "'))", '', 'element', ['element[1]', 'element[2]']],
    'snowflake': ['of_list.value', ', lateral flatten(input => parse_json(listed.items)) as of_list', number, ['cast(get(element, 0) as varchar)', 'get(element, 1)']],
    'bigquery': ['of_list', ' cross join unnest(json_query_array(listed.items)) as of_list', number, ["json_value(element, '$[0]')", "json_value(element, '$[1]')"]],
    'databricks': ['of_list', " lateral view explode(from_json(listed.items, 'array<" ~ ('array<string>' if of_pairs else 'double') ~ ">')) lists as of_list", 'element', ['element[0]', 'element[1]']],
  }[target.type] or argos._unsupported('json_elements') -%}
  {%- set found = pair[0] ~ ' as entry, ' ~ number | replace('{x}', pair[1]) ~ ' as entry_count' if of_pairs else item | replace('{x}', 'element') ~ ' as item' -%}
  {{ return('select ' ~ fields | join(', ') ~ ', ' ~ found ~ '\nfrom (select listed.' ~ fields | join(', listed.') ~ ', ' ~ element ~ ' as element\nfrom (' ~ query ~ ') as listed' ~ source ~ ') as elements') }}
{% endmacro %}

{#- Aggregate: the texts of a group that are not NULL, sorted by themselves or by another expression, as one JSON array. With `partition`,
    of the rows that share it, sorted by themselves, beside each row. -#}
{% macro json_sorted_list(expression, by=none, partition=none) %}
  {%- set by, over = by or expression, ' over (partition by ' ~ partition ~ ')' if partition else '' -%}
  {{ return({
    'duckdb': 'cast(to_json(list(' ~ expression ~ ' order by ' ~ by ~ ') filter (' ~ expression ~ ' is not null)' ~ over ~ ') as varchar)',
    'snowflake': 'to_json(array_agg(' ~ expression ~ ') within group (order by ' ~ by ~ ')' ~ over ~ ')',
    'bigquery': "concat('[', string_agg(case when " ~ expression ~ ' is not null then to_json_string(' ~ expression ~ ") end, ',') over (partition by " ~ partition ~ ' order by ' ~ by ~ " rows between unbounded preceding and unbounded following), ']')" if partition else 'to_json_string(array_agg(' ~ expression ~ ' ignore nulls order by ' ~ by ~ '))',
    'databricks': 'to_json(sort_array(collect_list(' ~ expression ~ ')' ~ over ~ '))' if by == expression else 'to_json(transform(sort_array(collect_list(case when ' ~ expression ~ ' is not null then struct(' ~ by ~ ' as place, ' ~ expression ~ ' as text) end)), one -> one.text))',
  }[target.type] or argos._unsupported('json_sorted_list')) }}
{% endmacro %}

{#- Rows that Jinja has (lists of texts, numbers and none) -> a SELECT of text columns, as one JSON literal: no macro call
    per value, however many rows. -#}
{% macro json_rows(names, rows) %}
  {%- set literal = argos.string_literal(tojson(rows)) -%}
  {%- set item, origin = {
    'duckdb': ['j[{position}]', "(select unnest(from_json(" ~ literal ~ ", '[[\"varchar\"]]')) as j) as unpacked"],
    'snowflake': ['cast(get(unpacked.value, {index}) as varchar)', 'table(flatten(input => parse_json(' ~ literal ~ '))) as unpacked'],
    'bigquery': ["json_value(j, '$[{index}]')", 'unnest(json_query_array(' ~ literal ~ ')) as j'],
    'databricks': ['j[{index}]', "(select explode(from_json(" ~ literal ~ ", 'array<array<string>>')) as j) as unpacked"],
  }[target.type] or argos._unsupported('json_rows') -%}
  {%- set fields = [] -%}
  {%- for name in names -%}{%- do fields.append(item | replace('{position}', loop.index) | replace('{index}', loop.index0) ~ ' as ' ~ name) -%}{%- endfor -%}
  {{ return('select ' ~ fields | join(', ') ~ '\nfrom ' ~ origin) }}
{% endmacro %}
