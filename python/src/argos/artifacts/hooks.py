"""The post-hook of argos in any of dbt's spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MEASURES = re.compile(r"\bargos\.measure\s*\(")


def measures(hook: Any) -> bool:
    """Whether a post-hook, in any of dbt's spellings, calls argos.measure()."""
    if isinstance(hook, Mapping):
        return measures(hook.get("sql"))
    if isinstance(hook, list | tuple):
        return any(measures(one) for one in hook)
    return isinstance(hook, str) and MEASURES.search(hook) is not None
