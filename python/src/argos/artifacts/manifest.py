"""dbt's target/manifest.json, read for the hooks that each node really has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from argos.artifacts.hooks import measures
from argos.times import parse_utc

KINDS = {"model": "models", "seed": "seeds", "snapshot": "snapshots"}


@dataclass(frozen=True)
class Hook:
    """One post-hook of a node."""

    sql: str
    transaction: bool

    @property
    def measures(self) -> bool:
        """Whether it is the hook of argos."""
        return measures(self.sql)


@dataclass(frozen=True)
class Node:
    """A model, seed or snapshot of the project itself."""

    unique_id: str
    name: str
    kind: str
    materialized: str
    hooks: tuple[Hook, ...]

    @property
    def is_measured(self) -> bool:
        """Whether the hook of argos is on it."""
        return any(hook.measures for hook in self.hooks)

    @property
    def own_hooks_after(self) -> bool:
        """Whether hooks of the user's own run after that of argos."""
        ours = [position for position, hook in enumerate(self.hooks) if hook.measures]
        return bool(ours) and any(not hook.measures for hook in self.hooks[ours[0] :])


@dataclass(frozen=True)
class Manifest:
    """The nodes of the project, the ids of all that dbt knew when it wrote this, and each `meta.argos`."""

    generated_at: datetime | None
    nodes: tuple[Node, ...]
    known_ids: frozenset[str]
    metas: Mapping[str, Any] = field(default_factory=dict)


def read_manifest(text: bytes) -> Manifest:
    """The manifest as dbt wrote it; ValueError when it is no manifest."""
    try:
        return _manifest(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no manifest of dbt") from error


def _manifest(raw: Mapping[str, Any]) -> Manifest:
    metadata, nodes, sources = raw["metadata"], raw["nodes"], raw.get("sources", {})
    project = metadata.get("project_name")
    own = [
        node
        for node in nodes.values()
        if node.get("resource_type") in KINDS and node.get("package_name") == project
    ]
    return Manifest(
        generated_at=parse_utc(metadata.get("generated_at")),
        nodes=tuple(_node(node) for node in own),
        known_ids=frozenset(nodes) | frozenset(sources),
        metas={
            unique_id: meta["argos"]
            for unique_id, node in {**nodes, **sources}.items()
            if node.get("resource_type") != "test" and "argos" in (meta := _meta(node))
        },
    )


def _meta(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    meta = (raw.get("config") or {}).get("meta") or {}
    return meta if isinstance(meta, Mapping) else {}


def _node(raw: Mapping[str, Any]) -> Node:
    config = raw.get("config") or {}
    return Node(
        unique_id=raw["unique_id"],
        name=raw["name"],
        kind=KINDS[raw["resource_type"]],
        materialized=str(config.get("materialized") or ""),
        hooks=tuple(_hook(hook) for hook in config.get("post-hook") or []),
    )


def _hook(raw: Any) -> Hook:
    if isinstance(raw, Mapping):
        return Hook(str(raw.get("sql") or ""), raw.get("transaction") is not False)
    return Hook(str(raw), True)
