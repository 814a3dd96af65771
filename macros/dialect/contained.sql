{#- Runs one statement of ours so that no failure of it can reach the user's run, and says whether it succeeded. A failure is one line in
    the log, which the end of the run counts, and one row in run_event. -#}
{% macro contained(sql, what) %}
  {%- if argos.attempt(sql) -%}{{ return(true) }}{%- endif -%}
  {%- do argos.run_memory().failed.append(what) -%}
  {%- do log('argos: ' ~ what ~ (' failed, or --fail-fast interrupted it' if flags.FAIL_FAST else ' failed') ~ '; your data is untouched, the error is in logs/dbt.log', info=true) -%}
  {%- if argos.is_ready() -%}{%- do argos.attempt(argos.run_event_statement('ERROR', {'detail': what})) -%}{%- endif -%}
  {{ return(false) }}
{% endmacro %}

{#- Whether a query of ours can be read now; nothing is read. -#}
{% macro can_read(query) %}{{ return(argos.attempt('select 1 from (' ~ query ~ ') as probe where 1 = 0')) }}{% endmacro %}

{#- The rows of a query, or none when it fails, which nobody knows before it ran: it runs once, contained. -#}
{% macro read_rows(query) %}{{ return(argos.attempt(query, reads=true)) }}{% endmacro %}

{#- Runs one statement, commits it, and says whether it succeeded; of a query that `reads`, the rows, or none. Never raises. What was refused
    for the moment, since others write too, is sent again, after one pause, two, four and eight; why a statement failed is in dbt's
    debug log, as far as the warehouse tells. -#}
{% macro attempt(sql, reads=false) %}
  {%- set momentary = {'databricks': '2D521', 'bigquery': '(?i)exceeded rate limits|backend ?error|internal error|retrying may'}.get(target.type) -%}
  {%- for pauses in [1, 2, 4, 8, 0] -%}
    {%- set table = adapter.dispatch('attempt', 'argos')(sql, reads) -%}
    {%- set outcome = table.rows[0][0] if table.column_names[0] | lower == 'argos_outcome' else 'done' -%}
    {%- if outcome == 'done' -%}{{ return(table.rows if reads else true) }}{%- endif -%}
    {%- do log('argos: a statement failed' ~ outcome[6:]) -%}
    {%- if not (momentary and modules.re.search(momentary, outcome)) -%}{{ return(none if reads else false) }}{%- endif -%}
    {%- for _ in range(pauses) -%}{%- do adapter.dispatch('attempt', 'argos')(argos.traits().pause) -%}{%- endfor -%}
  {%- endfor -%}
  {{ return(none if reads else false) }}
{% endmacro %}

{#- A table: the rows of a query that `reads`, or argos_outcome, which is `done`, or `failed` and why. -#}
{% macro default__attempt(sql, reads=false) %}{{ argos._unsupported('attempt') }}{% endmacro %}

{#- Whether this version of the warehouse and adapter can run a contained statement. SQL scripting is in Databricks since runtime
    16.3, and in every SQL warehouse. -#}
{% macro can_contain() %}
  {%- if target.type == 'duckdb' -%}{{ return(adapter.location_exists is defined) }}{%- endif -%}
  {%- if target.type == 'databricks' -%}{{ return(adapter.compare_dbr_version(16, 3) >= 0) }}{%- endif -%}
  {{ return(argos.is_supported() or argos._unsupported('can_contain')) }}
{% endmacro %}

{#- SQL on DuckDB cannot catch a binder error. location_exists is the only call of dbt-duckdb that swallows database errors; whoever
    introspected before has opened a transaction that would be rolled back: commit first. Rows wait in a variable of the session. -#}
{% macro duckdb__attempt(sql, reads=false) %}
  {%- do adapter.commit() -%}
  {%- set statement = 'set variable argos_found = (select list(found) from (' ~ sql ~ ') as found)' if reads else sql -%}
  {%- set outcome = 'done' if adapter.location_exists("duckdb_tables' where false; " ~ statement ~ ";\n--") else 'failed' -%}
  {%- if not reads or outcome == 'failed' -%}{{ return({'column_names': ['argos_outcome'], 'rows': [[outcome]]}) }}{%- endif -%}
  {{ return(run_query("select found.* from unnest(getvariable('argos_found')) as kept(found)")) }}
{% endmacro %}

{#- The block is a literal: dbt splits statements at semicolons, and $$ in one of our literals must not end it. So is the
    statement in it: Snowflake parses a block as a whole, and no handler in it would catch a syntax error. -#}
{% macro snowflake__attempt(sql, reads=false) %}
  {%- set statement = 'execute immediate ' ~ argos.string_literal(sql) -%}
  {%- set body = 'answer := (' ~ statement ~ ')' if reads else statement ~ ";\nanswer := (select 'done' as argos_outcome)" -%}
  {%- set block = 'declare answer resultset;\nbegin\n' ~ body ~ ";\nreturn table(answer);\nexception when other then\nanswer := (select 'failed: ' || :sqlerrm as argos_outcome);\nreturn table(answer);\nend" -%}
  {{ return(run_query('execute immediate ' ~ argos.string_literal(block))) }}
{% endmacro %}

{#- The statement is a literal: BigQuery parses a script as a whole, and no handler in it would catch a syntax error, nor that the
    script is longer than 1,024 kB. -#}
{% macro bigquery__attempt(sql, reads=false) %}
  {%- set script = 'begin\nexecute immediate ' ~ argos.string_literal(sql) ~ (";" if reads else ";\nselect 'done' as argos_outcome;") ~ "\nexception when error then select concat('failed: ', @@error.message) as argos_outcome;\nend" -%}
  {%- if script | length > 1000000 -%}{{ return({'column_names': ['argos_outcome'], 'rows': [['failed: ' ~ script | length ~ ' characters were not sent: BigQuery takes 1,024 kB']]}) }}{%- endif -%}
  {{ return(run_query(script)) }}
{% endmacro %}

{#- The statement is a literal, as on the others. Delta refuses a write that reads its own table when another one came first: nothing was
    written then. -#}
{% macro databricks__attempt(sql, reads=false) %}
  {%- set handlers = "declare exit handler for sqlstate '2D521' begin select 'failed: 2D521, another write came first' as argos_outcome; end;\ndeclare exit handler for sqlexception begin select 'failed' as argos_outcome; end;\n" -%}
  {{ return(run_query('begin\n' ~ handlers ~ 'execute immediate ' ~ argos.string_literal(sql) ~ (";" if reads else ";\nselect 'done' as argos_outcome;") ~ '\nend')) }}
{% endmacro %}
