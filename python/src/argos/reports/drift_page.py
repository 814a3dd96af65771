"""A DriftReport as one page of HTML: a card for each series that alarmed, the quiet ones folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argos.drift.model import CRITICAL, LIGHTS, DriftReport, Event, Series
from argos.drift.report import DRIFT, SCHEMA
from argos.reports.drift_figures import trend_figure
from argos.reports.drift_words import (
    alarms_of,
    facts_of_event,
    latest_run_of,
    measure_of,
    shown_band,
    shown_light,
    shown_measure,
)
from argos.reports.markup import Markup, joined, tag
from argos.reports.page import page
from argos.reports.words import counted, printable
from argos.times import shown_moment

SENTENCES = 3
CLASSES = {CRITICAL: "critical", "WARN": "warn"}
LIGHT_CLASSES = {"RED": "critical", "YELLOW": "warn", "GREEN": "good", "GREY": "info"}


def drift_page(report: DriftReport) -> str:
    """What was judged last, then the history of each series with what was expected and its alarms."""
    alarmed = [series for series in report.series if series.events]
    quiet = [series for series in report.series if not series.events]
    schema = [event for event in report.events if event.measure == SCHEMA]
    cards = (*_schema(schema), *(_card(series) for series in alarmed))
    nothing = tag("p", f"No alarm in the last {counted(report.days, 'day')}.", class_="nothing")
    main = tag("main", *cards, class_="uneven") if cards else nothing
    return page(f"{_name(report)}: drift by argos", _summary(report), main, _quiet(quiet))


def _name(report: DriftReport) -> str:
    return (report.relation_name or "").rpartition(".")[2] or report.place.project


def _summary(report: DriftReport) -> Markup:
    figures = (tag("div", tag("dt", label), tag("dd", number)) for number, label in _figures(report))
    path = (report.relation_name or "").rpartition(".")[0]
    place = f"target {report.place.target} ({report.place.adapter}), schema {report.place.schema}"
    return tag(
        "header",
        tag("p", path or place, class_="path"),
        tag("h1", _name(report), class_="long"),
        tag("dl", *figures, class_="figures"),
        tag("dl", tag("dt", "latest run"), tag("dd", latest_run_of(report)), class_="facts"),
        _legend(),
        tag("p", f"Written at {shown_moment(report.now)}. A dash is what is not known.", class_="notes"),
        class_="summary",
    )


def _figures(report: DriftReport) -> Iterator[tuple[str, str]]:
    """The numbers that are read first, each over its label."""
    critical = sum(event.decision == CRITICAL for event in report.events)
    number, noun = alarms_of(report)
    yield number, f"{noun} in {counted(report.days, 'day')}"
    yield f"{critical:,}", "of them critical"
    lights = [light for light in LIGHTS if report.relations[light]]
    if report.instance_id:
        yield shown_light(lights[0] if lights else "GREY"), "now"
        return
    for light in lights:
        number, noun = counted(report.relations[light], "relation").split()
        yield number, f"{noun} {shown_light(light)} now"


def _legend() -> Markup:
    marks = (("line", "value"), ("band", "expected"), ("critical", "critical"), ("warn", "warning"))
    return tag("ul", *(tag("li", _dot(kind), name) for kind, name in marks), class_="legend")


def _dot(kind: str) -> Markup:
    return tag("i", class_=f"mark {kind}", aria_hidden="true")


def _card(series: Series) -> Markup:
    return tag(
        "article",
        _header(series.label, measure_of(series), series.light),
        trend_figure(series),
        _now(series),
        _sentences(series.events),
        class_="card",
    )


def _header(label: str, measure: str, light: str) -> Markup:
    return tag(
        "header",
        tag("h2", label, class_="long", title=label),
        tag("p", _dot(LIGHT_CLASSES[light]), f"{measure}, {shown_light(light)} now", class_="quiet"),
    )


def _now(series: Series) -> Markup:
    latest = series.latest
    if latest is None:
        return Markup()
    measure = series.measure
    name = ("distance on " if measure == DRIFT else "") + latest.day.isoformat()
    cells = [(name, shown_measure(measure, latest.value))]
    if latest.expected_low is not None:
        cells.append(("expected", shown_band(measure, latest.expected_low, latest.expected_high)))
    return tag(
        "dl", *(tag("div", tag("dt", one), tag("dd", text)) for one, text in cells), class_="measures now"
    )


def _sentences(events: Sequence[Event]) -> Markup:
    """The latest alarms in words, older ones folded."""
    first, rest = [[_sentence(one) for one in part] for part in (events[:SENTENCES], events[SENTENCES:])]
    folded = tag("details", tag("summary", f"{len(rest):,} more"), tag("ol", *rest)) if rest else Markup()
    return joined(tag("ol", *first, class_="alarms"), folded) if events else Markup()


def _sentence(event: Event) -> Markup:
    said = tag("p", _dot(CLASSES.get(event.decision, "info")), printable(event.reason))
    return tag("li", said, tag("p", facts_of_event(event), class_="quiet"))


def _schema(events: Sequence[Event]) -> Iterator[Markup]:
    """The changes of columns have no curve: one card for all."""
    if events:
        count = counted(len(events), "change")
        header = tag("header", tag("h2", "schema"), tag("p", f"{count} of columns", class_="quiet"))
        yield tag("article", header, _sentences(events), class_="card")


def _quiet(series: Sequence[Series]) -> Markup:
    if not series:
        return Markup()
    heading = tag("summary", f"{len(series):,} series without an alarm")
    return tag("details", heading, tag("div", *(_card(one) for one in series), class_="cards"), class_="rest")
