{#- What is asked of a column. `scan`: an aggregate over the relation, with {x} for the column, {finite} for its finite values,
    {number} for its value as a double, {text} as text, {ordinal} for its position, {distinct} for the count of its distinct values.
    `listed`: the same out of all its values with their counts (`v` text, `z` number, `n` count; `s.p50` their median), where these
    are listed. `families`: those it makes sense for. `bound`: a value of the data, held back from personal columns and
    identifiers. `sketched`: only where not all values are listed; `fenced`: only where no values are; `sampled`: only where a sample
    stands for the values; `centered`: the scan of these, with {center}, the sample's mean, and {off}, the distance to it;
    `hinted`: what the sample says of these is enough. Of `light_log`, the mean logarithm of how often rare values occur, there is no
    scan: hashes of values tell it. -#}
{% macro scan_measures() %}
  {%- set ordered = ['number', 'date', 'time', 'timestamp'] -%}
  {%- set scalar = ordered + ['text', 'boolean'] -%}
  {%- set off, count = '(v.z - s.p50)', 'sum(case when v.z is not null then v.n end)' -%}
  {{ return([
    {'name': 'valid_count', 'type': 'bigint', 'families': scalar + ['other'], 'scan': 'count({x})', 'listed': 'sum(v.n)'},
    {'name': 'distinct_sketch', 'type': 'bigint', 'families': scalar, 'scan': '{distinct}', 'sketched': true},
    {'name': 'min_value', 'type': 'text', 'families': ordered, 'scan': 'min({finite})', 'bound': true},
    {'name': 'max_value', 'type': 'text', 'families': ordered, 'scan': 'max({finite})', 'bound': true},
    {'name': 'max_number', 'type': 'double', 'families': ordered, 'scan': 'max({number})', 'bound': true, 'fenced': true},
    {'name': 'mean', 'type': 'double', 'families': ordered, 'scan': 'avg({number})', 'centered': 'any_value({center}) + sum({off}) / count({off})', 'listed': 's.p50 + sum(v.n * ' ~ off ~ ') / ' ~ count, 'bound': true},
    {'name': 'stddev', 'type': 'double', 'families': ordered, 'scan': 'stddev_samp({spread})', 'centered': 'sqrt(greatest(0, sum({off} * {off}) - sum({off}) * (sum({off}) / count({off}))) / nullif(count({off}) - 1, 0))', 'listed': 'sqrt(greatest(0, sum(v.n * ' ~ off ~ ' * ' ~ off ~ ') - sum(v.n * ' ~ off ~ ') * (sum(v.n * ' ~ off ~ ') / ' ~ count ~ ')) / nullif(' ~ count ~ ' - 1, 0))', 'bound': true},
    {'name': 'quantiles_state', 'type': 'state', 'families': ordered, 'scan': argos.quantiles_state('{number}'), 'bound': true},
    {'name': 'zero_count', 'type': 'bigint', 'families': ['number'], 'scan': 'count(case when {x} = 0 then 1 end)', 'listed': 'sum(case when v.z = 0 then v.n end)'},
    {'name': 'fraction_count', 'type': 'bigint', 'families': ['number'], 'scan': 'count(case when ' ~ argos.has_fraction('{number}') ~ ' then 1 end)', 'listed': 'sum(case when ' ~ argos.has_fraction('v.z') ~ ' then v.n end)', 'hinted': true},
    {'name': 'length_min', 'type': 'bigint', 'families': ['text'], 'scan': 'min(length({text}))', 'listed': "min(case when s.type_family = 'text' then length(v.v) end)"},
    {'name': 'length_max', 'type': 'bigint', 'families': ['text'], 'scan': 'max(length({text}))', 'listed': "max(case when s.type_family = 'text' then length(v.v) end)"},
    {'name': 'content_hash', 'type': 'text', 'families': scalar, 'scan': argos.multiset_hash('{key}', '{text}'), 'listed': argos.multiset_hash('v.v, v.n', 'v.v')},
    {'name': 'beyond_count', 'type': 'bigint', 'families': ordered, 'scan': 'sum(case when {number} < f.low_{ordinal} or {number} > f.high_{ordinal} then 1 when f.low_{ordinal} is not null and {number} is not null then 0 end)', 'fenced': true},
  ] + ([
    {'name': 'light_log', 'type': 'double', 'families': scalar, 'scan': '', 'sketched': true},
    {'name': 'kept_numbers', 'type': 'state', 'families': ordered, 'scan': argos.kept_numbers('{number}').kept, 'bound': true, 'sampled': true},
  ] if argos.traits().lists_values else [])) }}
{% endmacro %}

{#- Measures of the relation itself, each an aggregate over its distinct rows; `occurrences` is how often a row stands there. -#}
{% macro relation_measures() %}
  {{ return([
    {'name': 'row_distinct_count', 'scan': 'count(*)'},
    {'name': 'row_once_count', 'scan': 'count(case when occurrences = 1 then 1 end)'},
  ]) }}
{% endmacro %}

{#- Aggregates over the listed values of a column: `v` the value as text, `n` how often it stands there. Where a sample listed them, `n` is
    too much for those that are rare, and only of those that `is_heavy` is it counted on. -#}
{% macro list_measures(v, n, is_heavy=none) %}
  {%- set heavy = n if is_heavy is none else 'case when ' ~ is_heavy ~ ' then ' ~ n ~ ' end' -%}
  {%- set hashed = argos.hash_text("concat(salt_value, " ~ argos.shortened("{v}") ~ ")") -%}
  {{ return([
    {'name': 'listed_count', 'type': 'bigint', 'scan': 'sum(' ~ n ~ ')'},
    {'name': 'listed_values', 'type': 'bigint', 'scan': 'count(' ~ n ~ ')'},
    {'name': 'heavy_count', 'type': 'bigint', 'scan': 'sum(' ~ heavy ~ ')'},
    {'name': 'heavy_nlogn', 'type': 'double', 'scan': 'sum(' ~ heavy ~ ' * ln(' ~ n ~ '))'},
    {'name': 'topk_values_hashed', 'type': 'text', 'scan': argos.top_list('substr(' ~ hashed ~ ', 1, 16)', v, n, 50)},
  ]) }}
{% endmacro %}

{#- Whether a double is no whole number; the greatest ones all are, and Spark's floor() of them is an error. -#}
{% macro has_fraction(x) %}{{ return('case when abs(' ~ x ~ ') < 9e15 then ' ~ x ~ ' <> floor(' ~ x ~ ') end') }}{% endmacro %}

{#- A text of at most 200 characters that is equal to another's where the texts are: lists hold many of them at once. -#}
{% macro shortened(text) %}{{ return('case when length(' ~ text ~ ') > 200 then concat(left(' ~ text ~ ', 136), ' ~ argos.hash_text(text) ~ ') else ' ~ text ~ ' end') }}{% endmacro %}

{#- Aggregate: the most frequent shapes, `v`, of the texts of a column. -#}
{% macro shapes_measure(v, n) %}
  {%- set escaped = 'replace(replace({v}, ' ~ argos.string_literal('\\') ~ ', ' ~ argos.string_literal('\\\\') ~ "), '\"', " ~ argos.string_literal('\\"') ~ ')' -%}
  {{ return(argos.top_list(escaped, v, n, 20)) }}
{% endmacro %}
