"""A profile as plain values. NULL in the facts is None here: unknown, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from argos.model import Place

ORDERED = frozenset({"number", "date", "time", "timestamp"})


@dataclass(frozen=True)
class Node:
    """A node that has a relation, or could have one."""

    instance_id: str
    relation_name: str
    is_measured: bool
    materialized: str | None = None


@dataclass(frozen=True)
class ProfileKey:
    """Which profile: the run that took it, and the partition, if it is of one only."""

    run_id: str
    partition_value: str | None
    profile_ts: datetime
    recorded_at: datetime


@dataclass(frozen=True)
class Frequency:
    """How often a shape, or the hash of a value, occurs; the rate is of the values that are not NULL."""

    value: str
    count: int
    rate: float | None


@dataclass(frozen=True)
class IsoValues:
    """Measures of dates and times, which the facts hold as numbers, in ISO 8601."""

    mean: str | None
    p01: str | None
    p50: str | None
    p95: str | None
    p99: str | None
    quantiles: tuple[str | None, ...] | None


@dataclass(frozen=True)
class ColumnProfile:
    """One column, its fields named as in run_profile_result; `iso` for dates and times only."""

    element_id: str
    ordinal: int | None
    data_type: str | None
    type_family: str
    eval_count: int | None
    null_count: int | None
    null_rate: float | None
    distinct_count: int | None
    distinct_rate: float | None
    min_value: str | None
    max_value: str | None
    mean: float | None
    stddev: float | None
    p01: float | None
    p50: float | None
    p95: float | None
    p99: float | None
    quantiles: tuple[float, ...] | None
    iso: IsoValues | None
    zero_count: int | None
    length_min: int | None
    length_max: int | None
    topk_patterns: tuple[Frequency, ...] | None
    topk_values_hashed: tuple[Frequency, ...] | None
    entropy: float | None
    outlier_rate: float | None
    profile_hash: str | None
    notes: Mapping[str, str]


@dataclass(frozen=True)
class Previous:
    """The profile before, and how the columns differ from it."""

    run_id: str
    partition_value: str | None
    profile_ts: datetime
    recorded_at: datetime
    added_columns: tuple[str, ...]
    removed_columns: tuple[str, ...]


@dataclass(frozen=True)
class ProfileReport:
    """All that `argos profile` says."""

    place: Place
    now: datetime
    instance_id: str
    relation_name: str
    run_id: str
    command: str | None
    partition_value: str | None
    profile_ts: datetime
    recorded_at: datetime
    row_count: int | None
    row_distinct_count: int | None
    row_distinct_rate: float | None
    row_once_count: int | None
    row_once_rate: float | None
    latest_loaded_at: datetime | None
    notes: Mapping[str, str]
    previous: Previous | None
    columns: tuple[ColumnProfile, ...]
