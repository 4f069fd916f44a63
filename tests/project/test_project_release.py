"""The changelog, the version and the licence agree with one another."""

from __future__ import annotations

import re
from pathlib import Path

import clvcli

PROJECT = Path(__file__).parents[2]
HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<date>\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)
GROUPS = {"Added", "Changed", "Changed results", "Deprecated", "Removed", "Fixed", "Security"}


def changelog() -> str:
    return (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_newest_release_of_the_changelog_is_the_version_of_the_package() -> None:
    newest, *older = HEADING.finditer(changelog())
    assert newest["version"] == "Unreleased"
    released = [heading["version"] for heading in older]
    assert clvcli.__version__ == released[0]


def test_every_release_of_the_changelog_has_a_date() -> None:
    assert all(heading["date"] for heading in HEADING.finditer(changelog()) if heading["version"] != "Unreleased")


def test_the_changelog_uses_only_the_usual_headings() -> None:
    assert set(re.findall(r"^### (.+)$", changelog(), re.MULTILINE)) <= GROUPS


def test_each_sample_file_has_a_stated_licence() -> None:
    samples = PROJECT / "sample_data"
    stated = (samples / "README.md").read_text(encoding="utf-8")
    data = [path.name for path in samples.rglob("*") if path.suffix in {".csv", ".json", ".parquet", ".xlsx"}]
    assert [name for name in data if f"`{name}`" not in stated] == []
