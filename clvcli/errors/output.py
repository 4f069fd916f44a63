"""CLV6xx: the result cannot be written."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from clvcli.errors.base import ClvError, ExitCode, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


class OutputError(ClvError):
    """The result cannot be written."""

    exit_code = ExitCode.CANT_CREATE


class UnknownFormatError(OutputError):
    """The format of the output cannot be told.

    `--format` has a word clvcli does not know, or the name given to `-o` ends in nothing that names a
    format.  Write one of the formats after `--format`, or end the name in `.csv`, `.tsv`, `.json`, `.jsonl`,
    `.parquet`, `.xlsx` or `.md`; a report also in `.html`.
    """

    code = "CLV601"
    exit_code = ExitCode.USAGE

    @classmethod
    def from_word(cls, word: str, formats: Iterable[str]) -> UnknownFormatError:
        """Say which format was probably meant."""
        known = tuple(formats)
        hint = f"--format {nearest(word.lower(), known) or '|'.join(known)}"
        return cls(f"there is no output format `{word}`; formats are {', '.join(known)}", hint=hint)

    @classmethod
    def of_documents(cls, name: str, formats: Iterable[str]) -> UnknownFormatError:
        """Say that only a report is written so."""
        message = f"rows are not written as {name}; formats are {', '.join(formats)}"
        return cls(message, hint=f"clvcli report INPUT -o report.{name}")

    @classmethod
    def from_target(cls, target: str, formats: Iterable[str]) -> UnknownFormatError:
        """Say that the name of the output ends in nothing that names a format."""
        return cls(
            f"the name {target} does not say which format to write; formats are {', '.join(formats)}",
            hint="end the name in .csv, or add --format csv",
        )


class NotForTerminalError(OutputError):
    """A Parquet file or a workbook is binary and would garble the terminal.

    Give it a file with `-o`, or send it down a pipe.
    """

    code = "CLV602"
    exit_code = ExitCode.USAGE

    @classmethod
    def from_format(cls, name: str) -> NotForTerminalError:
        """Say that a binary format was about to be printed on the terminal."""
        return cls(f"{name} is binary and cannot be shown on a terminal", hint=f"-o FILE.{name}")


class TargetIsInputError(OutputError):
    """The output file is one of the inputs, perhaps through a link, and would be lost.

    clvcli never changes what it reads: orders, costs, rates, saved models and all else.  Choose another name.
    """

    code = "CLV603"
    exit_code = ExitCode.USAGE

    @classmethod
    def from_paths(cls, target: str, source: str, option: str = "-o") -> TargetIsInputError:
        """Say that the output of `option` is the input `source`."""
        return cls(f"the output {target} is the input {source}", hint=f"choose another name for {option}")


class TargetError(OutputError):
    """The output file cannot be created where it was asked for.

    The folder is missing or may not be written to, the name is a folder's, or the file exists and
    `--no-clobber` was given.  This is looked at before anything is computed.
    """

    code = "CLV604"

    @classmethod
    def no_folder(cls, folder: str) -> TargetError:
        """Say that the folder the output should lie in is missing."""
        return cls(f"there is no folder {folder}", hint=f"mkdir -p {shlex.quote(folder)}")

    @classmethod
    def is_folder(cls, target: str) -> TargetError:
        """Say that the output names a folder."""
        return cls(f"{target} is a folder", hint=f"-o {shlex.quote(target.rstrip('/') + '/clv.csv')}")

    @classmethod
    def is_file(cls, target: str, option: str) -> TargetError:
        """Say that a file is there by the name of the folder that `option` is to make."""
        return cls(f"{target} is a file, and a folder is to be made", hint=f"choose another name for {option}")

    @classmethod
    def not_writable(cls, place: str, option: str = "-o") -> TargetError:
        """Say that the folder, or the device, may not be written to."""
        return cls(f"{place} may not be written to", hint=f"choose another place for {option}")

    @classmethod
    def exists(cls, target: str) -> TargetError:
        """Say that the output exists and `--no-clobber` was given."""
        return cls(f"{target} exists already", hint="leave out --no-clobber, or choose another name for -o")

    @classmethod
    def not_empty(cls, folder: str) -> TargetError:
        """Say that a folder that is to be made has files in it."""
        return cls(f"{folder} is not empty", hint="name a new folder")

    @classmethod
    def is_address(cls, folder: str) -> TargetError:
        """Say that a folder of this machine is wanted."""
        return cls(f"{folder} is an address, and a folder is to be made", hint="name a new folder of this machine")

    @classmethod
    def no_storage(cls, target: str) -> TargetError:
        """Say that nothing is written to an address that is not of object storage."""
        scheme = target.partition("://")[0]
        return cls(f"results are not written to {scheme}:// addresses", hint="-o s3://BUCKET/clv.csv, or a file")

    @classmethod
    def instead_of(cls, refusal: ClvError) -> TargetError:
        """Pass on what object storage refuses."""
        return cls(refusal.message, hint=refusal.hint)

    @classmethod
    def refused(cls, target: str, reason: str) -> TargetError:
        """Pass on why the system did not let the output be created."""
        return cls(f"{target} cannot be created: {reason}", hint="choose another place for it")


class WriteError(OutputError):
    """Writing began and failed: the disk is full, the quota is used up, or the device reported an error.

    Nothing is left behind; a file that was there before is as it was.  Make room and run the command again.
    """

    code = "CLV605"
    exit_code = ExitCode.WRITE_FAILED

    @classmethod
    def failed(cls, target: str, reason: str, option: str = "-o") -> WriteError:
        """Pass on what the system reported while `target`, the file of `option`, was written."""
        return cls(
            f"writing {target} failed: {reason}", hint=f"make room, or choose another place with {option} FILE"
        )

    @classmethod
    def temporary(cls, folder: str, reason: str) -> WriteError:
        """Say that the rows of a large export could not be laid down on their way."""
        return cls(
            f"writing temporary files to {folder} failed: {reason}",
            hint="make room, or name a folder that has: TMPDIR=FOLDER clvcli ...",
        )

    @classmethod
    def closed(cls) -> WriteError:
        """Say that the standard output is closed."""
        return cls("the standard output is closed", hint="-o FILE")


class WorkbookLimitError(OutputError):
    """The result does not fit into a workbook: 1,048,575 rows under the header, 32,767 characters in a cell.

    Excel would drop the rest in silence, so nothing is written.  Write CSV or Parquet.
    """

    code = "CLV606"

    @classmethod
    def too_many_rows(cls, rows: int, limit: int) -> WorkbookLimitError:
        """Say that there are more rows than a sheet holds."""
        return cls(f"{rows:,} rows do not fit into a workbook, which holds {limit:,}", hint="-o FILE.csv")

    @classmethod
    def cell_too_long(cls, place: str, length: int, limit: int, instead: str) -> WorkbookLimitError:
        """Say that a cell in `place` has more text than a workbook holds, and what to type `instead`."""
        return cls(f"{place} has a cell of {length:,} characters; a workbook holds {limit:,}", hint=instead)
