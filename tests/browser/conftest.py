"""Pages of the report in Debian's Chromium, without a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ROOT = "sample_data/nordlys"

ORDERS = (f"{ROOT}/ordrelinjer.csv", "--by", "currency", "--payment-fee", "1.5%", "--spend", f"{ROOT}/spend.csv")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system: no download, and no sandbox, which a container has none of."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "the browser tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the invented shop in two currencies, as the command writes it."""
    return written(tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="session")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("mail") / "mail.html", "--email-ready")


def written(target: Path, *options: str) -> Path:
    words = [sys.executable, "-m", "clvcli", "report", *ORDERS, *options, "-q", "-o", str(target)]
    subprocess.run(words, check=True)
    return target


def opened(
    browser: Browser,
    path: Path,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    script: bool = True,
) -> Page:
    """Open a page as somebody with such a screen would."""
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=script)
    page = context.new_page()
    page.goto(path.as_uri())
    return page
