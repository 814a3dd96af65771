"""Facts of clean and faulty days by the package's own SQL, and its verdicts, each day judged as of that day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from ..projects import project
from ..workspace import Project, connected, workspace_in
from .days import Days, write
from .faults import Case

THREADS = 2
# Faulty days stand in days of their own, long before the real ones; their facts are moved there.
FIRST_FAULTY_DAY = date(1990, 1, 1)
MACROS = """\
{% macro replay(since) %}
  {%- set since = modules.datetime.datetime.fromisoformat(since) -%}
  {%- set ids = ["'model.bench.clean'"] -%}
  {%- set facts = "select * from bench_argos.run_profile_result where instance_id = 'model.bench.clean'" -%}
  {%- set metrics = argos.series_metrics(facts, ids, since) -%}
  {%- do run_query('truncate bench_argos.series_metric') -%}
  {%- do run_query(argos.append('series_metric', argos.series_metric_fields(), metrics)) -%}
  {%- set what_if = argos.series_metrics('select * from what_if', ids, since) -%}
  {%- do run_query("create or replace table what_if_metric as select concat_ws(' ', run_id, element_id, metric)"
    ~ " as fact_id, * from (" ~ what_if ~ ")") -%}
{% endmacro %}
{% macro judge_all(since) %}
  {%- set since = modules.datetime.datetime.fromisoformat(since) -%}
  {%- set ids = ["'model.bench.clean'"] -%}
  {%- set judged = [['model.bench.clean', 'clean', 0.002, 0.001, 14]] -%}
  {%- for name, origin in [('clean', 'bench_argos.series_metric'), ('faulty', 'what_if_metric')] -%}
    {%- set verdicts = argos.verdicts(judged, 'select * from ' ~ origin, since) -%}
    {%- do run_query('create or replace table verdict_on_' ~ name ~ ' as ' ~ verdicts) -%}
  {%- endfor -%}
{% endmacro %}
"""
# Whole numbers most of which are distinct look like identifiers, which argos shows nothing of unless told.
MODEL = """\
{{ config(materialized='table', meta={'argos': {
  'partition': {'column': 'ds', 'grain': 'day'}, 'profile_window_days': 99999, 'plain_values': %s,
}}) }}
select * replace (cast(ds as date) as ds) from read_parquet('%s')
"""
WHAT_IF = """\
create or replace table what_if as
select f.* replace (
  'model.bench.clean' as instance_id, c.name as run_id, f.fact_id || c.name as fact_id,
  f.profile_ts - to_days(c.moved_days) as profile_ts,
  cast(cast(f.partition_value as date) - c.moved_days as varchar) as partition_value,
  f.mean - case f.type_family when 'date' then c.moved_days when 'timestamp' then 86400.0 * c.moved_days else 0 end as mean,
  case f.type_family
    when 'date' then cast(list_transform(from_json(f.quantiles, '["double"]'), lambda q: q - c.moved_days) as json)
    when 'timestamp' then
      cast(list_transform(from_json(f.quantiles, '["double"]'), lambda q: q - 86400.0 * c.moved_days) as json)
    else f.quantiles
  end as quantiles)
from bench_argos.run_profile_result as f
join cases as c on f.partition_value = c.day
where f.instance_id = 'model.bench.faulty'
"""
VERDICTS = """\
select run_id, element_id, strftime(profile_ts, '%Y-%m-%d') as day, coalesce(p_value, 1) as p_value, reason
from {table} where measure = 'drift'
"""


def sharpen(connection: Any, days: Days) -> None:
    """Stores what `argos sharpen` would have forecast of each day on the day before it."""
    from argos.stats.panel import panel_of
    from argos.stats.rows import FORECAST_COLUMNS, forecast_rows
    from argos.warehouse.sharpen import FORECAST_VALUE

    series = (
        connection.sql(f"""
        select instance_id, element_id, metric, cast(profile_ts as date) as profile_day, {FORECAST_VALUE}, center, width
        from bench_argos.series_metric where partition_value is not null""")
        .to_arrow_table()
        .to_pydict()
    )
    rows = list(
        forecast_rows(panel_of(series, 1), 1, dict.fromkeys(days.holidays, "holiday"), 1, days.dates[0])
    )
    made = pd.DataFrame(rows, columns=list(FORECAST_COLUMNS))
    connection.register("made", made)
    connection.execute(
        "insert into bench_argos.series_forecast by name select *, profile_day as recorded_at from made"
    )


def verdicts(days: Days, cases: list[Case], root: Path, with_forecasts: bool = False) -> tuple[Any, Any]:
    """Of the clean days and of the cases: the p-value of each column and of the table ('')."""
    places = [(FIRST_FAULTY_DAY + timedelta(days=number), case) for number, case in enumerate(cases)]
    write(
        ((day, day, frame) for day, frame in zip(days.dates, days.frames, strict=True)),
        root / "clean.parquet",
    )
    write(
        ((days.dates[case.place.position], day, case.frame) for day, case in places), root / "faulty.parquet"
    )
    plain = [name for name, kind in days.kinds.items() if kind == "number"]
    files = {
        f"models/{name}.sql": MODEL % (json.dumps(plain), root / f"{name}.parquet")
        for name in ("clean", "faulty")
    }
    hook = {"models": {"bench": {"+post-hook": "{{ argos.measure() }}"}}}
    moved = [
        (str(number), str(day), (day - days.dates[case.place.position]).days)
        for number, (day, case) in enumerate(places)
    ]
    since = json.dumps({"since": str(days.dates[0])})
    command, judging = (("run-operation", macro, "--args", since) for macro in ("replay", "judge_all"))
    with workspace_in(root, THREADS) as workspace:
        bench = Project("replay", project({**files, "macros/replay.sql": MACROS}, config=hook), command)
        workspace.lay_out(bench)
        workspace.settle(bench)
        with connected(workspace.database(bench), THREADS) as connection:
            connection.execute("create table cases (name varchar, day varchar, moved_days integer)")
            connection.executemany("insert into cases values (?, ?, ?)", moved)
            connection.execute(WHAT_IF)
        workspace.run(bench)
        if with_forecasts:
            with connected(workspace.database(bench), THREADS) as connection:
                sharpen(connection, days)
        workspace.run(replace(bench, command=judging))
        with connected(workspace.database(bench), THREADS) as connection:
            clean = connection.execute(VERDICTS.format(table="verdict_on_clean")).df()
            return clean, connection.execute(VERDICTS.format(table="verdict_on_faulty")).df()
