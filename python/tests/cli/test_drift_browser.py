"""The page of drift in a real browser: it draws, fits a narrow screen, runs nothing and complains of nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from argos.reports.drift_page import drift_page
from argos.reports.page import POLICY

from .browser import Browser
from .drifts import LAST, drift, event, orders, verdict
from .profiles import HOSTILE

pytestmark = pytest.mark.slow

WIDER = "document.title = document.documentElement.scrollWidth > innerWidth ? 'too wide' : 'fits'"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def test_every_series_is_drawn_and_the_quiet_ones_are_folded(browser: Browser) -> None:
    shown, complaints = browser.open(drift_page(drift()), "--dump-dom")
    assert complaints == []
    assert shown.count("<article ") == 6, "one for the schema"
    assert shown.count("<polyline ") == 5
    assert "2 series without an alarm" in shown
    assert "<script" not in shown


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, width: int) -> None:
    """A script that the test puts in, and lets run, measures the page."""
    names = [event(element=name, reason=f"{name} is odd") for name in HOSTILE]
    alarms = [verdict(LAST, name, level=3, decision="FAIL") for name in HOSTILE]
    found = orders()
    rows = type(found)(
        found.latest_run, [*found.events, *names], [*found.verdicts, *alarms], [], found.relations
    )
    page = drift_page(drift(rows)).replace(escape(POLICY), "")
    page = page.replace("</body>", f"<script>{WIDER}</script></body>")
    shown, _ = browser.open(page, "--dump-dom", width=width)
    assert "<title>fits" in shown


def test_the_page_can_be_drawn_and_one_without_an_alarm_too(browser: Browser, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    _, complaints = browser.open(drift_page(drift()), f"--screenshot={picture}")
    assert complaints == []
    assert picture.stat().st_size > 40_000, "an empty page is smaller"
    quiet = type(orders())(orders().latest_run, [], [verdict(LAST)], [], [])
    shown, complaints = browser.open(drift_page(drift(quiet)), "--dump-dom")
    assert complaints == []
    assert "No alarm in the last 30 days." in shown
