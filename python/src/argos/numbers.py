"""Numbers as a warehouse hands them over."""

from __future__ import annotations

import math
from typing import Any


def whole(value: Any) -> int | None:
    """A number without a fraction, or None."""
    return None if value is None else int(value)


def finite(value: Any) -> float | None:
    """A number, or None for NULL, NaN and the infinities."""
    number = math.nan if value is None else float(value)
    return number if math.isfinite(number) else None
