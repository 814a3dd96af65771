"""Sentences and figures about drift that the console and the page share."""

from __future__ import annotations

from argos.drift.model import CRITICAL, LIGHTS, DriftReport, Event, Series
from argos.drift.report import DRIFT
from argos.profiler.histogram import BLOCKS
from argos.reports.values import ABSENT, shown_hours, shown_number, shown_rate
from argos.reports.words import counted, listed, printable
from argos.times import shown_age, shown_moment

POINTS = 30
NAMED = 5
MOMENTS = ("mean_hours", "latest_hours")


def measure_of(series: Series | Event) -> str:
    """What was measured, as people call it."""
    return "many columns" if series.measure == DRIFT and not series.element_id else series.measure


def shown_measure(measure: str, number: float | None) -> str:
    """A value of a measure: rates in per cent, counts whole, hours with their unit."""
    if number is not None and measure.endswith("rate"):
        return shown_rate(number)
    if number is not None and measure.endswith(MOMENTS):
        return shown_hours(number)
    if number is not None and measure.endswith("hours"):
        return f"{shown_number(round(number, 1))} h"
    return shown_number(round(number) if number is not None and measure.endswith("count") else number)


def shown_band(measure: str, low: float | None, high: float | None) -> str:
    """`0.1% to 0.6%`."""
    if low is None or high is None:
        return ABSENT
    ends = dict.fromkeys((shown_measure(measure, low), shown_measure(measure, high)))
    return " to ".join(ends)


def sparkline(series: Series) -> str:
    """The last values as blocks, in the range of the values and of what is expected of the latest."""
    points = [day.value for day in series.days if day.value is not None][-POINTS:]
    latest = series.latest
    if not points or latest is None:
        return ABSENT
    bounds = [one for one in (latest.expected_low, latest.expected_high) if one is not None]
    low, high = min(points + bounds), max(points + bounds)
    if low == high:
        return BLOCKS[0] * len(points)
    unit = max(abs(low), abs(high))
    return "".join(
        BLOCKS[round((one / unit - low / unit) / (high / unit - low / unit) * (len(BLOCKS) - 1))]
        for one in points
    )


def title_of(report: DriftReport) -> str:
    """What the report is about, and how many alarms there are."""
    about = (
        printable(report.relation_name)
        if report.relation_name
        else f"{report.place.project}, target {report.place.target}"
    )
    critical = sum(event.decision == CRITICAL for event in report.events)
    number, noun = alarms_of(report)
    said = f"{number} {noun} in the last {counted(report.days, 'day')}"
    return f"{about}: {said}" + (f", {critical:,} critical" if critical else "")


def alarms_of(report: DriftReport) -> tuple[str, str]:
    """How many alarms are shown, and what they are called."""
    number, noun = counted(len(report.events), "alarm").split()
    return number, f"latest {noun} of more" if report.has_more_events else noun


def latest_run_of(report: DriftReport) -> str:
    """When the last run judged, and which it was."""
    moment = report.latest_run_at
    return f"{shown_moment(moment)}, {shown_age(report.now, moment)}, run {report.latest_run_id}"


def relations_of(report: DriftReport) -> str:
    """`3 relations: 1 red, 2 green`; of one relation its light alone."""
    lights = [(light, report.relations[light]) for light in LIGHTS if report.relations[light]]
    said = ", ".join(f"{count:,} {shown_light(light)}" for light, count in lights)
    if report.instance_id:
        return shown_light(lights[0][0]) if lights else shown_light("GREY")
    return f"{counted(sum(count for _, count in lights), 'relation')}: {said}"


def shown_light(light: str) -> str:
    """`red`; grey is said to be learning."""
    return "learning" if light == "GREY" else light.lower()


def facts_of_event(event: Event) -> str:
    """When, by which name a person finds it again, of what kind, and what to do."""
    said = f"{event.day}, event {event.short_id}, {event.drift_type}, {event.action}"
    moved = [printable(name) for name in event.moved_columns]
    return f"{said}, {counted(len(moved), 'column')}: {listed(moved, NAMED)}" if moved else said
