{#- dbt run-operation argos.freeze_baselines --args '{first: 2026-12-20, last: 2027-01-06}': no baseline changes on these days, of one relation
    or of all, unless the same window is lifted. Without days, the windows are listed. -#}
{% macro freeze_baselines(first=none, last=none, relation=none, given_as=none, reason=none, lift=false) %}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set windows = argos.freeze_windows() -%}
  {%- if first is none -%}
    {%- for window in windows -%}{%- do log('argos: frozen: ' ~ (window.relation or 'every baseline') ~ ' ' ~ window.shown ~ ', by ' ~ window.source, info=true) -%}{%- endfor -%}
    {%- if not windows -%}{%- do log('argos: no baseline is frozen, nor will be', info=true) -%}{%- endif -%}
    {{ return('') }}
  {%- endif -%}
  {%- set node = argos._own_nodes(relation)[0] if relation else none -%}
  {%- set first, last, label = first ~ '', last ~ '', argos.label(node) if node else '' -%}
  {%- for day in [first, last] if not modules.re.match('[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', day) -%}{{ exceptions.raise_compiler_error('argos: ' ~ day ~ ' is no day such as 2026-12-20') }}{%- endfor -%}
  {%- if last < first -%}{{ exceptions.raise_compiler_error('argos: a freeze that ends on ' ~ last ~ ' is over before ' ~ first ~ ', its first day') }}{%- endif -%}
  {%- if lift and not windows | selectattr('first', 'equalto', first) | selectattr('last', 'equalto', last) | selectattr('relation', 'equalto', label | lower) | selectattr('source', 'equalto', 'argos baseline freeze') | list -%}
    {{ exceptions.raise_compiler_error('argos: no freeze from ' ~ first ~ ' to ' ~ last ~ ' can be lifted: argos baseline freeze lists them, and those of the calendar are lifted there') }}
  {%- endif -%}
  {%- do argos.log_baseline_steps([[node.unique_id if node else none, none, none, 'LIFTED' if lift else 'FROZEN', given_as, reason, first, last]]) -%}
  {%- do log('argos: ' ~ ('lifted the freeze of ' if lift else 'froze ') ~ (label or 'every baseline') ~ ' from ' ~ first ~ ' to ' ~ last, info=true) -%}
{% endmacro %}

{#- The windows in which no baseline changes, of the log and of the seed argos_freeze_calendar, where the project has one; those in
    force on a day, or all that are not over. A calendar that cannot be read, or names what is not there, lets nothing change. -#}
{% macro freeze_windows(day=none) %}
  {%- set problem = argos.no_operation() -%}
  {%- if problem -%}{{ exceptions.raise_compiler_error('argos: ' ~ problem) }}{%- endif -%}
  {%- set windows, today = {}, argos.clock().date() ~ '' -%}
  {%- for id, step, first, last, why in argos.read_rows('select instance_id, step, freeze_from, freeze_to, reason from ' ~ argos.fact('baseline_attestation') ~ " where step in ('FROZEN', 'LIFTED') order by recorded_at") or [] -%}
    {%- set node = graph.nodes.get(id) or graph.sources.get(id) -%}
    {%- set relation = (argos.label(node) if node else id or '') | lower -%}
    {%- do windows.update({[relation, first ~ '', last ~ ''] | join(' '): none if step == 'LIFTED' else {'relation': relation, 'first': first ~ '', 'last': last ~ '', 'why': why, 'source': 'argos baseline freeze'}}) -%}
  {%- endfor -%}
  {%- for seed in graph.nodes.values() if seed.resource_type == 'seed' and seed.name == 'argos_freeze_calendar' -%}
    {%- set where = argos.relation_of(seed) -%}
    {%- set rows = argos.read_rows('select * from ' ~ where) -%}
    {%- if rows is none -%}{{ exceptions.raise_compiler_error('argos: the freeze calendar cannot be read, so nothing changes: run dbt seed --select argos_freeze_calendar') }}{%- endif -%}
    {%- for row in rows -%}
      {%- set one = dict(zip(row.keys() | map('lower'), row.values())) -%}
      {%- for name in ['freeze_from', 'freeze_to'] if not modules.re.match('[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])', one.get(name) ~ '') -%}
        {{ exceptions.raise_compiler_error('argos: the freeze calendar has the ' ~ name ~ ' ' ~ one.get(name) ~ ', which is no day such as 2026-12-20: nothing changes until it is corrected and seeded') }}
      {%- endfor -%}
      {%- set first, last, relation = (one.freeze_from ~ '')[:10], (one.freeze_to ~ '')[:10], (one.get('relation') or '') | trim -%}
      {%- if [first, last] | max >= today -%}
        {%- if last < first -%}{{ exceptions.raise_compiler_error('argos: the freeze calendar has a window that ends on ' ~ last ~ ', before ' ~ first ~ ', its first day: nothing changes until it is corrected and seeded') }}{%- endif -%}
        {%- set label = argos.label(argos._own_nodes(relation, 'nothing changes until the freeze calendar is corrected and seeded: ')[0]) if relation else '' -%}
        {%- do windows.update({'calendar ' ~ loop.index: {'relation': label | lower, 'first': first, 'last': last, 'why': one.get('reason'), 'source': 'argos_freeze_calendar'}}) -%}
      {%- endif -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- set known = [] -%}
  {%- for window in windows.values() if window and window.last >= today and (day is none or window.first <= day ~ '') -%}
    {%- do known.append(dict(window, shown='from ' ~ window.first ~ ' to ' ~ window.last ~ (' (' ~ window.why ~ ')' if window.why else ''))) -%}
  {%- endfor -%}
  {{ return(known | sort(attribute='first')) }}
{% endmacro %}

{#- Appends steps to baseline_attestation: rows of [instance_id, relation_name, version, step, given_as, reason, freeze_from, freeze_to]. -#}
{% macro log_baseline_steps(steps) %}
  {%- set fields = ['instance_id', 'relation_name', 'version', 'step', 'given_as', 'reason', 'freeze_from', 'freeze_to'] -%}
  {%- set rows = [] -%}
  {%- for step in steps -%}{%- do rows.append(step + [none] * (8 - step | length)) -%}{%- endfor -%}
  {%- if not argos.attempt(argos.append('baseline_attestation', fields + ['given_by'], 'select s.*, ' ~ argos.session_identity() ~ ' as given_by from (' ~ argos.json_rows(fields, rows) ~ ') as s')) -%}
    {{ exceptions.raise_compiler_error('argos: the step cannot be logged, so it does not count; the error is in logs/dbt.log') }}
  {%- endif -%}
{% endmacro %}
