"""CLV1xx: an input is missing, unreadable or not a table."""

from __future__ import annotations

import shlex

from clvcli.errors.base import ClvError, ExitCode, in_apostrophes, nearest


class InputError(ClvError):
    """An input is missing, unreadable or not a table."""

    exit_code = ExitCode.NO_INPUT


_LOOK = "check the spelling, and the folder you are in"


def _look(name: str) -> str:
    """Return where to look for what is not there."""
    return "check the spelling of the address" if "://" in name else _LOOK


class InputMissingError(InputError):
    """There is no file of that name, or no file matches the pattern.

    Names are taken as they are: a pattern such as `exports/*.csv` is only expanded where no file has that
    very name.  The hint names the most similar file of the same folder.
    """

    code = "CLV101"

    @classmethod
    def file(cls, name: str, near: str | None) -> InputMissingError:
        """Say which file of the folder was probably meant."""
        return cls(f"no file {name}", hint=shlex.quote(near) if near else _look(name))

    @classmethod
    def of_option(cls, name: str, usage: str) -> InputMissingError:
        """Say what an option takes beside files."""
        return cls(f"no file {name}", hint=usage)

    @classmethod
    def matching(cls, pattern: str) -> InputMissingError:
        """Say that a pattern finds nothing."""
        plain = shlex.quote(pattern.translate(dict.fromkeys(map(ord, "*?[]")))).startswith("'")
        hint = _look(pattern) if plain or "://" in pattern else f"ls -d {pattern}"
        return cls(f"no file matches {pattern}", hint=hint)


class InputUnreadableError(InputError):
    """An input exists and cannot be read: no permission, a closed stdin, a URL that does not answer.

    Of a folder every file is read that may be an export, sorted by name; hidden files, folders in it, and what
    holds no table by its nature (documents, images, notes) are left out.  A folder without exports is an error.
    """

    code = "CLV102"

    @classmethod
    def folder(cls, name: str, *, empty: bool) -> InputUnreadableError:
        """Say that nothing in a folder may be an export; folders in it are given by themselves."""
        why = "is an empty folder" if empty else "is a folder without exports"
        return cls(f"{name} {why}", hint=f"ls -A {shlex.quote(name)}")

    @classmethod
    def file(cls, name: str, reason: str) -> InputUnreadableError:
        """Pass on what the system said, e.g. `permission denied`."""
        return cls(f"{name} cannot be read: {reason.lower()}", hint=f"ls -l {shlex.quote(name)}")

    @classmethod
    def stdin(cls) -> InputUnreadableError:
        """Say that `-` was given and there is no stdin."""
        return cls("stdin is closed, nothing can be read from it", hint="cat orders.csv | clvcli compute -")

    @classmethod
    def url(cls, name: str) -> InputUnreadableError:
        """Say that a URL gave no table; `name` holds no credentials."""
        return cls(f"{name} cannot be read", hint="download it, and give the file")


class EmptyInputError(InputError):
    """An input holds nothing, or a header and no record under it."""

    code = "CLV103"
    exit_code = ExitCode.DATA

    @classmethod
    def nothing(cls, name: str) -> EmptyInputError:
        """Say that there is not a single character in it."""
        return cls(f"{name} is empty", hint="export the orders again")

    @classmethod
    def header_only(cls, name: str) -> EmptyInputError:
        """Say that there are column names and no orders."""
        return cls(f"{name} has a header and no orders", hint="export a longer period")


class NotATableError(InputError):
    """An input is something else than a table: a PDF, an image, an archive, a web page, an old workbook.

    What a file is, is told from its first bytes, never from its name.  CSV and other separated text, gzip and
    zstd of it, Parquet, and workbooks (.xlsx, .xlsb, .ods) are read.
    """

    code = "CLV104"
    exit_code = ExitCode.DATA

    @classmethod
    def but(cls, name: str, what: str, hint: str) -> NotATableError:
        """Say what it is, e.g. `a PDF document`."""
        return cls(f"{name} is {what}, not a table of orders", hint=hint)

    @classmethod
    def nul_byte(cls, name: str, line: int) -> NotATableError:
        """Say where a byte stands that no text holds."""
        return cls(f"{name}: line {line} holds a zero byte, so this is not text", hint="export it again as CSV")


class DamagedInputError(InputError):
    """A compressed file, a Parquet file or a workbook is cut short, contradicts itself or is locked.

    The footer of a Parquet file is compared with the size of the file, and the members of a workbook with
    what they claim to be, before anything is read.
    """

    code = "CLV105"
    exit_code = ExitCode.DATA

    @classmethod
    def truncated(cls, name: str, what: str) -> DamagedInputError:
        """Say that the end is missing."""
        return cls(f"{name} is {what} that breaks off or is damaged", hint="copy or download it again")

    @classmethod
    def contradicts_itself(cls, name: str, what: str, fact: str) -> DamagedInputError:
        """Say which statement inside the file cannot be true."""
        return cls(f"{name} is {what} that is damaged: {fact}", hint="export it again")

    @classmethod
    def locked(cls, name: str) -> DamagedInputError:
        """Say that a workbook wants a password."""
        return cls(f"{name} is a workbook with a password", hint="save it without a password, or as CSV")


class InputTooLargeError(InputError):
    """A compressed input or a workbook expands beyond what clvcli is willing to hold in memory.

    Up to 64 MiB any file is expanded; beyond, at most 100 times its own size and at most 1 GiB.  Expand a
    larger one yourself: plain text and Parquet are read without being held.
    """

    code = "CLV106"
    exit_code = ExitCode.DATA

    @classmethod
    def expanded(cls, name: str, limit: int, hint: str) -> InputTooLargeError:
        """Say the limit, in MiB; nothing beyond it was expanded."""
        return cls(f"{name} expands to more than {limit >> 20} MiB", hint=hint)

    @classmethod
    def cells(cls, name: str, sheet: str) -> InputTooLargeError:
        """Say that a sheet spans more cells than any table of orders."""
        return cls(f"{name}: sheet {sheet} spans too many cells to be a table", hint="save the sheet as CSV")

    @classmethod
    def columns(cls, name: str, count: int) -> InputTooLargeError:
        """Say that there are more columns than any table of orders has."""
        return cls(
            f"{name} has {count:,} columns, more than any table of orders", hint="export orders line by line"
        )


class EncodingUnclearError(InputError):
    """The bytes of a text are neither UTF-8 nor provably Windows-1252.

    UTF-8, UTF-16 and UTF-32 are recognised by their byte order mark, UTF-8 also by its bytes, and Windows-1252
    where every byte is defined in it and its letters stand inside words.  `--encoding` decides otherwise.
    """

    code = "CLV107"
    exit_code = ExitCode.DATA

    @classmethod
    def at(cls, name: str, line: int) -> EncodingUnclearError:
        """Name the first line whose bytes are not UTF-8."""
        return cls(f"{name}: line {line} is not UTF-8", hint="--encoding cp1252")

    @classmethod
    def contradicted(cls, name: str, line: int, encoding: str) -> EncodingUnclearError:
        """Name the first line that the encoding cannot read."""
        return cls(f"{name}: line {line} is not {encoding}", hint="leave out --encoding, or name another")


class SheetMissingError(InputError):
    """A workbook has no sheet of that name, or none that looks like a table."""

    code = "CLV108"
    exit_code = ExitCode.DATA

    @classmethod
    def named(cls, sheet: str, name: str, sheets: list[str]) -> SheetMissingError:
        """Say which sheet was probably meant."""
        near = nearest(sheet, sheets) or (sheets[0] if sheets else None)
        return cls(f"{name} has no sheet {sheet}", hint=f"--sheet {in_apostrophes(near)}" if near else None)

    @classmethod
    def undecided(cls, name: str, sheets: list[str]) -> SheetMissingError:
        """Say that several sheets with different columns could be meant."""
        return cls(f"{name} has several tables: {', '.join(sheets)}", hint=f"--sheet {in_apostrophes(sheets[0])}")
