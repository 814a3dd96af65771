{#- What follows the columns in CREATE TABLE: how a fact is stored. -#}
{% macro table_layout(cluster_by) %}{{ return(adapter.dispatch('table_layout', 'argos')(cluster_by)) }}{% endmacro %}

{% macro default__table_layout(cluster_by) %}{{ argos._unsupported('table_layout') }}{% endmacro %}
{% macro duckdb__table_layout(cluster_by) %}{{ return('') }}{% endmacro %}
{% macro snowflake__table_layout(cluster_by) %}{{ return('') }}{% endmacro %}

{#- Every reader bounds recorded_at by a constant. -#}
{% macro bigquery__table_layout(cluster_by) %}
  {{ return('partition by timestamp_trunc(recorded_at, day) cluster by ' ~ cluster_by | join(', ') if cluster_by else '') }}
{% endmacro %}

{#- Many small appends: compacted as they are written, clustered by what every reader filters on. -#}
{% macro databricks__table_layout(cluster_by) %}
  {{ return("using delta " ~ ('cluster by (' ~ cluster_by | join(', ') ~ ')' if cluster_by else '') ~ " tblproperties ('delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true')") }}
{% endmacro %}

{#- A new column of a table that has rows. -#}
{% macro add_column(relation, column, type) %}{{ return(adapter.dispatch('add_column', 'argos')(relation, column, type)) }}{% endmacro %}

{% macro default__add_column(relation, column, type) %}{{ argos._unsupported('add_column') }}{% endmacro %}
{% macro duckdb__add_column(relation, column, type) %}{{ return('alter table ' ~ relation ~ ' add column if not exists ' ~ column ~ ' ' ~ type) }}{% endmacro %}
{% macro snowflake__add_column(relation, column, type) %}{{ return('alter table ' ~ relation ~ ' add column if not exists ' ~ column ~ ' ' ~ type) }}{% endmacro %}
{% macro bigquery__add_column(relation, column, type) %}{{ return('alter table ' ~ relation ~ ' add column if not exists ' ~ column ~ ' ' ~ type) }}{% endmacro %}
{% macro databricks__add_column(relation, column, type) %}{{ return('alter table ' ~ relation ~ ' add columns (' ~ column ~ ' ' ~ type ~ ')') }}{% endmacro %}
