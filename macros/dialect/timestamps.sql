{#- The present moment as the registry's utc_timestamp. -#}
{% macro utc_now() %}{{ return(adapter.dispatch('utc_now', 'argos')()) }}{% endmacro %}

{% macro default__utc_now() %}{{ argos._unsupported('utc_now') }}{% endmacro %}
{% macro duckdb__utc_now() %}{{ return("(now() at time zone 'utc')") }}{% endmacro %}
{% macro snowflake__utc_now() %}{{ return('sysdate()') }}{% endmacro %}
{% macro bigquery__utc_now() %}{{ return('current_timestamp()') }}{% endmacro %}
{% macro databricks__utc_now() %}{{ return('current_timestamp()') }}{% endmacro %}

{#- A datetime, UTC and without a zone, as a literal of the same type. -#}
{% macro timestamp_literal(moment) %}{{ return(adapter.dispatch('timestamp_literal', 'argos')(moment)) }}{% endmacro %}

{% macro default__timestamp_literal(moment) %}{{ argos._unsupported('timestamp_literal') }}{% endmacro %}
{% macro duckdb__timestamp_literal(moment) %}{{ return("timestamp '" ~ moment.isoformat(' ') ~ "'") }}{% endmacro %}
{% macro snowflake__timestamp_literal(moment) %}{{ return("cast('" ~ moment.isoformat(' ') ~ "' as timestamp_ntz)") }}{% endmacro %}
{% macro bigquery__timestamp_literal(moment) %}{{ return("timestamp '" ~ moment.isoformat(' ') ~ "+00'") }}{% endmacro %}
{% macro databricks__timestamp_literal(moment) %}{{ return("timestamp '" ~ moment.isoformat(' ') ~ "Z'") }}{% endmacro %}

{#- Seconds from one utc_timestamp to another. -#}
{% macro seconds_between(first, last) %}{{ return(adapter.dispatch('seconds_between', 'argos')(first, last)) }}{% endmacro %}

{% macro default__seconds_between(first, last) %}{{ argos._unsupported('seconds_between') }}{% endmacro %}
{% macro duckdb__seconds_between(first, last) %}{{ return('(epoch_us(' ~ last ~ ') - epoch_us(' ~ first ~ ')) / 1e6') }}{% endmacro %}
{% macro snowflake__seconds_between(first, last) %}{{ return('cast(datediff(microsecond, ' ~ first ~ ', ' ~ last ~ ') as double) / 1000000') }}{% endmacro %}
{% macro bigquery__seconds_between(first, last) %}{{ return('timestamp_diff(' ~ last ~ ', ' ~ first ~ ', microsecond) / 1e6') }}{% endmacro %}
{% macro databricks__seconds_between(first, last) %}{{ return('(unix_micros(' ~ last ~ ') - unix_micros(' ~ first ~ ')) / 1e6') }}{% endmacro %}
