"""Profiles by other tools, out of the same table through Arrow. The reading is part of what they cost."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .model import Say

Work = Callable[[Any], None]


def polars(table: str, connection: Any) -> None:
    library = import_module("polars")
    frame = library.from_arrow(connection.sql(f"from {table}").to_arrow_table())
    frame.describe()
    frame.select(library.all().n_unique())


def pandas(table: str, connection: Any) -> None:
    connection.sql(f"from {table}").to_arrow_table().to_pandas().describe(include="all")


def great_expectations(table: str, connection: Any) -> None:
    """All metrics that it names for any table, of the table and of each column."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    library = import_module("great_expectations")
    metrics = import_module("great_expectations.experimental.metric_repository.metric_list_metric_retriever")
    types = import_module("great_expectations.experimental.metric_repository.metrics").MetricTypes
    context = library.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("bench").add_dataframe_asset("bench")
    frame = connection.sql(f"from {table}").to_arrow_table().to_pandas()
    batch = asset.add_batch_definition_whole_dataframe("bench").build_batch_request({"dataframe": frame})
    metrics.MetricListMetricRetriever(context).get_metrics(batch_request=batch, metric_list=list(types))


PEERS = {
    "polars: describe, n_unique": polars,
    "pandas: describe": pandas,
    "Great Expectations: all metrics": great_expectations,
}


def installed(table: str, say: Say) -> dict[str, Work]:
    """Those that can be run here; of the others it is said."""
    works: dict[str, Work] = {}
    for name, work in PEERS.items():
        missing = [module for module in (work.__name__, "pyarrow") if find_spec(module) is None]
        if missing:
            say(f"not measured, {name}: no {' and '.join(missing)} here; pip install -e 'python[bench]'")
        else:
            works[name] = partial(work, table)
    return works
