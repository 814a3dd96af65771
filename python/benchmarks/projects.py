"""The dbt projects of the cases, as files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Files = dict[str, str]

HOOK = {"bench": {"+post-hook": "{{ argos.measure() }}"}}
HOOKS = {"models": HOOK, "seeds": HOOK, "snapshots": HOOK}
SOURCE = """\
select
  range as id,
  range % 7 as quantity,
  case when range % 50 <> 0 then cast(range * 1.25 as decimal(18, 2)) end as amount,
  'item ' || (range % 90) as label,
  date '2026-01-01' + cast(range % 300 as integer) as bought_on
from range(1000)
"""
MACRO = "{% macro cents(amount) %}{{ return(100 * amount) }}{% endmacro %}\n"
CHAINED = "select id, quantity + 1 as quantity, amount, label, bought_on from {{ ref('%s') }}\n"

# Each fact of the first build again for the days before it, so that judging has a past to read.
BEFORE = (
    "concat(run_id, '-', d) as run_id, concat(fact_id, '-', d) as fact_id,"
    " recorded_at - to_days(d) as recorded_at, profile_ts - to_days(d) as profile_ts"
)
MISSES = ", ".join(f"0.001 * (d % 7) as miss_{name}" for name in ("month", "week", "weekday"))
HISTORY = tuple(
    f"insert into bench_argos.{fact} select f.* replace ({BEFORE}{changed})"
    f" from bench_argos.{fact} as f, range(1, 31) as days(d)"
    for fact, changed in (("run_profile_result", ""), ("series_metric", f", {MISSES}"))
)


def project(
    models: Files, tests: Iterable[dict[str, Any]] = (), config: dict[str, Any] | None = None
) -> Files:
    """A project named bench, with a macro of its own, as most have; JSON is YAML."""
    settings = {"name": "bench", "version": "1.0.0", "profile": "bench", **(config or {})}
    schema = {"models": list(tests)}
    described = {"models/schema.yml": json.dumps(schema)} if schema["models"] else {}
    return {"dbt_project.yml": json.dumps(settings), "macros/cents.sql": MACRO, **described, **models}


def gated(names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"name": name, "data_tests": ["argos.volume_expected"]} for name in names]


def tables(number: int) -> Files:
    """Tables of five columns and 1,000 rows, in chains of five."""
    return _in_chains(number, SOURCE, CHAINED)


def wide_tables(number: int) -> Files:
    """Tables of twenty columns and 1,000 rows, in chains of five."""
    fields = ", ".join(
        f"range % {7 + k} as quantity_{k}, range * 1.25 + {k} as amount_{k},"
        f" 'item ' || (range % {90 + k}) as label_{k},"
        f" date '2026-01-01' + cast(range % {300 + k} as integer) as bought_on_{k}"
        for k in range(5)
    )
    return _in_chains(number, f"select {fields} from range(1000)\n", "select * from {{ ref('%s') }}\n")


def _in_chains(number: int, source: str, chained: str) -> Files:
    return {
        f"models/{name_of(position)}.sql": "{{ config(materialized='table') }}\n"
        + (chained % name_of(position - 1) if position % 5 else source)
        for position in range(number)
    }


def name_of(position: int) -> str:
    return f"table_{position:02d}"


def seed() -> Files:
    rows = [f"{n},{n % 7},{n * 1.25},item {n % 90},2026-01-{n % 28 + 1:02d}" for n in range(1000)]
    return {"seeds/items.csv": "\n".join(["id,quantity,amount,label,bought_on", *rows]) + "\n"}


def views(number: int) -> tuple[Files, list[dict[str, Any]]]:
    """Views of two columns, each column with a test of dbt."""
    names = [f"view_{position:03d}" for position in range(number)]
    columns = [{"name": name, "data_tests": ["not_null"]} for name in ("id", "quantity")]
    files = {f"models/views/{name}.sql": "select 1 as id, 2 as quantity\n" for name in names}
    return files, [{"name": name, "columns": columns} for name in names]


def many_nodes() -> tuple[Files, list[dict[str, Any]]]:
    """300 views, 580 tests of dbt, 10 gates that warn, and 10 measured tables whose gates pass."""
    files, tests = views(300)
    guarded = [f"guarded_{position}" for position in range(10)]
    files |= {
        f"models/guarded/{name}.sql": "{{ config(materialized='table') }}\n" + SOURCE for name in guarded
    }
    return files, tests[:290] + gated([*(test["name"] for test in tests[290:]), *guarded])
