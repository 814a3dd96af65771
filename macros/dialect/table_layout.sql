{#- What follows the columns in CREATE TABLE: how a fact is stored. Most readers bound recorded_at by a constant, which
    prunes on BigQuery; a partition there is a month, since a day has too few rows for its clusters to prune; many small appends are
    compacted as they are written on Databricks, where deletion vectors let writers at once pass each other. -#}
{% macro table_layout(cluster_by) %}
  {%- set list = cluster_by | join(', ') -%}
  {%- set layout = {
    'duckdb': '',
    'snowflake': '',
    'bigquery': 'partition by timestamp_trunc(recorded_at, month) cluster by ' ~ list if cluster_by else '',
    'databricks': 'using delta ' ~ ('cluster by (' ~ list ~ ')' if cluster_by else '') ~ " tblproperties ('delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.enableDeletionVectors' = 'true')",
  }[target.type] -%}
  {{ return(argos._unsupported('table_layout') if layout is undefined else layout) }}
{% endmacro %}

{#- A new column of a table that has rows. -#}
{% macro add_column(relation, column, type) %}
  {{ return('alter table ' ~ relation ~ ({
    'duckdb': ' add column if not exists ' ~ column ~ ' ' ~ type,
    'snowflake': ' add column if not exists ' ~ column ~ ' ' ~ type,
    'bigquery': ' add column if not exists ' ~ column ~ ' ' ~ type,
    'databricks': ' add columns (' ~ column ~ ' ' ~ type ~ ')',
  }[target.type] or argos._unsupported('add_column'))) }}
{% endmacro %}
