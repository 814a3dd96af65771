{#- INSERT of one row of run_event: STARTED, FINISHED or ERROR. -#}
{% macro run_event_statement(event, values) %}
  {%- set all = dict(values, event=event) -%}
  {%- set rows = argos.json_rows(all.keys() | list, [all.values() | list]) -%}
  {%- set query = 'select e.*, ' ~ argos.now() ~ ' as happened_at from (' ~ rows ~ ') as e' -%}
  {{ return(argos.append('run_event', (all.keys() | list) + ['happened_at'], query)) }}
{% endmacro %}

{#- What is known of a run when it starts. The command line itself is not stored: its vars may hold secrets. dbt tells no hook that it
    retries: it says the command that failed. -#}
{% macro run_description() %}
  {%- set args = invocation_args_dict -%}
  {#- As dbt_project.yml has it. -#}
  {%- set version = '0.1.0' -%}
  {%- set chosen = [] -%}
  {%- for option in ['select', 'exclude', 'selector', 'resource_types', 'exclude_resource_types'] if args.get(option) -%}
    {%- do chosen.append(option ~ ': ' ~ (args[option] if args[option] is string else args[option] | join(' '))) -%}
  {%- endfor -%}
  {{ return({
    'command': 'retry' if modules.re.match('dbt (-[^ ]+ ([^ ]+ )?)*retry( |$)', args.get('invocation_command') or '') else flags.WHICH,
    'selector': chosen | join(', ') or none,
    'argos_version': version,
    'dbt_version': dbt_version,
    'git_commit': env_var('ARGOS_GIT_SHA', '') or none,
    'full_refresh': flags.FULL_REFRESH | string | lower == 'true',
    'threads': target.threads,
    'run_timeout_hours': argos.setting('run_timeout_hours'),
  }) }}
{% endmacro %}
