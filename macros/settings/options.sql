{#- Every option of argos: the only place of its default, type and meaning. A user sets it as the global var
    `argos_<name>`; those with `node: true` also as `meta.argos.<name>` of one node. -#}
{% macro options() %}
  {{ return({
    'enabled': {'type': 'boolean', 'default': true, 'doc': 'false leaves no statement, no test and no view of argos behind'},
    'strict': {'type': 'boolean', 'default': false, 'doc': 'true fails the run at its end when a statement of argos failed or a setting is wrong'},
    'schema': {'type': 'name', 'default': target.schema ~ '_argos', 'doc': 'schema of every table and view of argos', 'default_doc': '<target schema>_argos'},
    'history_schema': {'type': 'name', 'default': none, 'doc': 'schema, or database.schema, whose facts say what is normal, read-only; for pull requests and developers', 'default_doc': 'its own schema'},
    'gate_max_age_hours': {'type': 'number from 0 up', 'default': 48, 'node': true, 'doc': 'a verdict older than this warns as stale'},
    'profile_columns': {'type': 'list of names', 'default': [], 'node': true, 'doc': 'the only columns that are measured', 'default_doc': 'all'},
    'profile_exclude_columns': {'type': 'list of names', 'default': [], 'node': true, 'doc': 'columns that are not measured', 'default_doc': 'none'},
    'profile_sample_rows': {'type': 'number from 0 up', 'default': 40000, 'node': true, 'doc': 'rows of the sample from which quantiles, values and shapes of a large table are found, on DuckDB; at least 1,000'},
    'profile_max_bytes': {'type': 'number from 0 up', 'default': 50000000000, 'node': true, 'doc': 'of a larger table, by the metadata of the warehouse, only the rows are counted; 0 asks for no size and measures all'},
    'profile_window_days': {'type': 'number from 0 up', 'default': 3, 'node': true, 'doc': 'days up to the newest whose partitions every run measures; older ones only where their number of rows changed'},
    'profile_merge_rows': {'type': 'number from 0 up', 'default': 300000, 'node': true, 'doc': 'a relation with partitions that has more rows is not scanned whole: its profile is merged from those of its partitions'},
    'profile_views': {'type': 'boolean', 'default': false, 'node': true, 'doc': 'true measures views too; the query of a view then runs once more, twice on Snowflake, BigQuery and Databricks'},
    'warn_p_value': {'type': 'number from 0 to 1', 'default': 0.002, 'node': true, 'doc': 'a verdict is WARN when a normal day would show such a departure with this probability or less: about 2 false alarms in 1,000 days of a column'},
    'fail_p_value': {'type': 'number from 0 to 1', 'default': 0.001, 'node': true, 'doc': 'the same for FAIL; where it is above warn_p_value, that counts'},
    'learning_days': {'type': 'number from 0 to 28', 'default': 14, 'node': true, 'doc': 'observed days before a verdict is other than LEARNING; on fewer than six none is, for there are too few days to compare with'},
    'baseline_mode': {'type': 'auto or attested', 'default': 'auto', 'node': true, 'doc': 'auto: the latest version of a baseline is in force at once, for people to read; attested: once another person has attested it, and relations are judged by it'},
    'run_timeout_hours': {'type': 'number from 0 up', 'default': 24, 'doc': 'a run that started longer ago and never finished counts as INTERRUPTED'},
    'self_test': {'type': 'boolean', 'default': false, 'doc': 'for the tests and the demo of argos: takes the environment variable ARGOS_NOW, such as 2026-01-31 06:00:00, for the present UTC time'},
  }) }}
{% endmacro %}

{#- Keys of `meta.argos` that describe a node and are no options. -#}
{% macro node_keys() %}
  {{ return(['owner', 'domain', 'criticality', 'critical', 'personal', 'plain_values', 'partition', 'clusters', 'files']) }}
{% endmacro %}

{#- The grains of partitions -> letters of a date that name one. -#}
{% macro grains() %}{{ return({'day': 10, 'month': 7, 'year': 4}) }}{% endmacro %}
