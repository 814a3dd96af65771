{#- What a gate asks, by the names of the columns that gate_query() reads, or the `problem` for which it cannot ask. `measures`: of a test
    that argos ships, its own. -#}
{% macro gate_question(test, measures=none, column_name=none, bounds=none, unknown={}) %}
  {%- set tested = argos.tested_node(test) -%}
  {%- set node = graph.nodes.get(tested) or graph.sources.get(tested) or {} -%}
  {%- set measures = measures or {
    'distribution_expected': ['distribution', 'mean', 'mean_hours', 'stddev', 'stddev_hours', 'zero_rate', 'fraction_rate'],
    'duplicates_expected': ['duplicate_rate'],
    'freshness_expected': ['latest_hours'],
    'no_drift': ['drift', 'baseline'],
    'null_rate_expected': ['null_rate'],
    'patterns_expected': ['unseen_rate', 'lost_rate', 'top_rate'],
    'schema_unchanged': ['schema'],
    'volume_expected': ['row_count'],
  }.get((test.test_metadata or {}).name) or [''] -%}
  {#- dbt has put quotes around a column that says `quote: true`. -#}
  {%- set quote = column_name[:1] if column_name is string and column_name[:1] in ['"', '`'] and column_name[-1:] == column_name[:1] -%}
  {%- if quote -%}{%- set column_name = column_name[1:-1] | replace(quote ~ quote, quote) -%}{%- endif -%}
  {%- set of_relation = ['row_count'] + argos.relation_measures() | map(attribute='name') | list -%}
  {%- set held = argos.checked_bounds(measures[0], bounds, of_relation) if bounds else {} -%}
  {%- set problem = held.get('problem') -%}
  {%- set arguments = ['column_name'] + (['measure', 'at_least', 'at_most'] if bounds is not none else []) -%}
  {%- if unknown -%}
    {%- set name = unknown | first -%}
    {%- set near = argos.nearest(name, arguments) -%}
    {%- set problem = 'there is no argument ' ~ name ~ ': ' ~ ('did you mean ' ~ near ~ '?' if near else 'known are ' ~ arguments | join(', ')) -%}
  {%- endif -%}
  {%- if column_name is not none and column_name is not string -%}{%- set problem = 'column_name is ' ~ tojson(column_name ~ '') ~ ', not the name of a column' -%}
  {%- elif not problem and (not measures[0] or not node) -%}{%- set problem = 'argos.gate() needs measures, and a test of a relation: it was not judged' -%}
  {%- elif column_name and measures[0] in of_relation + ['schema', 'duplicate_rate'] -%}{%- set problem = measures[0] ~ ' is of the whole relation: give no column' -%}
  {%- endif -%}
  {%- if problem -%}{{ return({'gate_id': test.unique_id, 'instance_id': tested, 'relation': argos.label(node), 'problem': ('on ' ~ argos.label(node) ~ (('.' ~ column_name) if column_name is string else '') ~ ', ' if node else '') ~ problem}) }}{%- endif -%}
  {%- set meta = argos.meta_of(node) -%}
  {%- set max_age_hours = argos.setting('gate_max_age_hours', meta) -%}
  {%- set subject = measures[0] ~ ' of ' ~ argos.label(node) ~ (('.' ~ column_name) if column_name else '') -%}
  {#- dbt retry does not say what it selects. -#}
  {%- set of_this_run = tested in selected_resources or tested.startswith('source.') or tested in argos.run_memory().hooked -%}
  {%- if node.resource_type != 'source' and not argos.is_measured(node) -%}{%- set why = 'argos measures tables, not views' -%}
  {%- elif node.resource_type != 'source' and 'argos.measure' not in (node.config or {}).get('post-hook') ~ '' -%}{%- set why = 'add the post-hook "{{ argos.measure() }}" to it' -%}
  {%- elif of_this_run and measures[0].startswith('row_') -%}{%- set why = 'look for an earlier line of argos' -%}
  {%- elif of_this_run -%}{%- set why = 'see that ' ~ ('the column exists, among the first ' ~ argos.traits().most_columns ~ ', and' if column_name else 'a column of it') ~ (' is a date or moment that ends near its day' if measures[0] == 'latest_hours' else ' is of a type that tells it') ~ ', else look for an earlier line of argos' -%}
  {%- else -%}{%- set why = 'build it first' ~ (', and see that the column exists' if column_name else '') -%}
  {%- endif -%}
  {{ return({
    'gate_id': test.unique_id, 'instance_id': tested, 'relation': argos.label(node), 'owner': (meta.owner or '') | lower, 'critical': argos._lowered(meta.critical, in_sql=true),
    'column_name': column_name or none, 'measure': measures[0], 'measures': tojson(measures),
    'bounds': held.get('shown'), 'at_least': held.get('at_least'), 'at_most': held.get('at_most'), 'of_relation': 'yes' if measures[0] in of_relation else 'no',
    'is_held': 'yes' if 'baseline' in measures and argos.setting('baseline_mode', meta) == 'attested' else 'no',
    'max_age_hours': max_age_hours ~ '',
    'unjudged': subject ~ ' was not judged in the last ' ~ argos.memory_days() ~ ' days: ' ~ why,
    'elsewhere': subject ~ ' was not judged in this run, last judged at {at}: ' ~ why if of_this_run else none,
    'left_out': argos.label(node) ~ ' was measured, but not judged since: build it again, last judged at {at}' if not of_this_run else none,
    'too_old': 'the verdict on ' ~ subject ~ ' is older than ' ~ max_age_hours ~ ' hours, last judged at {at}',
  }) }}
{% endmacro %}
