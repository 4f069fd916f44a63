"""CLV43x: a model that was saved, and the orders it is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from clvcli.errors.analysis import AnalysisError
from clvcli.errors.base import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

_SAVE_AGAIN = "clvcli compute ORDERS --save-model model.json"


class KeptFileError(AnalysisError):
    """A file that a run kept for later ones is not what it should be; each kind of file has its own error."""

    exit_code = ExitCode.DATA
    kept: ClassVar[str]
    """What the file should hold: `a model that clvcli saved`."""
    again: ClassVar[str]
    """What to type to keep it again."""

    @classmethod
    def not_json(cls, name: str) -> Self:
        """Of a file that is not JSON, or is cut short."""
        return cls(f"{name} is not JSON, or not whole", hint=cls.again)

    @classmethod
    def foreign(cls, name: str) -> Self:
        """Of JSON that another program wrote, or that holds something else."""
        return cls(f"{name} is JSON, but not {cls.kept}", hint=cls.again)

    @classmethod
    def newer(cls, name: str, *, version: int, known: int) -> Self:
        """Of a file in a later version of the format."""
        return cls(
            f"{name} was saved in version {version} of the format; this clvcli reads up to {known}",
            hint="a newer clvcli, or save it again with this one",
        )

    @classmethod
    def lacks(cls, name: str, key: str) -> Self:
        """Of a file in which `key`, a path such as `models[0].spend.average`, is missing."""
        return cls(f"{name} lacks `{key}`", hint=cls.again)

    @classmethod
    def unfit(cls, name: str, key: str, *, wanted: str) -> Self:
        """Of a file in which `key` is not what is `wanted`."""
        return cls(f"{name}: `{key}` is not {wanted}", hint=cls.again)


class ModelFileError(KeptFileError):
    """The file given with `--model-file` is not a model that clvcli saved, or not a whole one.

    `clvcli compute ORDERS --save-model model.json` writes such a file: JSON with the format's name and
    version, the models with their parameters and units, and what they were learnt from.  Parameters that
    another program saved cannot be taken over, since they do not say what their units are; a file of a newer clvcli
    may mean something this one does not know.
    """

    code = "CLV432"
    kept = "a model that clvcli saved"
    again = _SAVE_AGAIN


class ModelFileMismatchError(AnalysisError):
    """A saved model does not fit the orders it is asked about.

    A model knows the money it was learnt from: the currency, whether amounts hold tax, and whether value is
    contribution or net revenue.  Of orders in other money it would give numbers that mean nothing.  Give the
    orders as they were given when the model was saved (the same `--tax`, `--margin`, `--currency`, with costs
    or without), or save a model of these.
    """

    code = "CLV433"
    exit_code = ExitCode.DATA

    @classmethod
    def units(cls, name: str, *, what: str, found: str, wanted: str) -> ModelFileMismatchError:
        """Of a file whose parameters are in other units."""
        return cls(f"{name} has its {what} in {found}, not in {wanted}", hint=_SAVE_AGAIN)

    @classmethod
    def currency(cls, name: str, *, wanted: str | None, known: Sequence[str | None]) -> ModelFileMismatchError:
        """Of orders in a currency that the model was not learnt from."""
        has = ", ".join(each or "amounts without a currency" for each in known)
        orders = f"in {wanted}" if wanted else "without a currency"
        return cls(f"{name} is a model of {has}; these orders are {orders}", hint=_SAVE_AGAIN)

    @classmethod
    def basis(cls, name: str, *, wanted: str, known: str) -> ModelFileMismatchError:
        """Of orders whose money means something else."""
        return cls(f"{name} was saved for {known}; the value of these orders is {wanted}", hint=_SAVE_AGAIN)


class ModelNotSavedError(AnalysisError):
    """There is no model to save.

    `--save-model` keeps the model that predicts.  Where the data carry none, or customers are fitted in groups
    with `--by`, there is none that could be asked about other customers.
    """

    code = "CLV434"

    @classmethod
    def no_forecast(cls, reason: str) -> ModelNotSavedError:
        """Of customers whose future is not predicted."""
        return cls(f"no model to save: {reason}", hint="more customers, or a longer period")

    @classmethod
    def none_asked_for(cls) -> ModelNotSavedError:
        """Of a run without a model."""
        return cls("no model to save: none was asked for", hint="leave out --model none")

    @classmethod
    def cohort_curve(cls, reason: str | None) -> ModelNotSavedError:
        """Of a forecast by the cohort curve, and why it predicts where it was not asked for."""
        why = f": {reason}" if reason else ""
        return cls(
            f"no model to save: the forecast follows earlier customers in the orders themselves{why}",
            hint="clvcli compute on all orders, --model bg-nbd, or more orders",
        )

    @classmethod
    def groups(cls) -> ModelNotSavedError:
        """Of customers who were fitted in groups."""
        return cls("models of groups are not saved", hint="leave out --by, or save a model of each group's orders")
