"""What is said of reading: rows that are rejected, the files of one export, options that changed nothing."""

from __future__ import annotations

from clvcli.notes.base import Note
from clvcli.sayings import Saying, joined


def rejected_rows(count: int, read: int, reasons: dict[str, int], target: str | None) -> Note:
    """Of rows that could not be read: each with file, line, column and reason in the rejects file."""
    told = joined(", ", (Saying("{rows:,} {reason}", rows=rows, reason=why) for why, rows in reasons.items()))
    text = Saying(
        "{count:,} of {read:,} rows rejected ({told}); see {target}"
        if target
        else "{count:,} of {read:,} rows rejected ({told}); give -o FILE to keep them in FILE.rejects.csv",
        count=count,
        read=read,
        told=told,
        target=target,
    )
    return Note(code="CLVN01", text=text, changes_money=True)


def files_left_out(files: list[str]) -> Note:
    """Of the files and folders of a folder that was given to be read, which are no exports."""
    return Note(code="CLVN25", text=Saying("not read as exports: {files}", files=joined(", ", files)))


def option_unused(option: str, why: str) -> Note:
    """Of an option that changed nothing: a sheet of inputs without sheets, a status that no order has."""
    return Note(code="CLVN16", text=Saying("{option} changed nothing: {why}", option=option, why=why))


def without_companion(rows: int, of: int, name: str) -> Note:
    """Of rows whose key stands in no row of another file of the export: what that file says is unknown of them."""
    text = Saying("{rows:,} of {of:,} rows found none of the {name}", rows=rows, of=of, name=name)
    return Note(code="CLVN20", text=text, changes_money=True)


def contradicted_companion(keys: int, name: str, key: str) -> Note:
    """Of a key that stands several times in a file that should have it once, with different content.

    The last of them in order of content is taken, so that no amount is counted twice.
    """
    text = Saying(
        "{keys:,} values of `{key}` stand several times among the {name} and say different things; one is taken",
        keys=keys,
        key=key,
        name=name,
    )
    return Note(code="CLVN21", text=text, changes_money=True)


def idle_companion(keys: int, name: str, *, are_sales: bool) -> Note:
    """Of rows of another file of the export that no order line belongs to: orders without goods, new customers.

    Where they are sales by themselves their money is not counted: the two files are of different periods.
    """
    text = Saying(
        "{keys:,} of the {name} belong to no order line, and their money is not counted"
        if are_sales
        else "{keys:,} of the {name} belong to no order line",
        keys=keys,
        name=name,
    )
    return Note(code="CLVN22", text=text, changes_money=are_sales)


def unverified_format(name: str) -> Note:
    """Of a format whose columns were seen in no file; hold its money against the system's own report."""
    return Note(
        code="CLVN23",
        text=Saying("the format {name} is unverified: its columns were seen in no file", name=name),
        hint=f"clvcli explain {name}",
    )
