"""CLV44x: what was saved earlier, cut points or customers, and the customers beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors.analysis import AnalysisError
from clvcli.errors.base import ExitCode, in_apostrophes
from clvcli.errors.model_files import KeptFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_THEN = "--compare-to 2024-06-30 values the orders as of that day"
_SAVE_AGAIN = "clvcli segment INPUT --save-cuts cuts.json"


class CutsFileError(KeptFileError):
    """The file given with `--cuts` does not hold cut points that clvcli saved, or not all of them.

    `clvcli segment INPUT --save-cuts cuts.json` writes such a file: JSON with the format's name and version, what
    the values mean that were sorted, and for each scheme its settings and where it draws its lines.  It names no
    customer.
    """

    code = "CLV441"
    kept = "cut points that clvcli saved"
    again = _SAVE_AGAIN


class CutsFileMismatchError(AnalysisError):
    """Saved cut points do not fit the values they are to sort.

    A line at 5,000 is one of money of some kind: in a currency, contribution or net revenue, with or without tax,
    looking so far ahead at such a rate.  For other values, or for a scheme with other settings, it would mean
    something else.  Value the orders as they were valued then, or draw new lines with `--save-cuts`.
    """

    code = "CLV442"
    exit_code = ExitCode.DATA

    @classmethod
    def currency(cls, name: str, *, wanted: str | None, known: Sequence[str | None]) -> CutsFileMismatchError:
        """Of customers in a currency that has no cut points."""
        has = ", ".join(each or "amounts without a currency" for each in known)
        values = f"in {wanted}" if wanted else "without a currency"
        return cls(f"{name} has cut points of {has}; these values are {values}", hint=_SAVE_AGAIN)

    @classmethod
    def basis(cls, name: str, *, wanted: str, known: str) -> CutsFileMismatchError:
        """Of values whose money is something else."""
        return cls(f"{name} was saved for the basis {known}; that of these values is {wanted}", hint=_SAVE_AGAIN)

    @classmethod
    def settings(cls, name: str, *, option: str, wanted: str, known: str) -> CutsFileMismatchError:
        """Of a scheme that is to sort otherwise than the one whose cut points were saved."""
        hint = f"--{option} {in_apostrophes(known)}"
        return cls(f"{name} was saved with --{option} {known}, not {wanted}", hint=hint)


class EarlierValuesMismatchError(AnalysisError):
    """The customers in the file of `--compare-to` are not those of an earlier day, valued in the same way.

    Who moved between segments can be told where money means the same on both days: the currency, the basis, the
    horizon and the discount rate; where the file is of an earlier day; and where it is of the same shop: of its
    customers a tenth at least are known now.
    """

    code = "CLV443"
    exit_code = ExitCode.DATA

    @classmethod
    def meaning(cls, name: str, *, what: str, wanted: str, known: str) -> EarlierValuesMismatchError:
        """Of values that mean something else: another `currency`, `basis`, `horizon` or `discount rate`."""
        return cls(f"{name} has the {what} {known}; that of these values is {wanted}", hint=_THEN)

    @classmethod
    def later(cls, name: str, *, then: date, now: date) -> EarlierValuesMismatchError:
        """Of a file of a later day."""
        return cls(f"{name} is as of {then}, later than these values, {now}", hint=_THEN)

    @classmethod
    def strangers(cls, name: str, *, known: int, of: int) -> EarlierValuesMismatchError:
        """Of customers of whom hardly any is there now."""
        return cls(f"of the {of:,} customers in {name} {known:,} are among these", hint=_THEN)
