"""A real browser that opens a page, for the tests of pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Browser:
    """The command that opens a page and ends."""

    folder: Path

    def open(self, page: str, *arguments: str, width: int = 1280) -> tuple[str, list[str]]:
        """What the browser prints, and what the page wrote to its console."""
        found = next(filter(None, map(shutil.which, NAMES)), None)
        if not found:
            pytest.fail(
                "this test opens a page in chromium, which is not installed (Debian: chromium)", pytrace=False
            )
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf-8")
        command = [
            found, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
            f"--user-data-dir={self.folder / 'browser'}", f"--window-size={width},1600", *arguments, path.as_uri(),
        ]  # fmt: skip
        result = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert result.returncode == 0, result.stderr
        return result.stdout, re.findall(r"CONSOLE.*", result.stderr)
