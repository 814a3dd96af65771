"""Days of a relation, made for tests."""

from __future__ import annotations

from datetime import date

from argos.backtest.model import Alarm, Day, Outcome, Relation


def alarm(number: int, column: str, outcome: Outcome = Outcome.FAIL, name: str = "orders") -> Alarm:
    reason = f"mean of {name}.{column} is 9" if column else f"row_count of {name} is 9"
    return Alarm(name, column, date(2026, 1, number), "drift", outcome, 0.0001, reason)


def day(number: int, outcome: Outcome = Outcome.PASS, *alarms: Alarm, judged: int = 4) -> Day:
    return Day(date(2026, 1, number), outcome, judged, 4 - judged, alarms)


def relation(*days: Day, name: str = "orders", warn_p_value: float = 0.003) -> Relation:
    return Relation(name, f"model.shop.{name}", warn_p_value, 0.001, 14, ("amount", "Status"), days)
