"""Profiles by other tools, out of the same table through Arrow. The reading is part of what they cost."""

from __future__ import annotations

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


PEERS = {"polars: describe, n_unique": polars, "pandas: describe": pandas}


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
