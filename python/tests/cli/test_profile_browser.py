"""The page of a profile in a real browser: it renders every card, runs nothing and complains of nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from argos.reports.profile_page import profile_page

from .facts import ordered
from .profiles import HOSTILE, orders, profile

pytestmark = pytest.mark.slow

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def browser(tmp_path: Path) -> list[str]:
    """The command that opens a page and ends."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "this test opens a page in chromium, which is not installed (Debian: chromium)", pytrace=False
        )
    return [
        found, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'browser'}", "--window-size=1280,1600",
    ]  # fmt: skip


def opened(browser: list[str], page: str, path: Path, *arguments: str) -> tuple[str, list[str]]:
    """What the browser prints, and what the page wrote to its console."""
    path.write_text(page, encoding="utf-8")
    command = [*browser, *arguments, path.as_uri()]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return result.stdout, re.findall(r"CONSOLE.*", result.stderr)


def test_every_column_is_shown_as_a_card(browser: list[str], tmp_path: Path) -> None:
    names = (ordered(name, place, "number", [1, 2, 3]) for place, name in enumerate(HOSTILE, 9))
    shown, complaints = opened(
        browser, profile_page(profile(*orders(), *names)), tmp_path / "page.html", "--dump-dom"
    )
    assert complaints == []
    assert shown.count("<article ") == len(orders()) - 1 + len(HOSTILE)
    assert shown.count("<svg ") == 4 + len(HOSTILE)
    assert "<script" not in shown


def test_the_page_can_be_drawn(browser: list[str], tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    _, complaints = opened(
        browser, profile_page(profile(*orders())), tmp_path / "page.html", f"--screenshot={picture}"
    )
    assert complaints == []
    assert picture.stat().st_size > 50_000, "an empty page is smaller"


def test_a_script_in_the_page_would_be_refused_and_seen(browser: list[str], tmp_path: Path) -> None:
    page = profile_page(profile(*orders())).replace(
        "</main>", "</main><script>document.title = 'ran'</script>"
    )
    shown, complaints = opened(browser, page, tmp_path / "page.html", "--dump-dom")
    assert len(complaints) == 1
    assert "<title>ran" not in shown
