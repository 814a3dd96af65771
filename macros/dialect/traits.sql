{#- What a warehouse is like, beside its SQL. `kept_grants`: what stands after the name of a view that is made again, so that who may
    read it still may; `alters_views`: it has to be altered for that. `utc_offset`: what a text that is cast to a utc_timestamp says of
    its zone, since sessions may have another. `lists_values`: all values of a column are listed by one GROUP BY, since a scan of one
    column is cheap; else the most frequent ones of all columns are sketched in one scan. `most_columns` of a relation that are
    profiled: BigQuery refuses a script of more than 1,024 kB, and no handler catches that. `columns_per_scan`: DuckDB plans slowly what
    is wide. `plans_deep_statements`: a SELECT over some fifty layers of others; Spark gives up after a hundred passes, and no handler
    catches that; BigQuery computes a CTE as often as it is named, thousands of SELECTs here. `quantiles_are_values`: of the column, not
    numbers between them. `pause`: what takes a warehouse some time and costs nothing; old DuckDB refuses it. `distinct_method` and
    `quantiles_method`, for the notes: how distinct_count and quantiles_state find them. -#}
{% macro traits() %}
  {{ return({
    'duckdb': {'kept_grants': '', 'alters_views': false, 'utc_offset': '', 'lists_values': true, 'most_columns': 500, 'columns_per_scan': 50, 'plans_deep_statements': true, 'distinct_method': 'exact', 'quantiles_are_values': true, 'quantiles_method': 'exact', 'pause': 'select sleep_ms(50)'},
    'snowflake': {'kept_grants': ' copy grants', 'alters_views': false, 'utc_offset': '', 'lists_values': false, 'most_columns': 500, 'columns_per_scan': 100, 'plans_deep_statements': true, 'distinct_method': 'hll, error 1.6%', 'quantiles_are_values': false, 'quantiles_method': 'approximate, by a t-digest', 'pause': 'call system$wait(1)'},
    'bigquery': {'kept_grants': '', 'alters_views': false, 'utc_offset': '+00:00', 'lists_values': false, 'most_columns': 250, 'columns_per_scan': 100, 'plans_deep_statements': false, 'distinct_method': 'hll, error about 1%', 'quantiles_are_values': true, 'quantiles_method': 'approximate', 'pause': 'select 1'},
    'databricks': {'kept_grants': '', 'alters_views': true, 'utc_offset': '+00:00', 'lists_values': false, 'most_columns': 500, 'columns_per_scan': 100, 'plans_deep_statements': false, 'distinct_method': 'hll, error 1.6%', 'quantiles_are_values': true, 'quantiles_method': 'approximate, error below 0.01 points of rank', 'pause': 'select 1'},
  }[target.type] or argos._unsupported('traits')) }}
{% endmacro %}
