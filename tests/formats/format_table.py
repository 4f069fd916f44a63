"""All formats, what each rests on, and what its sample comes to: `python -m tests.formats.format_table`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli.format_pages import recognised_by
from clvcli.errors import ClvError
from clvcli.orders.formats import formats
from clvcli.orders.ingest import ingest
from clvcli.orders.understanding.generic import GENERIC
from tests.formats.formats_samples import EXPECTED, READ, figures, inputs, options

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = ("format", "confidence", "recognised by", "test file", "net revenue", "reckoned by hand", "agree")


def rows() -> Iterator[tuple[str, ...]]:
    """Return a row a format: its sample is read now, and held against the figure reckoned by hand."""
    for form in formats():
        by = recognised_by(form) if form.auto_detect else f"--source-format {form.name}"
        yield (form.name, form.confidence, by, *_reconciled(form.name))
    for name in READ:
        if EXPECTED[name].get("format") == GENERIC.name:
            yield name, GENERIC.confidence, "the names of the columns", *_reconciled(name)


def _reconciled(name: str) -> tuple[str, str, str, str]:
    said = EXPECTED.get(name)
    if said is None:
        return "", "", "", "no sample"
    files = ", ".join(said.get("files", [f"{name}.csv"]))
    try:
        found = figures(ingest(inputs(name), options(name)))
    except ClvError as refusal:
        return files, f"refused: {refusal.code}", said.get("error", ""), _agree(refusal.code == said.get("error"))
    net, expected = str(found["net_revenue"]), str(said.get("net_revenue", ""))
    return files, net, expected, _agree(net == expected)


def _agree(same: bool) -> str:
    return "yes" if same else "NO"


def main() -> None:
    """Print the table as Markdown."""
    lines = [HEAD, ("---",) * len(HEAD), *rows()]
    print("\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines))  # noqa: T201  (a script that prints)


if __name__ == "__main__":
    main()
