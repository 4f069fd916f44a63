"""From a Parquet file to a raw table, after its footer has been held against its size."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from clvcli.errors import DamagedInputError, EmptyInputError, InputTooLargeError
from clvcli.orders.reading.cells import MOST_COLUMNS, normalised, unique_names
from clvcli.orders.schema import SCHEMA_KEY
from clvcli.orders.tables import LINE, Decision, RawTable
from clvcli.sayings import Saying, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from clvcli.orders.reading.sources import Source

_WHAT = "a Parquet file"
_MAGIC_BYTES = 4
_PAGE_HEADERS = (b"\x15\x00\x15", b"\x15\x04\x15", b"\x15\x06\x15")
"""How a page of data, of a dictionary, and of data in version 2 begins (Thrift compact: its type, then a size)."""

_FOREIGN_KEYS = ("ARROW:schema", "pandas")
"""Metadata that describes the columns once more for a library."""

_ROWS_PER_BYTE = 1000
"""Rows a byte can stand for at most: repeated values take next to nothing, but no order repeats them all."""


def read_parquet(source: Source) -> RawTable:
    """Return the table in the Parquet file `source`, lazily, types kept; LINE counts its rows from 1.

    Text is trimmed and blank text null, except in clvcli's own files.  Nested and binary columns that hold no
    text are left out, and said.  Raises DamagedInputError and EmptyInputError.
    """
    footer = _checked_footer(source)
    if footer.num_rows == 0:
        raise EmptyInputError.header_only(source.name)
    try:
        scanned = scan(io.BytesIO(source.data or b"") if source.path is None else source.path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DamagedInputError.truncated(source.name, _WHAT) from error
    return as_table(source, scanned, footer.num_rows, _metadata(footer))


def scan(content: Path | BinaryIO | str, options: dict[str, str] | None = None) -> pl.LazyFrame:
    """Return the rows of a Parquet file or URL lazily, with LINE; raises what Polars raises.

    `options` say the way into object storage; where there are none, Polars is not to look for one either.
    """
    frame = pl.scan_parquet(
        content, row_index_name=LINE, row_index_offset=1, glob=False, storage_options=options,
        credential_provider=None,
    )  # fmt: skip
    frame.collect_schema()
    return frame


def as_table(source: Source, scanned: pl.LazyFrame, rows: int, metadata: Mapping[str, str]) -> RawTable:
    """Return `scanned` rows as a raw table: columns named and typed as every raw table's are."""
    schema = scanned.collect_schema()
    found = [name for name in schema.names() if name != LINE]
    if len(found) > MOST_COLUMNS:
        raise InputTooLargeError.columns(source.name, len(found))
    unreadable = [name for name in found if not _readable(scanned, name, schema[name])]
    kept = [name for name in found if name not in unreadable]
    columns = unique_names(kept, len(kept))
    frame = scanned.select(
        *(_cell(old, schema[old]).alias(new) for old, new in zip(kept, columns, strict=True)),
        pl.col(LINE).cast(pl.Int64),
    )
    text = [new for old, new in zip(kept, columns, strict=True) if _cell_is_text(schema[old])]
    return RawTable(
        source=source.name,
        columns=columns,
        frame=frame if SCHEMA_KEY in metadata else normalised(frame, text),
        rows_read=rows,
        decisions=(*source.decisions, *_left_out(source, unreadable)),
        metadata=metadata,
    )


def _checked_footer(source: Source) -> pq.FileMetaData:
    """Return the footer; raises DamagedInputError where it does not fit the file."""
    with source.opened() as file:
        try:
            footer = pq.read_metadata(pa.PythonFile(file, mode="r"))
        except (pa.ArrowException, OSError, ValueError) as error:
            raise DamagedInputError.truncated(source.name, _WHAT) from error
        for fact in _contradictions(footer, file, source.size()):
            raise DamagedInputError.contradicts_itself(source.name, _WHAT, fact)
    return footer


def _contradictions(footer: pq.FileMetaData, file: BinaryIO, size: int) -> Iterator[str]:
    """Yield what the footer says that cannot be true of a `file` of `size` bytes."""
    groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
    if footer.num_rows < 0 or sum(group.num_rows for group in groups) != footer.num_rows:
        yield "its parts do not add up to the rows it declares"
    if footer.num_rows > _ROWS_PER_BYTE * size:
        yield "it declares more rows than its size can hold"
    data_end = size - footer.serialized_size - 2 * _MAGIC_BYTES
    for chunk in (group.column(number) for group in groups for number in range(group.num_columns)):
        starts = _page_starts(chunk)
        end = max(*starts, min(starts) + chunk.total_compressed_size)
        if min(starts) < _MAGIC_BYTES or chunk.total_compressed_size < 0 or end > data_end:
            yield "a column is said to lie outside the file"
        elif chunk.num_values > 0 and any(_bytes_at(file, start) not in _PAGE_HEADERS for start in starts):
            yield "a column does not begin where it is said to"


def _page_starts(chunk: pq.ColumnChunkMetaData) -> list[int]:
    """Return where the first pages of a column are said to begin, in bytes from the start of the file."""
    dictionary = chunk.dictionary_page_offset if chunk.has_dictionary_page else None
    return [chunk.data_page_offset, dictionary or chunk.data_page_offset]


def _bytes_at(file: BinaryIO, start: int) -> bytes:
    file.seek(start)
    return file.read(len(_PAGE_HEADERS[0]))


def _metadata(footer: pq.FileMetaData) -> dict[str, str]:
    pairs = (footer.metadata or {}).items()
    decoded = {key.decode(errors="replace"): value.decode(errors="replace") for key, value in pairs}
    return {key: value for key, value in decoded.items() if key not in _FOREIGN_KEYS}


def _readable(scanned: pl.LazyFrame, name: str, dtype: pl.DataType) -> bool:
    """Whether a column holds one value a row that has a meaning as text, number, date or flag."""
    if dtype != pl.Binary:
        return not (dtype.is_nested() or dtype == pl.Object)
    try:
        scanned.select(pl.col(name).cast(pl.String).str.len_bytes().max()).collect(engine="streaming")
    except pl.exceptions.ComputeError:
        return False
    return True


def _cell(name: str, dtype: pl.DataType) -> pl.Expr:
    return pl.col(name).cast(pl.String) if _cell_is_text(dtype) else pl.col(name)


def _cell_is_text(dtype: pl.DataType) -> bool:
    return dtype in (pl.String, pl.Binary, pl.Categorical, pl.Enum)


def _left_out(source: Source, columns: list[str]) -> list[Decision]:
    if not columns:
        return []
    value = Saying("left out: {columns}", columns=joined(", ", columns))
    because = Saying("lists, records or bytes")
    return [Decision(subject=Saying("columns"), value=value, how="default", because=because, source=source.name)]
