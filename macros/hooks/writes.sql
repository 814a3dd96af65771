{#- Whether this invocation may write facts: compile and docs generate render hooks too. -#}
{% macro writes() %}
  {{ return(execute and flags.WHICH in ['build', 'run', 'test', 'seed', 'snapshot', 'freshness'] and argos.setting('enabled') and argos.is_supported()) }}
{% endmacro %}

{#- Whether relations hold real data in this run: --empty and --sample build them with less. -#}
{% macro sees_real_data() %}{{ return(not flags.EMPTY and not flags.SAMPLE) }}{% endmacro %}

{% macro has_measure_hook(node) %}
  {%- for hook in (node.config or {}).get('post-hook') or [] if 'argos.measure' in (hook if hook is string else hook.sql) -%}{{ return(true) }}{%- endfor -%}
  {{ return(false) }}
{% endmacro %}

{#- Whether a node's relation is measured: it has the hook and it is no view. -#}
{% macro is_measurable(node) %}
  {{ return(node.resource_type in ['model', 'seed', 'snapshot'] and node.config.materialized not in ['view', 'ephemeral', 'materialized_view', 'dynamic_table', 'streaming_table'] and argos.has_measure_hook(node)) }}
{% endmacro %}

{#- Whether a test is a gate of argos. -#}
{% macro is_gate(node) %}
  {{ return(node.resource_type == 'test' and (node.test_metadata or {}).get('namespace') == 'argos') }}
{% endmacro %}

{% macro has_gate(instance_id) %}
  {%- for test in graph.nodes.values() if test.resource_type == 'test' and instance_id in test.depends_on.nodes and argos.is_gate(test) -%}{{ return(true) }}{%- endfor -%}
  {{ return(false) }}
{% endmacro %}

{#- Wall time of one entry point, into the debug log. -#}
{% macro log_time(what, began) %}
  {%- do log('argos timer: ' ~ what ~ ' ' ~ ((modules.datetime.datetime.now() - began).total_seconds() * 1000) | round(1) ~ ' ms') -%}
{% endmacro %}
