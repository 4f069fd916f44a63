"""Whatever parses text or bytes in clvcli, as functions of bytes: each returns, or raises what is a finding.

A target takes any bytes.  A refusal of the catalogue is an answer like any other; any other exception, a panic of a
library, and a reading that an oracle contradicts (`fuzz_oracles.py`) are findings.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from clvcli import config
from clvcli.actions.action_book import read_book
from clvcli.cli import values
from clvcli.cli.reader import UnfitError
from clvcli.cli.settings import keys_of
from clvcli.cli.tree import app
from clvcli.errors import ClvError
from clvcli.orders import dictionary
from clvcli.orders.ingest import ingest_tables
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.damage import damaged_among, may_be_damage
from clvcli.orders.reading.dialect import recognised
from clvcli.orders.reading.encoding import as_text
from clvcli.orders.reading.parquet_tables import read_parquet
from clvcli.orders.reading.read import _tables
from clvcli.orders.reading.records import Broken, Grammar
from clvcli.orders.reading.sources import Source
from clvcli.orders.reading.text_tables import read_text
from clvcli.orders.reading.workbook_tables import read_workbook
from clvcli.orders.store.layout import facts_of
from clvcli.orders.tables import LINE, RawTable
from clvcli.orders.understanding.understand import understand
from clvcli.segments import cuts_file
from clvcli.segments.tier_spec import TierSpecError, tiers_of
from clvcli.valuation import saved_file
from clvcli.valuation.stored import values_from
from tests.fuzz.fuzz_books import open_document_of, workbook_of, xlsb_of
from tests.fuzz.fuzz_oracles import check_account, check_cells, check_refusal, check_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

NAME = "orders.csv"

MOST_SLOW = 20_000
"""Bytes of a whole export: what takes longer to read finds no more."""

OPTIONS = ReadOptions()


_LINE_END = re.compile(rb"\r\n?|\n")


def _source(data: bytes, name: str = NAME) -> Source:
    return Source(name=name, data=data)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "ignore")


# --- bytes and lines -------------------------------------------------------------------------


def encoding(data: bytes) -> None:
    """The encoding of a text: what is UTF-8 stays as it is."""
    text = as_text(_source(data), None)
    content = text.content.read_bytes() if isinstance(text.content, Path) else text.content
    content.decode()
    if text.decisions[-1].value == "utf-8" and not text.bad_lines:
        assert _LINE_END.sub(b"\n", content) == _LINE_END.sub(b"\n", data)


def records(data: bytes) -> None:
    """One line: what Polars is let read, it reads as our own splitter does; nothing between quotes is lost."""
    line = re.sub("[\r\n]", "", _text(data[1:])).lstrip("\ufeff")
    grammar = Grammar(",;\t|"[data[0] % 4] if data else ",", "\"'"[data[0] // 4 % 2] if data else '"')
    cells = grammar.split(line)
    frame = pl.DataFrame({"line": [line]})
    if isinstance(cells, Broken):
        assert not frame["line"].str.contains(grammar.regular(None))[0]
        return
    regular = frame["line"].str.contains(grammar.regular(len(cells)))[0]
    tidy = frame["line"].str.contains(grammar.tidy(len(cells)))[0]
    assert regular or not tidy
    if regular and line.strip():
        read = pl.read_csv(
            line.encode(),
            has_header=False,
            separator=grammar.separator,
            quote_char=grammar.quote,
            schema={f"{at}": pl.String for at in range(len(cells))},
        )
        assert [cell or "" for cell in read.row(0)] == cells


def text(data: bytes) -> None:
    """A text to a table: every record once, and every cell as it stands there."""
    table = read_text(_source(data), OPTIONS)
    frame = check_table(table)
    found = as_text(_source(data), None)
    as_it_stands = table.rejects is None and len(table.decisions) == len(("encoding", "separator"))
    if as_it_stands and isinstance(found.content, bytes):
        check_cells(frame, found.content.decode().removeprefix("\ufeff"), recognised(found, None).grammar)


def container(data: bytes) -> None:
    """Any file: what it is, and what is in it."""
    if data.startswith(b"PAR1"):
        parquet(data)
        return
    for table in _tables(_source(data), OPTIONS):
        check_table(table)


# --- typed containers ------------------------------------------------------------------------


def parquet(data: bytes) -> None:
    """A Parquet file: what is found out only where a page is read, is told of the file afterwards."""
    with TemporaryDirectory(prefix="clvcli-fuzz-") as folder:
        path = Path(folder, "orders.parquet")
        path.write_bytes(b"PAR1" + data[4:])  # else it is taken for something else
        try:
            check_table(read_parquet(Source(name=path.name, path=path)))
        except BaseException as fault:
            if not may_be_damage(fault):
                raise
            found = damaged_among([str(path)], fault)
            if found is None:
                raise
            raise found from fault


def workbook(data: bytes) -> None:
    """A part of an XLSX workbook: a sheet, shared strings, styles, the workbook."""
    _book(workbook_of(data))


def binary_workbook(data: bytes) -> None:
    """The sheet of an XLSB workbook."""
    _book(xlsb_of(data))


def open_document(data: bytes) -> None:
    """The content of an ODS workbook."""
    _book(open_document_of(data))


def _book(data: bytes) -> None:
    for table in read_workbook(_source(data, "orders.xlsx"), OPTIONS):
        check_table(table)


# --- values ----------------------------------------------------------------------------------

_KNOWN = {"customer_id": "7", "order_id": "1", "order_date": "2024-01-31", "amount": "12.50"}

_SIGNS = re.compile(r"[-(−–]")
_MANY_DECIMALS = re.compile(r"[.,][0-9]{7}")
"""More than are kept: the last are rounded."""

_NO_CENTS = re.compile(r"[:.,]\s*[-−–—]")


def _column(field: str, texts: Sequence[str]) -> pl.DataFrame:
    """Return rows that are right but for the `texts` of one field."""
    rows = [{**_KNOWN, "order_id": str(number), field: cell} for number, cell in enumerate(texts)]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(_KNOWN, pl.String)).with_columns(
        pl.when(pl.col(field) != "").then(pl.col(field)), pl.Series(LINE, range(2, len(texts) + 2), dtype=pl.Int64)
    )
    table = RawTable(source=NAME, columns=tuple(_KNOWN), frame=frame.lazy(), rows_read=frame.height)
    read = understand(table, OPTIONS).rows.collect()
    assert read[LINE].to_list() == frame[LINE].to_list()
    return read


def _cells(data: bytes) -> list[str]:
    return [line.strip() for line in _text(data).split("\n")][:50] or [""]


def numbers(data: bytes) -> None:
    """A column of amounts: a number that is read has the digits of its text, and its sign."""
    texts = _cells(data)
    for cell, row in zip(texts, _column("amount", texts).iter_rows(named=True), strict=True):
        if row["reject_reason"] is None and row["amount"] is not None:
            _check_number(cell, row["amount"])


def _check_number(cell: str, found: Decimal) -> None:
    assert all(digit in "0123456789" for digit in cell if digit.isdecimal()), cell
    if _MANY_DECIMALS.search(cell):
        return
    digits = re.sub("[^0-9]", "", cell).strip("0")
    assert re.sub("[^0-9]", "", f"{found:f}").strip("0") == digits, (cell, found)
    if found and not _NO_CENTS.search(cell):
        assert (found < 0) == (_SIGNS.search(cell) is not None), (cell, found)


def dates(data: bytes) -> None:
    """A column of dates: of a date that is read, year, month and day stand in its text."""
    texts = _cells(data)
    for cell, row in zip(texts, _column("order_date", texts).iter_rows(named=True), strict=True):
        day = row["order_date"]
        parts = [int(part) for part in re.findall(r"\d+", cell) if len(part) <= 4][:3]
        if row["reject_reason"] is None and day is not None and len(parts) == 3 and cell.isascii():
            assert day.day in parts, (cell, day)
            assert {day.year, day.year % 100} & set(parts), (cell, day)


def headers(data: bytes) -> None:
    """The names of columns: which field each is, and which format all of them prove."""
    names = tuple(dict.fromkeys(" ".join(cell.split()) or f"column {n}" for n, cell in enumerate(_cells(data))))
    for name in names:
        found = dictionary.known_name(name)
        assert found == dictionary.known_name(f" {name.upper()} ") or not name.isascii(), name
        dictionary.rank(name)
        dictionary.parse(name)
    known = [_KNOWN.get(str(dictionary.known_name(name)), "1") for name in names]
    frame = pl.DataFrame([known] * 3, schema=dict.fromkeys(names, pl.String), orient="row")
    frame = frame.with_columns(pl.Series(LINE, [2, 3, 4], dtype=pl.Int64))
    table = RawTable(source=NAME, columns=names, frame=frame.lazy(), rows_read=3)
    understand(table, OPTIONS).rows.collect()


def orders(data: bytes) -> None:
    """A whole export: every row and every krone accounted for."""
    table = read_text(_source(data[:MOST_SLOW]), OPTIONS)
    if values_from(table) is None:
        check_account(ingest_tables([table], OPTIONS))


# --- what is kept between runs, and what is typed --------------------------------------------


def model(data: bytes) -> None:
    """A saved model: what is accepted is written back, and read again as the same."""
    found = saved_file.saved_from(_text(data), "model.json")
    again = saved_file.text_of(found)
    assert saved_file.text_of(saved_file.saved_from(again, "model.json")) == again


def cuts(data: bytes) -> None:
    """Saved cut points, as a saved model."""
    found = cuts_file.cuts_from(_text(data), "cuts.json")
    for scheme in found.schemes.values():
        assert scheme.cuts["at"].is_finite().fill_null(value=True).all()


def book(data: bytes) -> None:
    """An action book."""
    with TemporaryDirectory(prefix="clvcli-fuzz-") as folder:
        path = Path(folder, "book.toml")
        path.write_bytes(data)
        read_book(str(path))


def settings(data: bytes) -> None:
    """A `clvcli.toml`."""
    with TemporaryDirectory(prefix="clvcli-fuzz-") as folder:
        path = Path(folder, "clvcli.toml")
        path.write_bytes(data)
        config.read_file(path, _keys())


@cache
def _keys() -> Mapping[str, config.Key]:
    import typer

    return keys_of(typer.Context(typer.main.get_command(app)))


def tiers(data: bytes) -> None:
    """`--tiers`: what is understood is written and understood as the same."""
    try:
        spec = tiers_of(_text(data))
    except TierSpecError:
        return
    assert tiers_of(spec.text).text == spec.text


_TYPED: tuple[Callable[[str], object], ...] = (
    values.period, values.months_of_year, values.horizon, values.rate, values.margin, values.money, values.amount_in,
    values.points, values.listed, values.amounts, values.days, values.months, values.day, values.day_or_version,
    values.pair, values.column_pair, values.status_pair, values.separator, values.currency, values.colour,
    values.groupings, values.identities, values.tiers, values.tier_column, values.decimals, values.rows,
    values.version, values.seed, values.folds,
)  # fmt: skip


def typed(data: bytes) -> None:
    """The value of an option: a value or a reason, and nothing else."""
    for read in _TYPED:
        try:
            found = read(_text(data))
        except UnfitError:
            continue
        if isinstance(found, str) and read not in {values.separator, values.margin}:
            assert read(found) == found, (read.__name__, found)


def stored(data: bytes) -> None:
    """What the metadata of a Delta table say of a store."""
    facts_of(_text(data), "store")


def written_values(data: bytes) -> None:
    """Rows that `compute` wrote, read back."""
    found = values_from(read_text(_source(data[:MOST_SLOW]), OPTIONS))
    if found is not None:
        assert found.select(pl.col(pl.Float64).is_finite().fill_null(value=True).all()).row(0)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        encoding, records, text, container, parquet, workbook, binary_workbook, open_document, numbers, dates, headers,
        orders, model, cuts, book, settings, tiers, typed, stored, written_values,
    )
}  # fmt: skip


def tried(target: Callable[[bytes], None], data: bytes) -> str:
    """Run a target; return what it answered: `read`, or the code of the refusal.  Anything else is raised."""
    try:
        target(data)
    except ClvError as error:
        check_refusal(error)
        return error.code
    return "read"
