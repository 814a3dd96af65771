"""What sharpening costs, once its input is read as Arrow."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from .model import Case, Metric, Sample, Say, Variants
from .workspace import connected

SERIES, DAYS, AHEAD = 10_000, 90, 7
FIRST_DAY = date(2026, 1, 1)
# Ten metrics of the ten columns of a hundred relations.
TABLE = f"""
create table series as select
  'model.bench.table_' || (s // 100) as instance_id, 'c' || (s % 10) as element_id,
  ['null_rate', 'mean', 'stddev', 'zero_rate', 'unseen_rate', 'mean_hours', 'top_rate', 'latest_hours',
    'stddev_hours', 'row_count'][1 + s // 10 % 10] as metric,
  date '{FIRST_DAY}' + cast(d as integer) as profile_day, 1 as is_daily, 'sold by day' as partition_key,
  1 as varies,
  hash(s, d) % 1000 / 1000 + d % 7 as value, 0.5 as center, 1.0 as width
from range({SERIES}) as series(s), range({DAYS}) as days(d)
"""


@contextmanager
def _staged(root: Path, _say: Say) -> Iterator[Variants]:
    from argos.warehouse.sharpen import sharpened

    with connected(root / "series.duckdb", 1) as connection:
        connection.execute(TABLE)

        def sample() -> Sample:
            cpu, wall = time.process_time(), time.perf_counter()
            arrow = connection.sql("select * from series").to_arrow_table()
            forecasts, tests, _ = sharpened(
                arrow.to_pydict(), [], AHEAD, {}, FIRST_DAY + timedelta(days=DAYS - 1)
            )
            written = len(json.dumps([forecasts, tests]))
            spent = (time.process_time() - cpu, time.perf_counter() - wall)
            return Sample(*spent, numbers={"forecasts": float(len(forecasts)), "megabytes": written / 1e6})

        yield {"sharpen": sample}


def sharpen_10k() -> Case:
    """Forecasts and tests of ten thousand series of ninety days, seven days ahead."""
    return Case(
        "sharpen_10k",
        "argos sharpen of 10,000 series x 90 days, without writing",
        _staged,
        (Metric("sharpen", "s CPU", lambda samples: samples["sharpen"].cpu_seconds, goal=20),),
    )
