{#- Makes the tables of argos, widens older ones and leaves a marker for the next run. A normal run finds the marker and
    every table and view in dbt's cache and asks the warehouse nothing. Returns whether facts can be written. -#}
{% macro make_contract() %}
  {%- if not argos.can_contain() -%}
    {%- do log('argos: this warehouse or adapter cannot contain a failing statement: nothing is measured; upgrade it (see docs/install.md)', info=true) -%}
    {{ return(false) }}
  {%- endif -%}
  {%- set missing = [] -%}
  {%- for name in argos.registry() if not argos.is_known(argos.fact(name)) -%}{%- do missing.append(name) -%}{%- endfor -%}
  {%- set is_new = missing or not argos.is_ready() -%}
  {%- if is_new and not argos._make_tables(missing) -%}{{ return(false) }}{%- endif -%}
  {#- Models of the package; one that reads another has a later name. One that could not be made is tried again. -#}
  {%- for view in graph.nodes.values() | selectattr('package_name', 'equalto', 'argos') | selectattr('resource_type', 'equalto', 'model') | sort(attribute='name') if is_new or not argos.is_known(argos.fact(view.name)) -%}
    {%- set relation, traits = argos.fact(view.name), argos.traits() -%}
    {%- do argos.contained(('alter view ' ~ relation if traits.alters_views and argos.is_known(relation) else 'create or replace view ' ~ relation ~ traits.kept_grants) ~ ' as ' ~ render(view.raw_code), 'making the view ' ~ view.name) -%}
  {%- endfor -%}
  {{ return(true) }}
{% endmacro %}

{% macro _make_tables(missing) %}
  {%- if argos.setting('schema') | lower == target.schema | lower -%}
    {%- do log('argos: argos_schema is ' ~ target.schema ~ ', where this target has its models, one of which may be named like a table of argos: nothing is measured; give argos a schema of its own', info=true) -%}
    {{ return(false) }}
  {%- endif -%}
  {%- do log('argos: ' ~ ('making' if missing | length == argos.registry() | length else 'widening') ~ ' its tables in ' ~ argos.fact('x').without_identifier(), info=true) -%}
  {%- set done = [argos.attempt('create schema if not exists ' ~ argos.fact('x').without_identifier())] -%}
  {%- for name, declared in argos.registry().items() -%}
    {%- set relation = argos.fact(name) -%}
    {%- if name in missing -%}
      {%- do done.append(argos.attempt(argos.create_table(relation, declared))) -%}
      {%- if done[-1] -%}{%- do argos.remember(relation) -%}{%- endif -%}
    {%- else -%}
      {%- set have = argos.columns_of(relation) | map(attribute='name') | map('lower') | list -%}
      {%- for column in declared.columns.values() if column.name not in have -%}
        {%- do done.append(argos.attempt(argos.add_column(relation, column.name, argos.types()[column.data_type]))) -%}
      {%- endfor -%}
    {%- endif -%}
  {%- endfor -%}
  {%- set marker = argos.fact(argos.contract_name()) -%}
  {%- do done.append(argos.attempt(argos.salt_statement())) -%}
  {%- if false not in done[1:] and argos.attempt('create table if not exists ' ~ marker ~ ' (made_at ' ~ argos.types().utc_timestamp ~ ') ' ~ argos.table_layout([])) -%}
    {%- do argos.remember(marker) -%}
  {%- endif -%}
  {%- if argos.is_ready() -%}{{ return(true) }}{%- endif -%}
  {%- do log('argos: its tables cannot be made in ' ~ argos.fact('x').without_identifier() ~ ': nothing is measured in this run; let this role create the schema and its tables, or set argos_schema', info=true) -%}
  {{ return(false) }}
{% endmacro %}

{#- DDL of one fact, from its entry in the registry. -#}
{% macro create_table(relation, declared) %}
  {%- set types = argos.types() -%}
  {%- set columns = [] -%}
  {%- for column in declared.columns.values() -%}{%- do columns.append(column.name ~ ' ' ~ types[column.data_type]) -%}{%- endfor -%}
  {{ return('create table if not exists ' ~ relation ~ ' (' ~ columns | join(', ') ~ ') ' ~ argos.table_layout(declared.config.meta.cluster_by)) }}
{% endmacro %}

{#- The salt is made where it stays: it is in no rendered text. -#}
{% macro salt_statement() %}
  {%- set query = 'select substr(' ~ argos.random_text() ~ ', 1, 8) as salt_id, ' ~ argos.random_text() ~ ' as salt_value from (select 1 as one) as once where not exists (select 1 from ' ~ argos.fact('salt') ~ ')' -%}
  {{ return(argos.append('salt', ['salt_id', 'salt_value'], query)) }}
{% endmacro %}
