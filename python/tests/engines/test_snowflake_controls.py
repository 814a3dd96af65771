"""The engine refuses what another warehouse has and Snowflake has not, and interprets our one form of a block."""

from __future__ import annotations

import pytest

from .engine import EngineError
from .snowflake.engine import SnowflakeEngine

pytestmark = pytest.mark.snowflake

UNKNOWN, SYNTAX, TYPE, PATTERN = (
    "Unknown function",
    "syntax error",
    "Unsupported data type",
    "Invalid regular expression",
)
REFUSED = {
    "select approx_quantile(x, 0.5) from t": UNKNOWN,
    "select quantile_cont(x, 0.5) from t": UNKNOWN,
    "select arg_max(id, x) from t": UNKNOWN,
    "select string_agg(g, ',') from t": UNKNOWN,
    "select histogram(g) from t": UNKNOWN,
    "select list_value(1, 2)": UNKNOWN,
    "select * from range(3)": UNKNOWN,
    "select strftime(d, '%Y') from t": UNKNOWN,
    "select epoch(ts) from t": UNKNOWN,
    "select date_diff('day', d, d) from t": UNKNOWN,
    "select regexp_matches('a', 'a')": UNKNOWN,
    "select printf('%d', 1)": UNKNOWN,
    "select current_setting('TimeZone')": UNKNOWN,
    "select sha256('a')": UNKNOWN,
    "select xxhash64('a')": UNKNOWN,
    "select to_hex(1)": UNKNOWN,
    "select safe_divide(1, 0)": UNKNOWN,
    "select countif(x > 1) from t": UNKNOWN,
    "select if(x > 1, 1, 0) from t": UNKNOWN,
    "select struct(1 as a)": UNKNOWN,
    "select * from unnest(array_construct(1, 2))": UNKNOWN,
    "select explode(array_construct(1, 2))": UNKNOWN,
    "select unix_micros(ts) from t": UNKNOWN,
    'select "list_value"(1, 2)': UNKNOWN,
    "from t select id": SYNTAX,
    "select * from (from t)": SYNTAX,
    "summarize t": SYNTAX,
    "select count(*) filter (where x > 1) from t": SYNTAX,
    "select distinct on (g) id from t": SYNTAX,
    "select * from t tablesample 10%": SYNTAX,
    "select * from t using sample 3": SYNTAX,
    "select `id` from t": SYNTAX,
    "select id == 1 from t": SYNTAX,
    "select id <=> 1 from t": SYNTAX,
    "select 2 ** 3": SYNTAX,
    "select t.id from t semi join t as u on t.id = u.id": SYNTAX,
    "select interval 1 day": SYNTAX,
    "select [1, 2, 3][1:2]": SYNTAX,
    "select array_sort([2, 1], x -> -x)": SYNTAX,
    "insert into t (id) values (1) returning id": SYNTAX,
    "select cast(x as hugeint) from t": TYPE,
    "select id::int64 from t": TYPE,
    "create table z (a string, b int64)": TYPE,
    "create table z (a list, b number)": TYPE,
    "alter table t add column if not exists n int64": TYPE,
    r"select regexp_replace('Ab', '\\p{Lu}', 'x')": PATTERN,
    "select regexp_like('ab', '(?:a)b')": PATTERN,
    "select nothing from t": "invalid identifier 'NOTHING'",
    "select 1 from missing": "does not exist or not authorized",
    "select g, count(*) from t": "GROUP BY",
    "select cast('argos' as integer)": "Numeric value 'argos' is not recognized",
}
ACCEPTED = (
    "select coalesce(max(x), 0), count_if(x > 1), approx_count_distinct(g) from t",
    "select id, row_number() over (partition by g order by x desc) from t qualify row_number() over (order by id) = 1",
    "select id from t where g in ('a', 'b') and exists (select 1 from t as u where u.id = t.id) order by id limit 1 offset 0",
    "with counted (g, n) as (select g, count(*) from t group by g) select * from counted",
    "select f.value from t, lateral flatten(input => parse_json('[1, 2]')) as f",
    "select filter([1, 2, 3], x -> x > 1)",
    "select array_sort([3, 1, 2]), {'a': 1}",
    "select listagg(g, ',') within group (order by g) from t",
    "select * from t sample (100)",
    "select cast(x as number(10, 2)), x::varchar, try_cast(g as date), cast(ts as timestamp_ntz(9)) from t",
    "select 'select `a`, b -> c, list_value(1) filter (where x)' as text",
    "select column1 from values (1), (2)",
    "alter table t add column if not exists added number(10, 2)",
    "create or replace table u (a varchar(10), b number(10, 2) not null, c timestamp_ntz, d array)",
    "select dateadd(day, 1, d), datediff('day', d, d), d + interval '1 day' from t",
)


@pytest.fixture(scope="module")
def account(snowflake: SnowflakeEngine) -> SnowflakeEngine:
    snowflake.query(
        "create or replace table t (id number(38, 0), g varchar(10), x float, d date, ts timestamp_ntz)"
    )
    snowflake.query(
        "insert into t values (1, 'a', 1.5, '2026-01-01', '2026-01-01 00:00:00'), (2, 'b', 2.5, null, null)"
    )
    return snowflake


@pytest.mark.parametrize("sql", REFUSED)
def test_refused(account: SnowflakeEngine, sql: str) -> None:
    with pytest.raises(EngineError, match=REFUSED[sql]):
        account.query(sql)


@pytest.mark.parametrize("sql", ACCEPTED)
def test_accepted(account: SnowflakeEngine, sql: str) -> None:
    assert account.query(sql)
