"""The page of a profile in a real browser: it renders every card, runs nothing and complains of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from argos.reports.profile_page import profile_page

from .browser import Browser
from .facts import ordered
from .profiles import HOSTILE, orders, profile

pytestmark = pytest.mark.slow


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def test_every_column_is_shown_as_a_card(browser: Browser) -> None:
    names = (ordered(name, place, "number", [1, 2, 3]) for place, name in enumerate(HOSTILE, 9))
    shown, complaints = browser.open(profile_page(profile(*orders(), *names)), "--dump-dom")
    assert complaints == []
    assert shown.count("<article ") == len(orders()) - 1 + len(HOSTILE)
    assert shown.count("<svg ") == 4 + len(HOSTILE)
    assert "<script" not in shown


def test_the_page_can_be_drawn(browser: Browser, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    _, complaints = browser.open(profile_page(profile(*orders())), f"--screenshot={picture}")
    assert complaints == []
    assert picture.stat().st_size > 50_000, "an empty page is smaller"


def test_a_script_in_the_page_would_be_refused_and_seen(browser: Browser) -> None:
    page = profile_page(profile(*orders())).replace(
        "</main>", "</main><script>document.title = 'ran'</script>"
    )
    shown, complaints = browser.open(page, "--dump-dom")
    assert len(complaints) == 1
    assert "<title>ran" not in shown
