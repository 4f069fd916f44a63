"""All formats, what each rests on, and what its sample comes to: `python -m tests.formats.format_table`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli.format_pages import recognised_by
from clvcli.orders.formats import formats
from clvcli.orders.ingest import ingest
from clvcli.orders.understanding.generic import GENERIC
from tests.formats.formats_samples import EXPECTED, figures, inputs, options

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = ("format", "confidence", "recognised by", "test file", "net revenue", "reckoned by hand", "agree")


def rows() -> Iterator[tuple[str, ...]]:
    """Return a row a format: its sample is read now, and held against the figure reckoned by hand."""
    for form in formats():
        by = recognised_by(form) if form.auto_detect else f"--source-format {form.name}"
        yield (form.name, form.confidence, by, *_reconciled(form.name))
    for name, said in sorted(EXPECTED.items()):
        if said.get("format") == GENERIC.name:
            yield name, GENERIC.confidence, "the names of the columns", *_reconciled(name)


def _reconciled(name: str) -> tuple[str, str, str, str]:
    said = EXPECTED.get(name)
    if said is None:
        return "", "", "", "no sample"
    files = ", ".join(said.get("files", [f"{name}.csv"]))
    net, expected = str(figures(ingest(inputs(name), options(name)))["net_revenue"]), str(said["net_revenue"])
    return files, net, expected, "yes" if net == expected else "NO"


def main() -> None:
    """Print the table as Markdown."""
    lines = [HEAD, ("---",) * len(HEAD), *rows()]
    print("\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines))  # noqa: T201  (a script that prints)


if __name__ == "__main__":
    main()
