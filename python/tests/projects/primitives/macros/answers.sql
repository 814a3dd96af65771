{#- Logs one line `answer ["name", "value"]` per case: what a primitive of the dialect yields on this warehouse.
    A new primitive is one more line in scalars() or aggregates(), `'name': [the known answer, SQL]`; and `known [...]`
    is logged for each of these. -#}
{% macro answers() %}
  {%- do run_query('create schema if not exists ' ~ argos.fact('x').without_identifier()) -%}
  {%- for name, case in scalars().items() -%}{%- do compare(name, case[0], 'select ' ~ case[1] ~ ' as answer') -%}{%- endfor -%}
  {%- for name, case in aggregates().items() -%}{%- do compare(name, case[0], case[1]) -%}{%- endfor -%}
  {#- Where ANSI mode is off, Databricks spells decimals otherwise. -#}
  {%- if target.type == 'databricks' -%}{%- do run_query('set spark.sql.ansi.enabled = false') -%}{%- endif -%}
  {%- for name, case in numbers().items() -%}{%- do compare(name, case[0], 'select ' ~ case[1] ~ ' as answer') -%}{%- endfor -%}
  {%- if target.type == 'databricks' -%}{%- do run_query('set spark.sql.ansi.enabled = true') -%}{%- endif -%}
  {%- do bounds() -%}
  {%- do statements() -%}
  {%- do say('relation_bytes_none', argos.relation_bytes(argos.fact('no_such_table'), [])) -%}
  {%- do say('relation_bytes', 'none' if argos.relation_bytes(argos.fact('layout'), [{'row_count': 1}, {'row_count': 1}]) is none else 'known') -%}
{% endmacro %}

{% macro say(name, value, what='answer') %}
  {%- do log(what ~ ' ' ~ tojson([name, none if value is none else value | string]), info=true) -%}
{% endmacro %}

{% macro compare(name, known, query) %}
  {%- do say(name, known, 'known') -%}
  {%- do say(name, run_query(query).rows[0][0]) -%}
{% endmacro %}

{% macro awkward() %}{{ return("it's a \"b\" `c` \\ $$ ; -- /* {{ x }} %s \n line\ttab 漢字😀 Ünï") }}{% endmacro %}

{#- Numbers as text. -#}
{% macro numbers() %}
  {%- set decimal, double = argos.value_templates(spelled('places'), 'number').text, argos.value_templates(spelled('double'), 'number').text -%}
  {{ return({
    'text_of_small_decimal': ['0.00000012', decimal | replace('{x}', "cast('0.00000012' as " ~ spelled('places') ~ ')')],
    'text_of_large_decimal': ['-12345678901.12345678', decimal | replace('{x}', "cast('-12345678901.12345678' as " ~ spelled('places') ~ ')')],
    'text_of_whole_decimal': ['100', decimal | replace('{x}', 'cast(100 as ' ~ spelled('places') ~ ')')],
    'text_of_no_decimal': ['0', decimal | replace('{x}', 'cast(0 as ' ~ spelled('places') ~ ')')],
    'text_of_double': ['-0.1', double | replace('{x}', 'cast(-0.1 as ' ~ argos.types().double ~ ')')],
    'text_of_whole_double': ['-3', double | replace('{x}', 'cast(-3 as ' ~ argos.types().double ~ ')')],
    'text_of_infinity': ['inf', 'substr(' ~ double | replace('{x}', "cast('inf' as " ~ argos.types().double ~ ')') ~ ', 1, 3)'],
  }) }}
{% endmacro %}

{% macro scalars() %}
  {%- set random = argos.random_text() -%}
  {%- set long = argos.timestamp_literal(modules.datetime.datetime(2026, 1, 8, 6, 0, 0, 250000)) -%}
  {{ return({
    'string_literal': [awkward(), argos.string_literal(awkward())],
    'string_literal_empty': ['empty', "case when " ~ argos.string_literal('') ~ " = '' then 'empty' end"],
    'string_literal_of_number': ['7', argos.string_literal(7)],
    'json_array': ['["a\\"b","\\\\","é"]', argos.json_array([argos.string_literal('a"b'), argos.string_literal('\\'), argos.string_literal('é')])],
    'random_text_length': ['64', 'length(' ~ random ~ ')'],
    'random_text_differs': ['differs', 'case when ' ~ random ~ ' <> ' ~ random ~ " then 'differs' end"],
    'seconds_between': ['21600.25', argos.seconds_between(argos.timestamp_literal(modules.datetime.datetime(2026, 1, 8)), long)],
    'day_before': ['2024-02-29', 'cast(' ~ argos.day_before("cast('2024-03-01' as date)") ~ ' as ' ~ argos.types().text ~ ')'],
    'days_between': ['-702', argos.days_between("cast('2026-01-31' as date)", "cast('2024-02-29' as date)")],
    'seconds_between_null': [none, argos.seconds_between('cast(null as ' ~ argos.types().utc_timestamp ~ ')', long)],
    'utc_now_is_now': ['now', 'case when abs(' ~ argos.seconds_between(argos.utc_now(), argos.timestamp_literal(modules.datetime.datetime.utcnow())) ~ ") < 600 then 'now' end"],
    'shown_value_rate': ['12.4%', argos.shown_value('rate', '0.1244', argos.types().text)],
    'shown_value_whole_rate': ['3%', argos.shown_value('rate', 'cast(0.03 as ' ~ argos.types().double ~ ')', argos.types().text)],
    'shown_value_rate_below_zero': ['0%', argos.shown_value('rate', 'cast(-0.0001 as ' ~ argos.types().double ~ ')', argos.types().text)],
    'shown_number_below_zero': ['0', argos.shown_value('number', 'cast(-0.00001 as ' ~ argos.types().double ~ ')', argos.types().text)],
    'shown_value_count': ['1234567', argos.shown_value('count', 'cast(1234567.4 as ' ~ argos.types().double ~ ')', argos.types().text)],
    'hash_text': ['ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', argos.hash_text("'a'")],
    'shape_of': ['Aa-9 Aaaa a"\\.', argos.shape_of(argos.string_literal('Ab-9 É漢😀ß z"\\.'))],
    'shape_of_controls': ['Aaaa', argos.shape_of(argos.string_literal('A\n\tz'))],
    'shape_of_long': ['60', 'length(' ~ argos.shape_of(argos.string_literal('Xy' * 100)) ~ ')'],
    'json_number': ['1.5', argos.json_number("'[1.5, 2, null]'", 0)],
    'json_number_whole': ['2.0', argos.json_number("'[1.5, 2, null]'", 1)],
    'json_number_null': [none, argos.json_number("'[1.5, 2, null]'", 2)],
    'json_number_none': [none, argos.json_number("'[1.5, 2, null]'", 3)],
    'day_of_zoned': ['2025-12-31', 'cast(' ~ argos.day_of("cast('2026-01-01 01:30:00+02:00' as " ~ spelled('zoned') ~ ')', spelled('zoned')) ~ ' as ' ~ argos.types().text ~ ')'],
    'day_of_local': ['2026-01-01', 'cast(' ~ argos.day_of("cast('2026-01-01 23:59:59' as " ~ spelled('local') ~ ')', spelled('local')) ~ ' as ' ~ argos.types().text ~ ')'],
    'text_of_zoned': ['2026-03-08 02:30:00.250000', argos.value_templates(spelled('zoned'), 'timestamp').text | replace('{x}', "cast('2026-03-08 02:30:00.25+00:00' as " ~ spelled('zoned') ~ ')')],
    'text_of_local': ['2026-03-08 02:30:00.250000', argos.value_templates(spelled('local'), 'timestamp').text | replace('{x}', "cast('2026-03-08 02:30:00.25' as " ~ spelled('local') ~ ')')],
    'number_of_zoned': ['1772937000.25', argos.value_templates(spelled('zoned'), 'timestamp').number | replace('{x}', "cast('2026-03-08 02:30:00.25+00:00' as " ~ spelled('zoned') ~ ')')],
    'number_of_local': ['1772937000.25', argos.value_templates(spelled('local'), 'timestamp').number | replace('{x}', "cast('2026-03-08 02:30:00.25' as " ~ spelled('local') ~ ')')],
    'has_fraction': ['yes', 'case when ' ~ argos.has_fraction('0.5e0') ~ " then 'yes' end"],
    'has_fraction_whole': [none, 'case when ' ~ argos.has_fraction('1e300') ~ " then 'yes' end"],
    'hash': ['e53f04d1bcc1428d9e8db9a93578c5eb', dbt.hash(argos.json_array([argos.string_literal('a'), argos.string_literal('b')]))],
  }) }}
{% endmacro %}

{#- Inputs are rows of texts, which are the test of json_rows too. -#}
{% macro aggregates() %}
  {%- set double = argos.types().double -%}
  {%- set values = argos.json_rows(['g', 'x', 'n'], [['a', 'one', 1], ['a', none, 2.5], ['b', '', none], ['b', 'one', 4], ['a', awkward(), 3]]) -%}
  {%- set nothing = argos.json_rows(['x'], []) -%}
  {%- set nulls = argos.json_rows(['x'], [[none], [none]]) -%}
  {%- set numbers = 'select cast(n as ' ~ double ~ ') as n, g from (' ~ values ~ ') as v' -%}
  {%- set pairs = argos.json_rows(['a', 'b'], [[1, none], [none, 1], [1, none], ['x', 'y'], ['xy', '']]) -%}
  {%- set counted = 'select x, cast(n as bigint) as n from (' ~ argos.json_rows(['x', 'n'], [['b', 2], ['a', 2], ['c', 9], [none, 50], ['d', 1]]) ~ ') as v' -%}
  {%- set spread = 'select cast(n as ' ~ double ~ ') as n from (' ~ argos.json_rows(['n'], [[5], [3], [none], [1], [4], [2]]) ~ ') as v' -%}
  {%- set of_state = argos.quantiles_read('state', 'greatest') -%}
  {%- set states = 'select ' ~ argos.quantiles_state('n') ~ ' as state, max(n) as greatest from (' ~ spread ~ ') as v' -%}
  {%- set hundred = [] -%}
  {%- for n in range(1, 101) -%}{%- do hundred.append([n]) -%}{%- endfor -%}
  {%- set kept = 'select ' ~ argos.exact_quantiles('n') ~ ' as kept from (' ~ spread ~ ') as v' -%}
  {{ return({
    'json_elements': ['["of -3.0","of 2.5"]', 'select ' ~ argos.json_sorted_list("concat(k, ' ', cast(item as " ~ argos.types().text ~ "))", 'item') ~ ' from (' ~ argos.json_elements(['k'], "select 'of' as k, '[2.5, -3]' as items") ~ ') as e'],
    'json_elements_pairs': ['["\\"x\\",[1]=1.0"]', 'select ' ~ argos.json_sorted_list("concat(entry, '=', cast(entry_count as " ~ argos.types().text ~ "))") ~ ' from (' ~ argos.json_elements(['k'], "select 'of' as k, " ~ argos.string_literal('[["\\"x\\",[1]", 1]]') ~ " as items", true) ~ ') as e'],
    'json_elements_none': ['0', 'select count(*) from (' ~ argos.json_elements(['k'], "select 'of' as k, cast(null as " ~ argos.types().text ~ ") as items union all select 'of', '[]'") ~ ') as e'],
    'json_rows': ['5', 'select count(*) from (' ~ values ~ ') as v'],
    'json_rows_null': ['1', 'select count(*) from (' ~ values ~ ') as v where x is null'],
    'json_rows_text': [awkward(), 'select max(x) from (' ~ values ~ ") as v where n = '3'"],
    'json_rows_number': ['2.5', 'select max(n) from (' ~ values ~ ") as v where n = '2.5'"],
    'json_rows_empty': ['0', 'select count(*) from (' ~ nothing ~ ') as v'],
    'distinct_count': ['3', 'select ' ~ argos.distinct_count('x') ~ ' from (' ~ values ~ ') as v'],
    'distinct_count_empty': ['0', 'select ' ~ argos.distinct_count('x') ~ ' from (' ~ nothing ~ ') as v'],
    'distinct_count_nulls': ['0', 'select ' ~ argos.distinct_count('x') ~ ' from (' ~ nulls ~ ') as v'],
    'latest_value': ['b', 'select ' ~ argos.latest_value('g', 'n') ~ ' from (' ~ numbers ~ ') as v'],
    'quantile_of': ['4.6', 'select ' ~ argos.quantile_of('kept', 0.9) ~ ' from (' ~ kept ~ ') as w'],
    'quantile_of_two': ['1.5', 'select ' ~ argos.quantile_of('kept', 0.5) ~ ' from (' ~ kept ~ ' where n < 3) as w'],
    'quantile_of_one': ['4.0', 'select ' ~ argos.quantile_of('kept', 0.25) ~ ' from (' ~ kept ~ ' where n = 4) as w'],
    'quantile_of_none': [none, 'select ' ~ argos.quantile_of('kept', 0.5) ~ ' from (' ~ kept ~ ' where n is null) as w'],
    'json_sorted_list_by': ['["b","a","a"]', 'select ' ~ argos.json_sorted_list('case when n <> 3 then g end', '-n') ~ ' from (' ~ numbers ~ ') as v'],
    'json_sorted_list': ['["","one"]', 'select ' ~ argos.json_sorted_list('x') ~ ' from (' ~ values ~ ") as v where g = 'b'"],
    'json_sorted_list_over': ['["","one"]', 'select max(k) from (select g, ' ~ argos.json_sorted_list('x', partition='g') ~ ' as k from (' ~ values ~ ") as v) as w where g = 'b'"],
    'json_sorted_list_over_nulls': ['["one"]', 'select min(k) from (select g, ' ~ argos.json_sorted_list("case when n = '1' then x end", partition='g') ~ ' as k from (' ~ values ~ ") as v) as w where g = 'a'"],
    'quantiles_least': ['1.0', 'select ' ~ of_state.points[0] ~ ' from (' ~ states ~ ') as s'],
    'quantiles_median': ['3.0', 'select ' ~ of_state.points[20] ~ ' from (' ~ states ~ ') as s'],
    'quantiles_of_many': ['55.0', 'select ' ~ of_state.points[22] ~ ' from (select ' ~ argos.quantiles_state('n') ~ ' as state from (select cast(n as ' ~ double ~ ') as n from (' ~ argos.json_rows(['n'], hundred) ~ ') as v) as w) as s'],
    'quantiles_greatest': ['5.0', 'select ' ~ of_state.points[40] ~ ' from (' ~ states ~ ') as s'],
    'quantiles_p01': ['1.0', 'select ' ~ of_state.p01 ~ ' from (' ~ states ~ ') as s'],
    'quantiles_p99': ['5.0', 'select ' ~ of_state.p99 ~ ' from (' ~ states ~ ') as s'],
    'quantiles_nothing': [none, 'select ' ~ of_state.points[20] ~ ' from (' ~ states ~ ' where n > 9) as s'],
    'top_list': ['[["c",9],["a",2],["b",2]]', 'select ' ~ argos.top_list('{v}', 'x', 'n', 3) ~ ' from (' ~ counted ~ ') as v'],
    'top_list_nothing': [none, 'select ' ~ argos.top_list('{v}', 'x', 'n', 3) ~ ' from (' ~ counted ~ ') as v where n > 99'],
    'value_counts': ['[["one",2],["",1],["' ~ awkward() ~ '",1]]', 'select ' ~ argos.top_list('{v}', 'v', 'n', 3) ~ ' from (' ~ value_counts(values) ~ ') as c'],
    'value_counts_nothing': [none, 'select ' ~ argos.top_list('{v}', 'v', 'n', 3) ~ ' from (' ~ value_counts(nothing) ~ ') as c'],
    'multiset_hash': ['1', 'select count(distinct h) from (select ' ~ argos.multiset_hash('x', 'x') ~ ' as h from (' ~ argos.json_rows(['x'], [['a'], ['b'], ['a']]) ~ ') as v union all select ' ~ argos.multiset_hash('x', 'x') ~ ' from (' ~ argos.json_rows(['x'], [['b'], ['a'], ['a']]) ~ ') as v) as hashes'],
    'multiset_hash_differs': ['2', 'select count(distinct h) from (select ' ~ argos.multiset_hash('x', 'x') ~ ' as h from (' ~ argos.json_rows(['x'], [['a'], ['b'], ['a']]) ~ ') as v union all select ' ~ argos.multiset_hash('x', 'x') ~ ' from (' ~ argos.json_rows(['x'], [['b'], ['a'], ['c']]) ~ ') as v) as hashes'],
    'row_hash': ['4', 'select count(*) from (select count(*) as n from (' ~ pairs ~ ') as v group by ' ~ argos.row_hash(['a', 'b']) ~ ') as rows_of_hash'],
  }) }}
{% endmacro %}

{#- The values of `x` with their counts, listed as the warehouse lists them. -#}
{% macro value_counts(rows) %}
  {%- if argos.traits().lists_values -%}{{ return('select x as v, count(*) as n from (' ~ rows ~ ') as r where x is not null group by x') }}{%- endif -%}
  {%- set lists = 'select kind, case kind when 1 then ' ~ argos.no_item() ~ ' when 2 then listed_values end as items from (select ' ~ argos.top_items('x', 201) ~ ' as listed_values from (' ~ rows ~ ') as r) as l cross join (select 1 as kind union all select 2 union all select 3) as kinds' -%}
  {{ return('select v, n from (' ~ argos.exploded_items(['kind'], lists) ~ ') as items where v is not null') }}
{% endmacro %}

{#- Types, families, numbers and bounds of a table of extreme values. -#}
{% macro bounds() %}
  {%- set relation = argos.fact('edges') -%}
  {%- set double = argos.types().double -%}
  {%- set quoted = argos.identifiers(['a b', 'Ünï', 'select']) -%}
  {%- do run_query('create or replace table ' ~ relation ~ " as
    select cast('0001-01-01' as date) as d, cast('NaN' as " ~ double ~ ') as f, cast(' ~ "'" ~ '9' * spelled('nines') ~ "' as " ~ spelled('digits') ~ ') as digits, cast(-0.25 as ' ~ spelled('price') ~ ") as price,
      cast('0001-01-01 00:00:00' as " ~ spelled('local') ~ ") as local, cast('2026-01-01 12:00:00+02:00' as " ~ spelled('zoned') ~ ") as zoned, 'ä' as txt, true as flag,
      cast(1 as bigint) as " ~ quoted[0] ~ ', cast(2 as bigint) as ' ~ quoted[1] ~ ', cast(3 as bigint) as ' ~ quoted[2] ~ "
    union all
    select cast('9999-12-31' as date), cast('inf' as " ~ double ~ '), cast(1 as ' ~ spelled('digits') ~ '), cast(100 as ' ~ spelled('price') ~ "),
      cast('9999-12-31 23:59:59.999999' as " ~ spelled('local') ~ "), cast('2026-01-01 12:00:00.25+00:00' as " ~ spelled('zoned') ~ "), 'b', false, 4, 5, 6
    union all
    select null, cast(1.5 as " ~ double ~ '), null, null, null, null, null, null, null, null, null') -%}
  {%- set columns = argos.columns_of(relation) -%}
  {%- set quoted = argos.identifiers(columns | map(attribute='name') | list) -%}
  {%- for column in columns -%}
    {%- set templates = argos.value_templates(column.data_type, column.family) -%}
    {%- set number = (templates.number or '') | replace('{x}', quoted[loop.index0]) -%}
    {%- set finite = templates.finite | replace('{x}', quoted[loop.index0]) -%}
    {%- do say(column.name | lower ~ ' family', column.family ~ (' whole' if column.family == 'number' and templates.whole else '')) -%}
    {%- if column.family in ['number', 'date', 'timestamp'] -%}
      {%- set range = 'select min(' ~ finite ~ ') as low, max(' ~ finite ~ ') as high from ' ~ relation -%}
      {%- set row = run_query('select ' ~ templates.text | replace('{x}', 'low') ~ ' as low_text, ' ~ templates.text | replace('{x}', 'high') ~ ' as high_text from (' ~ range ~ ') as bounds').rows[0] -%}
      {%- do say(column.name | lower ~ ' bounds', row[0] ~ ' to ' ~ row[1]) -%}
      {%- set row = run_query('select min(' ~ number ~ ') as low, max(' ~ number ~ ') as high from ' ~ relation).rows[0] -%}
      {%- do say(column.name | lower ~ ' numbers', (row[0] | float) ~ ' to ' ~ (row[1] | float)) -%}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}

{#- Tables as argos makes them, and statements that may fail. -#}
{% macro statements() %}
  {%- set table, types = argos.fact('layout'), argos.types() -%}
  {%- do run_query('drop table if exists ' ~ table) -%}
  {%- set create = 'create table if not exists ' ~ table ~ ' (recorded_at ' ~ types.utc_timestamp ~ ', a ' ~ types.text ~ ') ' ~ argos.table_layout(['a']) -%}
  {%- do say('attempt_create', argos.attempt(create)) -%}
  {%- do argos.remember(table) -%}
  {%- do say('remember', argos.is_known(table)) -%}
  {%- do say('attempt_again', argos.attempt(create)) -%}
  {%- do say('add_column', argos.attempt(argos.add_column(table, 'b', types.bigint))) -%}
  {%- set insert = 'insert into ' ~ table ~ ' (recorded_at, a, b) select ' ~ argos.utc_now() ~ ', ' ~ argos.string_literal(awkward()) -%}
  {%- do say('attempt_insert', argos.attempt(insert ~ ', 1')) -%}
  {%- do say('attempt_bad_cast', argos.attempt(insert ~ ", cast('x' as " ~ types.bigint ~ ')')) -%}
  {%- do say('attempt_no_sql', argos.attempt('this is no statement')) -%}
  {%- do say('attempt_unknown_column', argos.attempt(insert ~ ', nothing')) -%}
  {%- do say('attempt_unknown_table', argos.attempt('insert into ' ~ argos.fact('nowhere') ~ ' (a) select 1')) -%}
  {%- do say('can_read', argos.can_read('select a from ' ~ table)) -%}
  {%- do say('can_read_nothing', argos.can_read('select nothing from ' ~ table)) -%}
  {%- set pairs = "select 'b' as word, 2 as n union all select 'a', 1" -%}
  {%- set found = [] -%}
  {%- for word, n in argos.read_rows('select word, n from (' ~ pairs ~ ') as pairs order by n') -%}{%- do found.append(word ~ (n | int)) -%}{%- endfor -%}
  {%- do say('read_rows', found | join(' ')) -%}
  {%- do say('read_awkward', argos.read_rows('select ' ~ argos.string_literal(awkward()) ~ ' as a')[0][0] == awkward()) -%}
  {%- do say('read_no_rows', argos.read_rows('select word from (' ~ pairs ~ ') as pairs where n > 2') | length) -%}
  {%- do say('read_nothing', argos.read_rows('select nothing from ' ~ table)) -%}
  {%- do say('read_bad_cast', argos.read_rows('select cast(a as ' ~ types.bigint ~ ') as a from ' ~ table)) -%}
  {%- do say('rows_left', run_query('select count(*) as n from ' ~ table).rows[0][0]) -%}
  {%- do say('text_left', run_query('select max(a) as a from ' ~ table).rows[0][0]) -%}
{% endmacro %}
