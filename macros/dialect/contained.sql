{#- Runs one statement of ours so that no failure of it can reach the user's run; returns ''. A failure is one line in the
    log, which the end of the run counts, and one row in run_event. -#}
{% macro contained(sql, what) %}
  {%- do argos.is_contained(sql, what) -%}
  {{ return('') }}
{% endmacro %}

{#- The same, and says whether it succeeded. -#}
{% macro is_contained(sql, what) %}
  {%- if argos.attempt(sql) -%}{{ return(true) }}{%- endif -%}
  {%- do argos.run_memory().failed.append(what) -%}
  {%- do argos.run_memory().update({'readable': []}) -%}
  {%- do log('argos: ' ~ what ~ ' failed; your data is untouched, the error is in logs/dbt.log', info=true) -%}
  {%- if argos.is_ready() -%}{%- do argos.attempt(argos.run_event_statement('ERROR', {'detail': what})) -%}{%- endif -%}
  {{ return(false) }}
{% endmacro %}

{#- Whether a query of ours can be read now; nothing is read. -#}
{% macro can_read(query) %}{{ return(argos.attempt('select 1 from (' ~ query ~ ') as probe where 1 = 0')) }}{% endmacro %}

{#- The rows of a query over our own facts, or none when it cannot be read. -#}
{% macro read_rows(query) %}
  {%- if not argos.can_read(query) -%}{{ return(none) }}{%- endif -%}
  {{ return(run_query(query).rows) }}
{% endmacro %}

{#- The rows of a query over what is the user's, or none when it fails, which nobody knows before it ran. DuckDB runs it once and
    keeps the rows in a variable of the session. -#}
{% macro found_rows(query) %}
  {%- if target.type != 'duckdb' -%}{{ return(run_query(query).rows if argos.attempt('select count(*) from (' ~ query ~ ') as probe') else none) }}{%- endif -%}
  {%- if not argos.attempt('set variable argos_found = (select list(found) from (' ~ query ~ ') as found)') -%}{{ return(none) }}{%- endif -%}
  {%- set rows = run_query("select found.* from (select unnest(getvariable('argos_found')) as found) as kept").rows -%}
  {%- do argos.attempt('reset variable argos_found') -%}
  {{ return(rows) }}
{% endmacro %}

{#- Runs one statement, commits it, and says whether it succeeded. Never raises. What was refused for the moment, since others write too,
    is sent again, after one pause, two, four and eight; why a statement failed is in dbt's debug log, as far as the warehouse tells. -#}
{% macro attempt(sql) %}
  {%- set momentary = {'databricks': '2D521', 'bigquery': '(?i)exceeded rate limits|backend ?error|internal error|retrying may'}.get(target.type) -%}
  {%- for pauses in [1, 2, 4, 8, 0] -%}
    {%- set outcome = adapter.dispatch('attempt', 'argos')(sql) -%}
    {%- if outcome == 'done' -%}{{ return(true) }}{%- endif -%}
    {%- do log('argos: a statement failed' ~ outcome[6:]) -%}
    {%- if not (momentary and modules.re.search(momentary, outcome)) -%}{{ return(false) }}{%- endif -%}
    {%- for _ in range(pauses) -%}{%- do adapter.dispatch('attempt', 'argos')(argos.traits().pause) -%}{%- endfor -%}
  {%- endfor -%}
  {{ return(false) }}
{% endmacro %}

{#- `done`, or `failed` and why. -#}
{% macro default__attempt(sql) %}{{ argos._unsupported('attempt') }}{% endmacro %}

{#- Whether this version of the warehouse and adapter can run a contained statement. SQL scripting is in Databricks since runtime
    16.3, and in every SQL warehouse. -#}
{% macro can_contain() %}
  {%- if target.type == 'duckdb' -%}{{ return(adapter.location_exists is defined) }}{%- endif -%}
  {%- if target.type == 'databricks' -%}{{ return(adapter.compare_dbr_version(16, 3) >= 0) }}{%- endif -%}
  {{ return(argos.is_supported() or argos._unsupported('can_contain')) }}
{% endmacro %}

{#- SQL on DuckDB cannot catch a binder error. location_exists is the only call of dbt-duckdb that swallows database errors;
    whoever introspected before has opened a transaction that would be rolled back: commit first. -#}
{% macro duckdb__attempt(sql) %}
  {%- do adapter.commit() -%}
  {{ return('done' if adapter.location_exists("duckdb_tables' where false; " ~ sql ~ ";\n--") else 'failed') }}
{% endmacro %}

{#- The block is a literal: dbt splits statements at semicolons, and $$ in one of our literals must not end it. So is the
    statement in it: Snowflake parses a block as a whole, and no handler in it would catch a syntax error. -#}
{% macro snowflake__attempt(sql) %}
  {%- set block = 'begin\nexecute immediate ' ~ argos.string_literal(sql) ~ ";\nreturn 'done';\nexception when other then return 'failed: ' || sqlerrm;\nend" -%}
  {{ return(run_query('execute immediate ' ~ argos.string_literal(block)).rows[0][0]) }}
{% endmacro %}

{#- The statement is a literal: BigQuery parses a script as a whole, and no handler in it would catch a syntax error, nor that the
    script is longer than 1,024 kB. -#}
{% macro bigquery__attempt(sql) %}
  {%- set script = 'begin\nexecute immediate ' ~ argos.string_literal(sql) ~ ";\nselect 'done' as outcome;\nexception when error then select concat('failed: ', @@error.message) as outcome;\nend" -%}
  {%- if script | length > 1000000 -%}{{ return('failed: ' ~ script | length ~ ' characters were not sent: BigQuery takes 1,024 kB') }}{%- endif -%}
  {{ return(run_query(script).rows[0][0]) }}
{% endmacro %}

{#- The statement is a literal, as on the others. Delta refuses a write that reads its own table when another one came first: nothing was
    written then. -#}
{% macro databricks__attempt(sql) %}
  {%- set handlers = "declare exit handler for sqlstate '2D521' begin select 'failed: 2D521, another write came first' as outcome; end;\ndeclare exit handler for sqlexception begin select 'failed' as outcome; end;\n" -%}
  {{ return(run_query('begin\n' ~ handlers ~ 'execute immediate ' ~ argos.string_literal(sql) ~ ";\nselect 'done' as outcome;\nend").rows[0][0]) }}
{% endmacro %}
