"""What the BigQuery engine refuses and accepts: GoogleSQL's grammar, functions and types, and no other warehouse's."""

from __future__ import annotations

import pytest

from .bigquery.engine import BigQueryEngine
from .engine import EngineError

pytestmark = pytest.mark.bigquery

# Valid on DuckDB, Snowflake or Spark.
REFUSED = {
    "select median(x) from controls.t": "Function not found: median",
    "select quantile_disc(x, 0.5) from controls.t": "Function not found: quantile_disc",
    "select percentile_approx(x, 0.5) from controls.t": "Function not found: percentile_approx",
    "select count_if(x > 1) from controls.t": "Function not found: count_if; Did you mean countif?",
    "select max_by(g, x) from controls.t": "Function not found: max_by",
    "select collect_list(g) from controls.t": "Function not found: collect_list",
    "select listagg(g, ',') from controls.t": "Function not found: listagg",
    "select approx_top_k(g, 3) from controls.t": "Function not found: approx_top_k",
    "select count(*) filter (where x > 1) from controls.t": 'Expected end of input but got "("',
    "select x::string from controls.t": 'Expected end of input but got ":"',
    "select cast(id as varchar) from controls.t": "Type not found: varchar",
    "select cast(id as double) from controls.t": "Type not found: double",
    "select cast(id as decimal(38, 0)) from controls.t": "In NUMERIC(P, 0), P must be between 1 and 29",
    "select cast('2026-01-01' as timestamp_ntz)": "Type not found: timestamp_ntz",
    "select sum(g) from controls.t": "No matching signature for aggregate function SUM for argument types: STRING",
    "select 'it''s'": "Expected end of input but got string literal 's'",
    "select sha2(g, 256) from controls.t": "Function not found: sha2",
    "select md5(g) || 'x' from controls.t": "No matching signature for operator || for argument types: BYTES, STRING",
    "select hash(g) from controls.t": "Unexpected keyword HASH",
    "select xxhash64(g) from controls.t": "Function not found: xxhash64",
    "select to_json(array(g)) from controls.t": "Syntax error",
    "select from_json(g, 'array<string>') from controls.t": "Function not found: from_json",
    "select unnest([1, 2]) as k": "Unexpected keyword UNNEST",
    "select explode(sequence(1, 3)) as k": "Function not found: explode",
    "select * from values (1), (2)": "Syntax error",
    "select * from table(flatten(input => [1]))": "Table-valued function not found: table",
    "select strftime(ts, '%Y') from controls.t": "Function not found: strftime",
    "select ts at time zone 'UTC' from controls.t": "Expected end of input but got keyword AT",
    "select datediff(day, ts, ts) from controls.t": "Function not found: datediff",
    "select ts - interval 7 days from controls.t": "Unexpected INTERVAL expression",
    "select now()": "Function not found: now",
    "select uuid()": "Function not found: uuid",
    "select g from controls.t where g = 1": "No matching signature for operator = for argument types: STRING, INT64",
    "select list_sort(a) from controls.t": "Function not found: list_sort",
    "select get(a, 0) from controls.t": "Function not found: get",
    "select zeroifnull(x) from controls.t": "Function not found: zeroifnull",
    "select regexp_replace(g, 'a', 'b', 'g') from controls.t": "No matching signature for function REGEXP_REPLACE",
    "select g, count(*) from controls.t": "references column g which is neither grouped nor aggregated",
    "select id from controls.t union select id from controls.t": "Expected keyword ALL or keyword DISTINCT",
    "select 1 where not exists (select 1 from controls.t)": "Query without FROM clause cannot have a WHERE clause",
    "insert into controls.t (id) values ('a')": "Value has type STRING which cannot be inserted into column id",
    "insert into controls.t (nothing) values (1)": "Column nothing is not present in table t",
    "create table controls.made (a varchar)": "Type not found: varchar",
    "create table controls.made (a string) using delta": "Expected end of input but got keyword USING",
    "alter table controls.t add columns (b string)": "Unexpected keyword COLUMNS",
    "delete from controls.t": "DELETE must have a WHERE clause",
    "describe table controls.t": "Statement not supported: DescribeStatement",
    "execute immediate $$ begin select 1; end $$": 'Illegal input character "$"',
    "begin declare exit handler for sqlexception begin select 'failed'; end; select 1; end": "got keyword FOR",
    "begin select 1; exception when other then select 'failed'; end": "Syntax error",
    "select nothing from controls.t": "Unrecognized name: nothing",
    "select * from controls.nothing": "Table not found: controls.nothing",
    "select nothing from controls.information_schema.tables": "Unrecognized name: nothing",
}

# Forms that argos uses, and what they give.
ACCEPTED = {
    "select to_hex(sha256(concat('a', 'b')))": "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603",
    "select farm_fingerprint(to_json_string(struct(1 as a, cast(null as string) as b))) is not null": True,
    "select array_agg(n ignore nulls order by n desc limit 2) from unnest([1, null, 3, 2]) as n": [3, 2],
    "select any_value(s.v having max s.k) from unnest([struct(1 as k, 'old' as v), (2, 'new')]) as s": "new",
    "select array(select n from unnest([3, 1, 2]) as n order by n)[safe_offset(0)]": 1,
    "select [1, 2][safe_offset(2)]": None,
    "select json_value(j, '$[1]') from unnest(json_query_array('[[\"a\", \"it\\'s\"]]')) as j": "it's",
    "select timestamp_diff(timestamp '2026-01-01 00:00:01.5+00', timestamp '2026-01-01 00:00:00+00', microsecond)": 1500000,
    "select format_timestamp('%E4Y-%m-%d %H:%M:%E6S', timestamp '2026-01-02 03:04:05.25+00', 'UTC')": "2026-01-02 03:04:05.250000",
    "select regexp_replace('12.500', '[.]?0+$', '')": "12.5",
    "select case when abs(x) < cast('inf' as float64) then x end from unnest([cast('nan' as float64)]) as x": None,
    "select cast(cast(2.0 as bigint) as string)": "2",
    "select count(*) from controls.information_schema.tables where table_name = 't'": 1,
    "select approx_top_count(x, 2) from unnest([null, 'pear', 'pear', 'pear', 'apple', null]) as x": [
        {"value": "pear", "count": 3},
        {"value": None, "count": 2},
    ],
    "select count(item.value) from (select approx_top_count(g, 2) as items from controls.t) as t cross join unnest(t.items) as item": 0,
    "select approx_quantiles(x, 2) from unnest([null, 1, 1, 1, 4, 5, 6, 7, 8, 9, 10]) as x": [1, 5, 10],
    "select string_agg(case when x <> 'a' then x end, ',' order by x desc limit 2) from unnest(['a', 'b', 'c', 'd']) as x": "d,c",
    "select string_agg(x, ',' order by x limit 2) from unnest([null, 'a', 'b', 'c']) as x": "a,b",
    "select string_agg(x, ',' order by x limit 2) from unnest([cast(null as string)]) as x": None,
    "select cast('4111111111111122.123456789' as numeric)": "4111111111111122.123456789",
    "select to_json_string([1.5, null])": "[1.5,null]",
    "select json_value('[1.5]', '$[10]')": None,
    "select unix_micros(timestamp(datetime '2026-01-02 03:04:05.25', 'UTC')) / 1e6": 1767323045.25,
    "select time_diff(time '23:59:59.999999', time '00:00:00', microsecond) / 1e6": 86399.999999,
    "select lower(cast(x as string)) from unnest([cast('-inf' as float64)]) as x where x = floor(x)": "-inf",
    "select regexp_replace('Übung B', '\\\\p{Lu}', 'A')": "Abung A",
}


@pytest.fixture(scope="module")
def controls(bigquery: BigQueryEngine) -> BigQueryEngine:
    bigquery.query("create schema controls")
    bigquery.query("create table controls.t (id int64, g string, x float64, ts timestamp, a array<int64>)")
    return bigquery


@pytest.mark.parametrize("sql", REFUSED)
def test_what_another_warehouse_has_is_refused(controls: BigQueryEngine, sql: str) -> None:
    with pytest.raises(EngineError) as refusal:
        controls.query(sql)
    assert REFUSED[sql] in str(refusal.value)


@pytest.mark.parametrize("sql", ACCEPTED)
def test_what_argos_uses_is_accepted(controls: BigQueryEngine, sql: str) -> None:
    ((value,),) = [list(row.values()) for row in controls.query(sql)]
    assert value == ACCEPTED[sql]
