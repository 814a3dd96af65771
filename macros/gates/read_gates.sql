{#- Reads what gates find, all that can be read now with one query, into the memory of the run: `own`, the question of the gate that reads; those
    on nodes that were just `judged`, or that this run does not build; those with bounds on what is measured. What is wrong with the
    user's own weights leaves the shipped ones. Where the query fails, each gate reads for itself. -#}
{% macro read_gates(reader, own=none, judged=[]) %}
  {%- set memory, questions = argos.run_memory(), [own] if own else [] -%}
  {%- if own -%}{%- do memory.read.update({reader: {'reader': reader}}) -%}{%- endif -%}
  {%- for id, gate in argos.gates_of_project().items() if id in selected_resources and id not in memory.read -%}
    {%- set tested, given = argos.tested_node(gate), gate.test_metadata.kwargs -%}
    {%- set bounds = {'at_least': given.get('at_least'), 'at_most': given.get('at_most')} if gate.test_metadata.name == 'profile_within' else none -%}
    {%- set is_ready = tested in judged or (bounds if tested in memory.measured else tested not in selected_resources) -%}
    {%- if is_ready and memory.read.setdefault(id, {'reader': reader}).reader == reader -%}
      {%- do questions.append(argos.gate_question(gate, [given.get('measure') ~ ''] if bounds else none, given.get('column_name'), bounds)) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for some in questions | rejectattr('problem') | batch(100) -%}
    {%- set rows = argos.read_rows(argos.gate_query(some)) -%}
    {%- if rows is none and argos.severity_weights().seed -%}{%- set rows = argos.read_rows(argos.gate_query(some, own_weights=false)) -%}{%- endif -%}
    {%- set found = {} -%}
    {%- for row in rows or [] -%}{%- do found.setdefault(row[0], []).append((row | list)[1:10] + [row[10] if row[10] is none else row[10] | float, row[11] | int]) -%}{%- endfor -%}
    {%- for one in some if rows is not none or one == own -%}{%- do memory.read[one.gate_id].update({'question': one, 'rows': none if rows is none else found.get(one.gate_id, [])}) -%}{%- endfor -%}
  {%- endfor -%}
{% endmacro %}
