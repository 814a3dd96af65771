"""From rows of run_profile_result to a ProfileReport."""

from __future__ import annotations

import json
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from argos.errors import ContractMismatchError
from argos.model import Place, Row
from argos.numbers import finite, whole
from argos.profiler.model import (
    ColumnProfile,
    Frequency,
    IsoValues,
    Node,
    Previous,
    ProfileKey,
    ProfileReport,
)
from argos.profiler.moments import SECONDS, iso_of
from argos.times import parse_utc

QUANTILES = 41
COUNTS = ("row_count", "row_distinct_count", "row_once_count")
FIELDS = (
    *COUNTS,
    "latest_loaded_at",
    *(field.name for field in fields(ColumnProfile) if field.name != "iso"),
)
WHOLE = (
    "ordinal", "eval_count", "null_count", "distinct_count", "zero_count", "length_min", "length_max"
)  # fmt: skip
NUMBERS = (
    "null_rate", "distinct_rate", "mean", "stddev", "p01", "p50", "p95", "p99", "entropy", "outlier_rate"
)  # fmt: skip
TEXTS = ("element_id", "data_type", "min_value", "max_value", "profile_hash")


AGREED = {
    "quantiles": f"an array of {QUANTILES} numbers",
    "topk_patterns": "an array of pairs, each a text and a count",
    "topk_values_hashed": "an array of pairs, each a text and a count",
    "notes": "an object of sentences",
}


def profile_report(
    place: Place,
    now: datetime,
    node: Node,
    key: ProfileKey,
    previous: Previous | None,
    command: str | None,
    rows: Sequence[Row],
) -> ProfileReport:
    """All that `argos profile` says; `rows` are those of one profile."""
    relation = next((row for row in rows if row["element_id"] == ""), {})
    counts = {name: whole(relation.get(name)) for name in COUNTS}
    return ProfileReport(
        place=place,
        now=now,
        instance_id=node.instance_id,
        relation_name=node.relation_name,
        run_id=key.run_id,
        command=command,
        partition_value=key.partition_value,
        profile_ts=key.profile_ts,
        recorded_at=key.recorded_at,
        row_distinct_rate=rate_of(counts["row_distinct_count"], counts["row_count"]),
        row_once_rate=rate_of(counts["row_once_count"], counts["row_count"]),
        latest_loaded_at=parse_utc(relation.get("latest_loaded_at")),
        notes=_notes(relation, node.relation_name),
        previous=previous,
        columns=_columns(rows, node.relation_name),
        **counts,
    )


def changes(key: ProfileKey, before: Sequence[str], now: Sequence[str]) -> Previous:
    """The previous profile, and the columns that came and went since."""
    return Previous(
        run_id=key.run_id,
        partition_value=key.partition_value,
        profile_ts=key.profile_ts,
        recorded_at=key.recorded_at,
        added_columns=tuple(name for name in now if name not in set(before)),
        removed_columns=tuple(name for name in before if name not in set(now)),
    )


def rate_of(part: int | None, total: int | None) -> float | None:
    """A share of a total, None when either is unknown or there is nothing to share."""
    return part / total if part is not None and total else None


def _columns(rows: Sequence[Row], relation: str) -> tuple[ColumnProfile, ...]:
    """The columns in their order; of a row that was written twice, one."""
    named = {row["element_id"]: row for row in rows if row["element_id"]}
    columns = [_column(row, f"{relation}.{name}") for name, row in named.items()]
    return tuple(sorted(columns, key=lambda column: (column.ordinal or 0, column.element_id)))


def _column(row: Row, where: str) -> ColumnProfile:
    family = row["type_family"] or "other"
    quantiles = _read(row, "quantiles", _numbers, where)
    numbers = {name: finite(row[name]) for name in NUMBERS}
    counts = {name: whole(row[name]) for name in WHOLE}
    known = (counts["eval_count"] or 0) - (counts["null_count"] or 0)

    def frequencies(value: Any) -> tuple[Frequency, ...]:
        return _frequencies(value, known)

    values: dict[str, Any] = {
        **{name: row[name] for name in TEXTS},
        **numbers,
        **counts,
        "type_family": family,
        "quantiles": quantiles,
        "iso": _iso(family, numbers, quantiles),
        "topk_patterns": _read(row, "topk_patterns", frequencies, where),
        "topk_values_hashed": _read(row, "topk_values_hashed", frequencies, where),
        "notes": _notes(row, where),
    }
    return ColumnProfile(**{field.name: values[field.name] for field in fields(ColumnProfile)})


def _iso(
    family: str, numbers: Mapping[str, float | None], quantiles: tuple[float, ...] | None
) -> IsoValues | None:
    if family not in SECONDS:
        return None
    return IsoValues(
        **{name: iso_of(family, numbers[name]) for name in ("mean", "p01", "p50", "p95", "p99")},
        quantiles=tuple(iso_of(family, number) for number in quantiles) if quantiles else None,
    )


def _read(row: Row, field: str, parse: Callable[[Any], Any], where: str) -> Any:
    """A JSON field by its parser; None when it is NULL, SQL's or JSON's."""
    if row.get(field) is None:
        return None
    try:
        value = json.loads(row[field])
        return None if value is None else parse(value)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise ContractMismatchError(
            f"{field} of {where} is not {AGREED[field]}",
            "run dbt build once, with the command and the package in one version",
        ) from error


def _notes(row: Row, where: str) -> dict[str, str]:
    return _read(row, "notes", _sentences, where) or {}


def _sentences(value: Any) -> dict[str, str]:
    return {name: note if isinstance(note, str) else json.dumps(note) for name, note in value.items()}


def _numbers(value: Any) -> tuple[float, ...] | None:
    if len(value) != QUANTILES or not isinstance(value, list):
        raise ValueError
    if all(one is None for one in value):
        return None
    if not all(math.isfinite(one) for one in value):
        raise ValueError
    return tuple(float(one) for one in value)


def _frequencies(value: Any, known: int) -> tuple[Frequency, ...]:
    pairs = [(text, operator.index(count)) for text, count in value]
    return tuple(Frequency(str(text), count, rate_of(count, known)) for text, count in pairs)
