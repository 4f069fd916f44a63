"""What may leave the house: results in which nobody stands alone, because small counts are hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import NUMERIC, Document, Phrase, Section, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from clvcli.output.document import KeyFigure, Value
    from clvcli.output.rows import Rows

LEAST = 5
"""Customers behind a figure: of fewer, something could be told of each."""

COUNTED = "customers"
"""The column that counts them in rows."""

KEPT = frozenset({"window_days"})
"""Numbers of rows that say what to do, and nothing of the customers."""

OF_ONE = frozenset({"threshold"})
"""Figures that are the exact value of one customer."""

PEOPLE = frozenset({"customers", "buyers", "new_customers", "all_customers"})
"""Columns of a table of the report that count customers, whether or not the table says so."""

PLACES = frozenset({"decile", "quarter", "decision", "ahead", "rung", "payback", "payback_month"})
"""Columns and key figures of whole numbers that say where a row stands, and count nobody."""

TOLD = frozenset({"count", "customers"})
"""Figures of a sentence that count customers."""


def hidden(counts: Sequence[int | None], lines: Iterable[Sequence[int]] | None = None) -> frozenset[int]:
    """Return which of `counts` of customers to hide: those below LEAST, and others that would give them away.

    `lines` are the places that make up a whole, perhaps several times: rows and columns of a matrix; without them
    all are one whole.  In each the smallest others are hidden until two places and LEAST customers are hidden
    together: what is left of a whole when the rest is known must not be a few either, nor one place.
    """
    known = {place: count for place, count in enumerate(counts) if count}
    gone = {place for place, count in known.items() if count < LEAST}
    wholes = [list(known)] if lines is None else [[place for place in line if place in known] for line in lines]
    while more := {place for whole in wholes for place in _giving_away(whole, known, gone)}:
        gone |= more
    return frozenset(gone)


def _giving_away(whole: Sequence[int], known: Mapping[int, int], gone: Collection[int]) -> Iterator[int]:
    """Yield the places to hide beside those of a whole that are `gone`, the smallest first."""
    away = [known[place] for place in whole if place in gone]
    for place in sorted((place for place in whole if place not in gone), key=lambda place: (known[place], place)):
        if not away or (len(away) > 1 and sum(away) >= LEAST):
            return
        away.append(known[place])
        yield place


def shareable_rows(rows: Rows, crossing: tuple[str, ...] = ()) -> Rows:
    """Return rows without the figures of those that few customers stand behind; what is named stays.

    `crossing` are the two columns whose pairs are counted: then each of their values is a whole, and where one has
    a hidden pair, no share or money is told of its others, which would tell how large the hidden one is.
    """
    frame = rows.held.with_columns(pl.lit(None, rows.frame.schema[name]).alias(name) for name in _own(rows.held))
    if COUNTED not in frame.columns:
        return replace(rows, frame=frame)
    within: list[str] = [name for name in ("scheme", "currency") if name in frame.columns]
    wholes = [[*within, name] for name in crossing] or [within]
    gone = hidden(frame[COUNTED].to_list(), [line for keys in wholes for line in _lines(frame, keys)])
    known = pl.Series([place not in gone for place in range(frame.height)], dtype=pl.Boolean)
    told = frame.select(pl.lit(known).all().over(wholes[0])).to_series() if crossing else known
    figures = [name for name, dtype in frame.schema.items() if dtype.is_numeric() and name not in KEPT]
    shown = [
        pl.when(known if name == COUNTED else told).then(pl.col(name)).otherwise(None).alias(name)
        for name in figures
    ]
    return replace(rows, frame=frame.with_columns(shown))


def _own(frame: pl.DataFrame) -> list[str]:
    """Return the columns that hold the exact value of one customer."""
    return [name for name in frame.columns if name in OF_ONE]


def _lines(frame: pl.DataFrame, keys: Sequence[str]) -> list[list[int]]:
    """Return the places of the rows of each whole that `keys` tell apart."""
    if not keys:
        return [list(range(frame.height))]
    places = frame.select(*keys).with_row_index("place").group_by(keys, maintain_order=True).agg("place")
    return places["place"].to_list()


def shareable(document: Document) -> Document:
    """Return a document without the figures that few customers stand behind, and without lists of customers."""
    note = Phrase("context_shared")
    sections = tuple(map(_section, document.sections))
    return replace(document, context=(*filter(_is_of_many, document.context), note), sections=sections)


def _is_of_many(phrase: Phrase) -> bool:
    """Tell whether a phrase of the head counts no few customers; what else it counts may be few."""
    customers = phrase.figures.get(COUNTED)
    return customers is None or not _few(customers.value)


def _section(section: Section) -> Section:
    tables = _shown(section.tables)
    shown = {table.id for table in tables}
    return replace(
        section,
        answer=_told(section.answer),
        key_figures=tuple(map(_key_figure, filter(_is_shared, section.key_figures))),
        tables=tables,
        charts=tuple(chart for chart in section.charts if chart.table in shown),
        lines=tuple(line for line in section.lines if _told((line.phrase,))),
        notes=_told(section.notes),
    )


def _is_shared(each: KeyFigure) -> bool:
    """Tell whether neither a key figure nor what is said of it counts few customers."""
    if each.id in PLACES:
        return True
    return not (each.figure.kind == "count" and _few(each.figure.value)) and bool(_told((each.meaning,)))


def _key_figure(each: KeyFigure) -> KeyFigure:
    """Return a key figure without what it was before, where few customers stood behind that."""
    few = each.before is not None and each.before.kind == "count" and _few(each.before.value)
    return replace(each, before=None) if few else each


def _told(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return the sentences that speak of no few customers."""
    return tuple(
        phrase
        for phrase in phrases
        if not any(name in TOLD and _few(figure.value) for name, figure in phrase.figures.items())
    )


def _few(value: Value) -> bool:
    return isinstance(value, int) and 0 < value < LEAST


def _of_customers(table: Table) -> bool:
    return any(column.key == "customer_id" for column in table.columns)


def _table(table: Table) -> Table:
    if table.crossed:
        return _matrix(table)
    counting = _counting(table)
    own = [column.key in OF_ONE for column in table.columns]
    counts = [min((count for at in counting if (count := _count(row[at]))), default=None) for row in table.rows]
    gone = hidden(counts)
    figures = [at > 0 and column.kind in NUMERIC for at, column in enumerate(table.columns)]
    rows = tuple(
        tuple(
            None if one or (row in gone and figure) else cell
            for cell, figure, one in zip(cells, figures, own, strict=True)
        )
        for row, cells in enumerate(table.rows)
    )
    flags = {at: flag for at, flag in table.flags.items() if at[0] not in gone}
    return replace(table, rows=_few_of_shares(table, rows), flags=flags)


def _few_of_shares(table: Table, rows: tuple[tuple[Value, ...], ...]) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of a field of shades without the shares of few customers: times the row, they count them."""
    if table.form != "heat" or table.counted is None:
        return rows
    base = table.position(table.counted)
    shares = {at for at, column in enumerate(table.columns) if column.kind == "share"}
    return tuple(
        tuple(None if at in shares and _few_of(cell, row[base]) else cell for at, cell in enumerate(row))
        for row in rows
    )


def _few_of(share: Value, customers: Value) -> bool:
    return isinstance(share, float) and isinstance(customers, int) and 0 < round(share * customers) < LEAST


def _counting(table: Table) -> list[int]:
    """Return where the columns stand that count customers; none where the table counts something else."""
    keys = {column.key for column in table.columns}
    if table.counted is None and not keys & PEOPLE:
        return []
    return [at for at, each in enumerate(table.columns) if each.kind == "count" and each.key not in PLACES]


def _matrix(table: Table) -> Table:
    """Return a table whose rows and columns cross without the cells that can be told from what is left."""
    places = [(row, table.position(key)) for row in range(len(table.rows)) for key in table.crossed]
    lines = [
        [place for place, at in enumerate(places) if at[side] == line]
        for side in (0, 1)
        for line in {at[side] for at in places}
    ]
    gone = {places[place] for place in hidden([_behind(table, row, at) for row, at in places], lines)}
    rows = tuple(
        tuple(None if (row, at) in gone else cell for at, cell in enumerate(cells))
        for row, cells in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _behind(table: Table, row: int, at: int) -> int | None:
    """Return how many customers a cell of a crossed column counts, or stand behind it."""
    return table.behind.get((row, table.columns[at].key)) if table.behind else _count(table.rows[row][at])


def _count(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _shown(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables to share: none of customers, and none from which a hidden cell of another could be told."""
    kept = [table for table in tables if not _of_customers(table)]
    made = [_table(table) for table in kept]
    touched = {table.id for table, shown in zip(kept, made, strict=True) if shown.rows != table.rows}
    return tuple(table for table in made if table.told_by not in touched)
