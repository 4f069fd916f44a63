"""No label is left in English: a report in a language that marks all it says shows nothing unmarked but data.

The report of the sample shop is rendered as Markdown, as a page and as a workbook in a language whose every word
stands in ⟦brackets⟧ (`speaking.probe`).  What stands outside them was written by no catalogue: then it is data of
the shop or a name that is the same in every language, or somebody has forgotten a translation.
"""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pytest

from clvcli.actions.action_book import read_book
from clvcli.cli.formula_values import spelled
from clvcli.cli.tree import app
from clvcli.models.formulas import FORMULAS
from clvcli.output.html.look import Look
from clvcli.output.html.page import render_html
from clvcli.output.render_markdown import render_markdown
from tests.report.speaking import CLOSE, OPEN, probe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from openpyxl.cell.cell import Cell, MergedCell

    from clvcli.output.document import Document

pytestmark = pytest.mark.slow

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys"

ORDERS = NORDLYS / "ordrelinjer.csv"

SAME_EVERYWHERE = re.compile(
    r"""(?<![\w-])(?:
      (?:M?BG|Pareto)/C?NBD(?:-k)? | NBD | (?:m?bg-c?nbd(?:-\d)?|pareto-nbd|nbd)(?:\+\w+)*   # models
    | alpha | beta | gamma                                                              # their parameters
    | auto | last-window | rate-so-far | hiatus | cohort-mean | past-spend              # rules of a backtest
    | DKK | SEK | (?:SS|AW)\d\d                                                         # currencies, seasons
    | [+-]\d+pp                                                                         # changes, as --what-if takes them
    | --[\w-]+ | \w+=\d+ | [\w/.-]+\.(?:csv|md|html|xlsx|json|toml)                     # options, files
    | generic | cp1252 | utf-8                                                          # formats, encodings
    | clvcli\ [\d.]+ | buyer-\w+ | (?:dkk|sek)-[\w-]+                                   # the program, who, lists of them
    )(?![\w-])""",
    re.VERBOSE,
)
"""Names that no language writes otherwise."""

SETTINGS = frozenset({"full", "order", "true", "value_total"})
"""Settings of a report without any, as its options take them: a cell that holds one and nothing else."""

TYPED = re.compile(r"`[^`]*`")
"""What is typed, or stands in the user's file: commands, names of columns."""


CUT_SHORT = re.compile(rf"{OPEN}[^{CLOSE}]*…")
"""What a chart has no room for."""


class Shown(NamedTuple):
    """One report in the marking language."""

    markdown: str
    page: str
    workbook: bytes


def run(*arguments: str) -> None:
    """Run clvcli in this process, in the marking language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("clvcli.output.words.languages"), "language_of", lambda _code: probe())
        app([*arguments, "--by", "currency", "--lang", "da", "--no-config"], standalone_mode=False)


@pytest.fixture(scope="module")
def shown() -> Shown:
    """Return the report on the sample shop, which has all sections that need no further file."""
    caught: list[tuple[Document, Callable[[BinaryIO], None]]] = []

    def catch(_session: object, document: Document, *others: Any) -> None:
        caught.append((document, others[-1]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("clvcli.cli.report"), "deliver_document", catch)
        run("report", str(ORDERS), "-o", "never-written.xlsx")
    (document, write), book = caught[0], BytesIO()
    write(book)
    return Shown(render_markdown(document, probe()), render_html(document, probe(), Look()), book.getvalue())


def data() -> Iterator[str]:
    """Yield what stands in the orders, what the book of actions says, and names of formulas and their inputs."""
    with ORDERS.open(encoding="cp1252", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            yield from row
    for entry in read_book("da").entries:
        yield from filter(None, (entry.action, entry.channel, entry.owner))
    for formula in FORMULAS:
        yield from (formula.name, formula.source, *map(spelled, formula.needs))


DATA = SETTINGS | set(data())


def unmarked(text: str) -> list[str]:
    """Return what a text says outside of the brackets, without data and names that are the same everywhere."""
    outside = TYPED.sub("", CUT_SHORT.sub("\n", text.replace("\\", "")))
    while True:
        less = re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "\n", outside)
        if less == outside:
            break
        outside = less
    pieces = (piece.strip(" \xa0*_#>|·:.…") for piece in re.split(r"^- |\n|\|| · ", outside))
    return [piece for piece in pieces if not is_data(piece)]


def is_data(piece: str) -> bool:
    """Tell whether a text is of the shop, or says nothing: figures, and lists of such."""
    if (
        re.sub(r"[\d.,%\s]+$", "", piece) in DATA
        or piece in DATA
        or not re.search(r"[^\W\d_]{2}", SAME_EVERYWHERE.sub("", piece))
    ):
        return True
    parts = [part.strip() for part in re.split(r"[,;()]", piece)]
    return len(parts) > 1 and all(map(is_data, parts))


def test_the_test_sees_a_label_that_is_left_in_english() -> None:
    assert unmarked("| ⟦customers⟧ | value to date | 1.234 DKK |") == ["value to date"]
    assert unmarked("⟦Not known: ⟧the orders are too few⟦.⟧") == ["the orders are too few"]
    assert unmarked("| orders | nbd share | ") == ["orders", "nbd share"]
    assert unmarked("⟦Take ⟧BG/NBD⟦: see ⟧`clvcli report --by currency`⟦.⟧ 12 % (DKK)") == []


def test_no_label_is_left_in_english_in_markdown(shown: Shown) -> None:
    lines = shown.markdown.splitlines()

    assert {found: line for line in lines for found in unmarked(line)} == {}


class Texts(HTMLParser):
    """What a reader of a page sees or hears, block by block."""

    HEARD = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary"})
    INLINE = frozenset(
        {"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time", "wbr"}
    )
    UNREAD = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        self._between(tag)
        self.blocks.extend(value for name, value in attrs if name in self.HEARD and value)
        self._between(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass
        self._between(tag)

    def handle_data(self, data: str) -> None:
        if self.UNREAD.isdisjoint(self.inside):
            self.blocks[-1] += f"`{data}`" if "code" in self.inside else data

    def _between(self, tag: str) -> None:
        if tag not in self.INLINE:
            self.blocks.append("")


def test_no_label_is_left_in_english_on_the_page(shown: Shown) -> None:
    texts = Texts()
    texts.feed(shown.page)

    assert {found: block for block in texts.blocks for found in unmarked(block)} == {}


def is_name_of_column(sheet: str, cell: Cell | MergedCell) -> bool:
    """Tell whether a cell of the dictionary says what JSON and CSV call a column."""
    return sheet == probe().words["sheet.dictionary"] and cell.column_letter == "C"


def test_no_label_is_left_in_english_in_the_workbook(shown: Shown) -> None:
    book = openpyxl.load_workbook(BytesIO(shown.workbook))
    cells = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type != "f" and not is_name_of_column(sheet.title, cell)
    ]

    assert {found: place for *place, text in cells for found in unmarked(text)} == {}


TABLES = {
    "values": ("compute",),
    "formulas": ("compute", "--method", "formula"),
    "customers in segments": ("segment",),
    "segments": ("segment", "--table", "segments", "--scheme", "tiers,rfm,life-cycle,grid,groups"),
    "rewards": ("segment", "--table", "loyalty"),
    "whom to win back": ("segment", "--table", "winback", "--contact-cost", "DKK=10,SEK=10"),
    "a budget": ("segment", "--table", "budget", "--contact-cost", "DKK=10,SEK=10", "--budget", "DKK=5000,SEK=900"),
    "a backtest": ("backtest",),
    "one customer": ("explain", "--customer", "000838"),
}
"""What rows are of -> what is typed."""


@pytest.mark.parametrize("command", TABLES.values(), ids=TABLES)
def test_no_label_is_left_in_english_in_rows(command: tuple[str, ...], tmp_path: Path) -> None:
    target = tmp_path / "rows.md"
    run(*command, str(ORDERS), "-o", str(target))
    lines = target.read_text("utf-8").splitlines()

    assert {found: line for line in lines for found in unmarked(line)} == {}
