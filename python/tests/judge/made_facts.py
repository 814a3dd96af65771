"""Facts of a table of orders with a partition for each day, drawn alike every time, and what went wrong on some days."""

from __future__ import annotations

import json
import math
import random
from datetime import date, datetime, timedelta
from statistics import NormalDist
from typing import Any

Fact = dict[str, Any]

INSTANCE = "model.shop.orders"
EMPTY = "model.shop.refunds"
FIRST_DAY = date(2025, 10, 1)
DAYS = 60
LAST = DAYS - 1
FAULTS = {
    44: "more nulls",
    45: "half of the rows",
    46: "distinct rows unknown",
    47: "nulls",
    48: "fractions and no zeros",
    49: "unit",
    50: "value gone",
    51: "new value",
    52: "one value",
    53: "no rows",
    54: "higher prices, foretold",
    55: "late",
    56: "twice the rows, foretold",
    57: "all at once",
    58: "withheld",
    59: "one of two",
}
# From this day on the mean of the price is forecast, and that of the amount told by the account.
FORETOLD_FROM = 30
PRICE_FORETOLD = 9.1
AMOUNT_BY_ACCOUNT = (46, 0.02)
# Forecast for a day that is to be unlike all others; on those the forecast missed more than the month.
ROWS_FORETOLD = {56: 2000}
# The same of the price; of its distribution, how far it is from the month, in units of how far it usually is.
HIGHER_PRICES = {54: {"mean": 13.5, "stddev": math.log(2.7), "distribution": 11.5}}
LEARNED = {
    "instance_id": INSTANCE,
    "element_id": "note",
    "measure": "distribution",
    "log10_shift": -1.8,
    "confirmed_count": 3,
    "trained_until": str(FIRST_DAY),
    "feedback_id": "word",
    "method_version": "1",
}
# On these days fewer than half of the ids are distinct, so that their quantiles are not withheld.
SHOWN_DAYS = (20, 35)
POINTS = 41
# What came on two days may come on a third.
FEWER_VOUCHERS = (8, 13, 41)
# As chance has it where two are expected.
FEW_NULLS = (2, 1, 3, 0, 2, 4, 1, 2, 3, 1, 2, 5, 0, 2)
# The one day on which baskets are of so few values that these are listed.
LISTED_ON = 40


def made_facts() -> list[Fact]:
    """The relation's row and one for each column, for each day."""
    rng = random.Random(7)
    return [fact for number in range(DAYS) for fact in _of_day(number, FAULTS.get(number, ""), rng)]


def made_empty() -> list[Fact]:
    """Of a table that has rows on the last day only."""
    return [
        {**_of_relation(EMPTY, number), **_rows_of_relation(20 if number == LAST else 0)}
        for number in range(DAYS)
    ]


def made_forecasts() -> list[Fact]:
    """What argos sharpen might have said of each day on the day before."""
    shared = {
        "instance_id": INSTANCE,
        "metric": "mean",
        "method_version": "1",
        "is_daily": 1,
        "usual_miss": 0.001,
    }
    of_rows = {
        "element_id": "",
        "companion_id": "",
        "model": "blend",
        "usual_miss": 0.1,
        "expected_spread": 0.1,
    }
    return [
        {
            **shared,
            "profile_day": str(day + timedelta(days=1)),
            "trained_until": str(day),
            "trained_days": 30,
            **told,
        }
        for number in range(FORETOLD_FROM, DAYS)
        for day in [FIRST_DAY + timedelta(days=number)]
        for told in (
            *(
                {**of_rows, "metric": metric, "expected": math.log(ROWS_FORETOLD.get(number, 950))}
                for metric in ("row_count", "row_distinct_count")
            ),
            *(
                {
                    "element_id": "price",
                    "companion_id": "",
                    "model": "blend",
                    "metric": metric,
                    "expected": expected,
                    "expected_spread": 0.002 if metric == "mean" else 0.2,
                }
                for metric, expected in HIGHER_PRICES.get(number, {"mean": PRICE_FORETOLD}).items()
            ),
            {
                "element_id": "amount",
                "companion_id": "account",
                "model": "companion",
                "intercept": AMOUNT_BY_ACCOUNT[0],
                "slope": AMOUNT_BY_ACCOUNT[1],
                "expected_spread": 0.03,
            },
        )
    ]


def _of_day(number: int, fault: str, rng: random.Random) -> list[Fact]:
    day = FIRST_DAY + timedelta(days=number)
    rows = round(1000 * (0.6 if day.weekday() > 4 else 1.0) * rng.gauss(1, 0.03))
    rows = {"half of the rows": rows // 2, "no rows": 0, "twice the rows, foretold": 2 * rows}.get(
        fault, rows
    )
    moved = fault == "all at once"
    dearer = {"all at once": 2, "higher prices, foretold": 1.5}.get(fault, 1)
    columns = [
        _number("amount", rows, rng, (100 if fault == "unit" or moved else 1) * rng.gauss(50, 0.5), 10),
        _number("price", rows, rng, rng.gauss(9, 0.05) * dearer, 0),
        _values(
            "status",
            rows,
            rng,
            ["new", "paid", "sent"] + (["lost"] if fault == "new value" or moved else []),
            gone="sent" if fault == "value gone" else "",
        ),
        _values("is_gift", rows, rng, ["false", "true"], "boolean"),
        _text("note", rows, rng),
        _times("ordered_at", rows, day, 12 if fault == "late" else 24),
        _times("due_at", rows, day + timedelta(days=30), 24),
        _whole("nothing", rows, rows, "text"),
        _ids("order_id", rows, number),
        _account("account", rows, number, fault),
        _card("card_type", rows, number),
        _card("card_bank", rows, number, is_lost=fault == "one of two"),
        _discount("discount", rows, 0 if fault == "fractions and no zeros" else rows // 5),
        _counted("basket", rows, number),
        _listed("city", rows, is_cut=fault == "value gone"),
        _few("coupon", rows, is_gone=fault == "value gone"),
        _seldom("voucher", rows, number),
        _airports("airport", rows, number, has_new=fault == "new value"),
        _airports("stop_over", rows, number, has_new_shape=fault == "nulls"),
        _one_value(
            "exchange_rate", rows, (2 if fault == "one value" else 1) * math.exp(0.01 * math.sin(number))
        ),
        _phone("phone", rows, number, twice=fault == "more nulls"),
        _whole("birthday", rows, 25 if fault == "more nulls" else FEW_NULLS[number % 14], "text"),
    ]
    if fault == "nulls":
        columns[2] = {**columns[2], "null_count": round(0.2 * rows)}
    relation = _rows_of_relation(rows, repeated=rows // 10 if moved else 0)
    if fault == "distinct rows unknown":
        relation = {"element_id": "", "row_count": rows}
    return [{**fact, **_of_relation(INSTANCE, number)} for fact in [relation, *columns]]


def _of_relation(instance: str, number: int) -> Fact:
    day = FIRST_DAY + timedelta(days=number)
    return {
        "instance_id": instance,
        "relation_name": "w.s." + instance.split(".")[-1],
        "partition_value": str(day),
        "profile_ts": str(datetime.combine(day, datetime.min.time()) + timedelta(days=1)),
    }


def _rows_of_relation(rows: int, repeated: int = 0) -> Fact:
    return {
        "element_id": "",
        "row_count": rows,
        "row_distinct_count": rows,
        "row_once_count": rows - repeated,
    }


def _whole(name: str, rows: int, nulls: int, family: str, **more: Any) -> Fact:
    counts = {"eval_count": rows, "null_count": nulls, "distinct_count": rows - nulls}
    return {"element_id": name, "type_family": family, "data_type": family, **counts, **more}


def _number(name: str, rows: int, rng: random.Random, mean: float, zeros: int) -> Fact:
    if not rows:
        return _whole(name, 0, 0, "number")
    normal = NormalDist(mean, mean / 5)
    shares = [(n + 0.5) / POINTS for n in range(POINTS)]
    quantiles = [round(normal.inv_cdf(share) * rng.gauss(1, 0.002), 6) for share in shares]
    return _whole(
        name,
        rows,
        rows // 50,
        "number",
        mean=mean,
        stddev=mean / 5,
        zero_count=zeros,
        quantiles=json.dumps(quantiles),
    )


def _ids(name: str, rows: int, number: int) -> Fact:
    if number not in SHOWN_DAYS:
        return _whole(name, rows, 0, "number")
    ids = [1000 * number + 25 * n for n in range(POINTS)]
    return _whole(name, rows, 0, "number", mean=ids[20], stddev=289, quantiles=json.dumps(ids))


def account_mean(number: int) -> float:
    return 200 + number % 5


def _account(name: str, rows: int, number: int, fault: str) -> Fact:
    if not rows or fault == "withheld":
        return _whole(name, rows, 0, "number")
    mean = account_mean(number)
    points = [mean + 5 * (n - 20) + (0.4 if fault == "fractions and no zeros" else 0) for n in range(POINTS)]
    return _whole(name, rows, 0, "number", mean=mean, stddev=60, quantiles=json.dumps(points))


def _one_value(name: str, rows: int, value: float) -> Fact:
    """One row of the day has a value, so that its deviation is unknown."""
    if not rows:
        return _whole(name, 0, 0, "number")
    quantiles = json.dumps([value] * POINTS)
    return _whole(name, rows, rows - 1, "number", mean=value, zero_count=0, quantiles=quantiles)


def _values(
    name: str, rows: int, rng: random.Random, values: list[str], family: str = "text", gone: str = ""
) -> Fact:
    if not rows:
        return _whole(name, 0, 0, family)
    weights = {value: rng.gauss(1 / (n + 1), 0.02) for n, value in enumerate(values)}
    weights.pop(gone, None)
    whole = math.fsum(weights.values())
    counts = {f"hash-{value}": max(1, round(rows * weight / whole)) for value, weight in weights.items()}
    top = sorted(counts.items(), key=lambda item: -item[1])
    shapes = [["aaaa", rows]] if family == "text" else None
    fact = _whole(
        name, rows, 0, family, topk_values_hashed=json.dumps(top), topk_patterns=shapes and json.dumps(shapes)
    )
    return {**fact, "distinct_count": len(counts)}


def _phone(name: str, rows: int, number: int, twice: bool) -> Fact:
    """One in ten is missing on all days, give or take what chance does."""
    share = 0.1 + 0.012 * math.sin(2.4 * number)
    return _whole(name, rows, round(share * rows * (2 if twice else 1)), "text")


def _card(name: str, rows: int, number: int, is_lost: bool = False) -> Fact:
    """Most orders are paid by card, on every fifth day fewer."""
    nulls = round(rows * (0.2 if is_lost else 0.3 if number % 5 == 2 else 0.05))
    filled = _values(name, rows - nulls, random.Random(number), ["gold", "plain"])
    return {**filled, "eval_count": rows, "null_count": nulls}


def _discount(name: str, rows: int, zeros: int) -> Fact:
    """Of more values than are listed, a fifth of them zero."""
    if not rows:
        return _whole(name, 0, 0, "number")
    points = json.dumps([0] * 8 + [n + 0.5 for n in range(POINTS - 8)])
    fact = _whole(name, rows, 0, "number", mean=12, stddev=8, zero_count=zeros, quantiles=points)
    return {**fact, "distinct_count": 500}


def _counted(name: str, rows: int, number: int) -> Fact:
    """Of more values than are listed, but on one day."""
    if not rows:
        return _whole(name, 0, 0, "number")
    points = json.dumps([3 * n for n in range(POINTS)])
    fact = _whole(name, rows, 0, "number", mean=60, stddev=35, zero_count=0, quantiles=points)
    if number != LISTED_ON:
        return {**fact, "distinct_count": 120}
    listed = json.dumps([[f"hash-{n}", rows // 40] for n in range(40)])
    return {**fact, "distinct_count": 40, "topk_values_hashed": listed}


def _listed(name: str, rows: int, is_cut: bool) -> Fact:
    """Of many values: one that makes a fiftieth of each day may be among those that the list leaves out."""
    if not rows:
        return _whole(name, 0, 0, "text")
    known = [["hash-large", rows * 9 // 10]] + [["hash-small", rows // 50]] * (not is_cut)
    shapes = json.dumps([["aaaa", rows]])
    fact = _whole(name, rows, 0, "text", topk_values_hashed=json.dumps(known), topk_patterns=shapes)
    return {**fact, "distinct_count": 200}


def _few(name: str, rows: int, is_gone: bool) -> Fact:
    """Twenty orders a day have one, six of them of another kind: of nine it may be missed by chance."""
    if not rows:
        return _whole(name, 0, 0, "text")
    kinds = [["hash-usual", 9]] if is_gone else [["hash-usual", 14], ["hash-other", 6]]
    filled = 9 if is_gone else 20
    shapes = json.dumps([["aaaa", filled]])
    fact = _whole(
        name, rows, rows - filled, "text", topk_values_hashed=json.dumps(kinds), topk_patterns=shapes
    )
    return {**fact, "distinct_count": len(kinds)}


def _seldom(name: str, rows: int, number: int) -> Fact:
    """Half of the orders have one, on some days a fifth."""
    nulls = round(rows * (0.8 if number in FEWER_VOUCHERS else 0.5))
    filled = _values(name, rows - nulls, random.Random(number), ["gold", "plain"])
    return {**filled, "eval_count": rows, "null_count": nulls}


def _airports(name: str, rows: int, number: int, has_new: bool = False, has_new_shape: bool = False) -> Fact:
    """Of more than a list holds, forty of them frequent; which others it takes in is chance."""
    if not rows:
        return _whole(name, 0, 0, "text")
    frequent = [[f"hash-{n}", max(9, rows // 50)] for n in range(40)]
    by_chance = [[f"hash-{number}-{n}", 3] for n in range(9)]
    new = [["hash-new", rows // 16]] if has_new else [[f"hash-{number}-9", 3]]
    odd = rows // 10 if has_new_shape else 0
    shapes = [["AAA", rows - odd], ["aa:aaa", odd]] if odd else [["AAA", rows]]
    lists = {
        "topk_values_hashed": json.dumps(frequent + new + by_chance),
        "topk_patterns": json.dumps(shapes),
    }
    return {**_whole(name, rows, 0, "text", **lists), "distinct_count": 300}


def _text(name: str, rows: int, rng: random.Random) -> Fact:
    shapes = [["A-999", round(0.7 * rows)], ["A-99", round(0.2 * rows * rng.gauss(1, 0.02))]]
    once = [[f"hash-{rng.random()}", 1] for _ in range(5)]
    return _whole(
        name, rows, 0, "text", topk_values_hashed=json.dumps(once), topk_patterns=json.dumps(shapes)
    )


def _times(name: str, rows: int, day: date, hours: int) -> Fact:
    if not rows:
        return _whole(name, 0, 0, "timestamp")
    start = (day - date(1970, 1, 1)).days * 86400
    seconds = [start + round((n + 0.5) / POINTS * hours * 3600) for n in range(POINTS)]
    return _whole(
        name,
        rows,
        0,
        "timestamp",
        mean=start + hours * 1800,
        stddev=hours * 1040,
        quantiles=json.dumps(seconds),
    )
