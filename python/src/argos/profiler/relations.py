"""Which relation is meant by what was typed, without regard to case."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from argos.errors import ArgosError, InvalidArgumentsError, PreconditionError
from argos.model import NOT_MEASURED
from argos.profiler.model import Node, ProfileKey
from argos.reports.words import listed, printable, short_name

NAMED = 5
QUOTES = re.compile(r"[\"`\[\]]")


def find_relation(wanted: str, nodes: Sequence[Node]) -> Node:
    """The one measured node that is meant; an error names the others, the near misses or what to do."""
    typed = QUOTES.sub("", wanted).strip().lower()
    meant = _exact(typed, nodes) or [node for node in nodes if _is_called(node, typed)]
    measured = [node for node in meant if node.is_measured]
    # As in dbt, a name of one part is first of all that of what the project builds.
    for candidates in (measured, [node for node in measured if not node.instance_id.startswith("source.")]):
        if len(candidates) == 1:
            return candidates[0]
    if len(measured) > 1:
        names = sorted(node.instance_id for node in measured)
        raise InvalidArgumentsError(f"{printable(wanted)} may be {listed(names, NAMED)}", "give one of these")
    raise _never_measured(meant[0]) if meant else _unknown(wanted, typed, nodes)


def _exact(typed: str, nodes: Sequence[Node]) -> list[Node]:
    return [node for node in nodes if typed in (node.instance_id.lower(), node.relation_name.lower())]


def _is_called(node: Node, typed: str) -> bool:
    """Whether these are the last parts of its relation's name, or of the node's own."""
    if not typed:
        return False
    names = (node.relation_name, short_name(node.instance_id))
    return any(f".{name}".lower().endswith(f".{typed}") for name in names)


def _never_measured(node: Node) -> ArgosError:
    name = short_name(node.instance_id)
    if node.instance_id.startswith("source."):
        return PreconditionError(f"there is no profile of {name}", "put a gate on this source, and build it")
    if known := NOT_MEASURED.get(node.materialized or ""):
        kind, reason = known
        return PreconditionError(f"there is no profile of {name}", f"it is a {kind}: {reason}")
    return PreconditionError(
        f"there is no profile of {name}",
        "build it with the post-hook argos.measure(): see argos doctor",
    )


def _unknown(wanted: str, typed: str, nodes: Sequence[Node]) -> ArgosError:
    names = {name.lower(): name for node in nodes for name in _names(node)}
    near = [names[name] for name in difflib.get_close_matches(typed, names, n=3)]
    known = sorted(short_name(node.instance_id) for node in nodes if node.is_measured)
    mend = f"did you mean {' or '.join(near)}?" if near else f"argos has measured {listed(known, NAMED)}"
    return InvalidArgumentsError(f"no relation is called {printable(wanted)}", mend if near or known else "")


def _names(node: Node) -> tuple[str, ...]:
    short = short_name(node.instance_id)
    return short, short.split(".")[-1], node.relation_name, node.instance_id


def find_profiles(wanted: str | None, keys: Sequence[ProfileKey], name: str) -> list[ProfileKey]:
    """The profiles to show, latest first: of the partition, else of the whole, else of any partition."""
    latest_first = sorted(keys, key=lambda key: (key.profile_ts, key.recorded_at), reverse=True)
    found = [key for key in latest_first if key.partition_value == wanted]
    if found or wanted is None:
        return found or latest_first
    partitions = list(dict.fromkeys(key.partition_value for key in latest_first if key.partition_value))
    has = f"it has {listed(partitions, NAMED)}" if partitions else "it is measured whole"
    raise InvalidArgumentsError(f"{name} has no profile of the partition {printable(wanted)}", has)
