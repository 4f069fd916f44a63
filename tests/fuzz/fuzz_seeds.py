"""What each target is tried with first: good files, small, and some of the ways in which files are bad."""

from __future__ import annotations

import gzip
import io
from functools import cache
from pathlib import Path

import polars as pl

from tests.formats.formats_samples import SAMPLES
from tests.fuzz.fuzz_books import CONTENT, HEADER, ROWS, parts_of, sound_workbook
from tests.reading.reading_xlsb import xlsb
from tests.reading.test_reading_open_document import HEADER as ODS_HEADER
from tests.reading.test_reading_open_document import ORDERS as ODS_ORDERS
from tests.reading.test_reading_open_document import book as open_document

LARGEST = 6_000
"""Bytes of a sample that is taken whole; more of one slows the search down."""

ORDERS = "customer_id,order_id,order_date,amount\n" + "".join(
    f"{customer},{order},{day},{amount:.2f}\n" for customer, order, day, amount in ROWS
)

_NUMBERS = (
    "10.50\n7\n-3.25\n1,234.50", "1.234,50\n10,5\n-7,00", "1'234.50\n(12.00)\n12-\n+3", "DKK 1.234,50\n99,-\nkr. 5,25",
    "1 234,50\n5:-\n12,00 kr", "1e5\nNaN\ninf\n#REF!\n0x10\n--5\n1.2.3", "'-5,25\n−7,5\n–3", "999999999999999\n0.000001",
)  # fmt: skip
_DATES = (
    "2024-01-31\n2024-02-01", "31.12.2024\n01.02.2024", "12/31/2024\n01/02/2024", "2024-01-31 13:45:10\n2024-02-01T00:00:00Z",
    "45292\n45293.5", "1706745600\n1706745600000", "251122\n250131", "3. januar 2024\n4 Feb 2024", "20241231\n20240101",
    "2024-02-30\n0000-00-00\n1970-01-01\n9999-12-31", "31.12.24 kl. 13.45\n1.2.24", "2024-01-31T10:00:00+02:00",
)  # fmt: skip
_TIERS = (
    "platinum=5,gold=15,silver=30,bronze=50",
    "gold>=5000,silver>=1000,bronze",
    "abc=80,95",
    "abc",
    "top=100",
    "gold≥5,x",
)
_TYPED = (
    "36m", "2-7", "lifetime", "10%", "0.10", "shoes=50%,other=45%", "39,50", "DKK=10,SEK=15", "1,2,4", "2024-06-30", "v3",
    "customer_id=Kunde", "Betalt=paid", "tab", "DKK", "#0b5c7a", "currency,channel", "email,id", "clv_12m", "Webshop=39,other=0",
)  # fmt: skip
_SETTINGS = (
    'horizon = "24m"\ndiscount-rate = 0.1\n[compute]\nmodel = "none"\nmap = {customer_id = "Kunde"}\n',
    'currency = "DKK"\n[ingest]\nstrict = true\nstatus = ["Betalt=paid"]\nas-of = 2024-01-01\n',
)
_BOOK = '[tiers.platinum]\naction = "call"\nchannel = "phone"\nceiling = 0.1\nof = "clv_12m"\nwindow_days = 14\n'
_STORED = '{"clvcli.schema": "clvcli.order-lines 1.0"}'
_HEADERS = (
    "Order ID\nCustomer ID\nOrder Date\nAmount\nCurrency", "Kundenr\nOrdrenr\nDato\nBeløb inkl. moms\nVarenr",
    "Name\nEmail\nFinancial Status\nPaid at\nFulfillment Status\nTotal\nCreated at\nLineitem quantity",
)  # fmt: skip


def seeds(target: str) -> list[bytes]:
    """Return the seeds of a target; of those without any, a few texts."""
    return list(_seeds().get(target, _texts()))


def _texts() -> list[bytes]:
    small = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.stat().st_size <= LARGEST]
    danish = "Kundenr;Ordrenr;Dato;Beløb\nK1;9001;31.01.2024;1.234,50\nK2;9002;01.02.2024;99,00\n"
    return [
        *small,
        ORDERS.encode(),
        ORDERS.replace(",", ";").encode("utf-16"),
        danish.encode("cp1252"),
        danish.replace(";", "\t").encode("utf-8-sig"),
        ORDERS.replace("C1", '"C,""1"').encode(),
        ORDERS.replace("\n", "\r\n").encode() + b"Total,,,99\r\n\r\n",
        ORDERS.replace("B2", '"B\n2"').encode(),
        b'a,b\n"x""y",\xff\n\0,"\n',
    ]


@cache
def _seeds() -> dict[str, list[bytes]]:
    frame = pl.DataFrame(ROWS, schema=list(HEADER), orient="row")
    typed = frame.with_columns(pl.col("order_date").str.to_date())
    sheets = {name: part for name, part in parts_of(sound_workbook()).items() if name.startswith("xl/")}
    return {
        "container": [gzip.compress(ORDERS.encode(), mtime=0), sound_workbook(), _parquet(frame), ORDERS.encode()],
        "parquet": [
            _parquet(frame),
            _parquet(typed),
            _parquet(typed, compression="uncompressed", statistics=False),
        ],
        "workbook": [part for name, part in sheets.items() if "theme" not in name],
        "binary_workbook": [parts_of(xlsb([HEADER, *ROWS]))["xl/worksheets/sheet1.bin"]],
        "open_document": [parts_of(open_document(ODS_HEADER, *ODS_ORDERS))[CONTENT]],
        "numbers": [each.encode() for each in _NUMBERS],
        "dates": [each.encode() for each in _DATES],
        "headers": [each.encode() for each in _HEADERS],
        "tiers": [each.encode() for each in _TIERS],
        "typed": [each.encode() for each in _TYPED],
        "settings": [each.encode() for each in _SETTINGS],
        "book": [_BOOK.encode()],
        "stored": [_STORED.encode()],
        "model": _kept("model"),
        "cuts": _kept("cuts"),
        "written_values": _kept("values"),
    }


def _kept(what: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((Path(__file__).parent / "kept").glob(f"{what}*"))]


def _parquet(frame: pl.DataFrame, **how: object) -> bytes:
    sink = io.BytesIO()
    frame.write_parquet(sink, **how)  # type: ignore[arg-type]  # keywords of the seeds
    return sink.getvalue()
