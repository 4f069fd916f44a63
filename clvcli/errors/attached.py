"""CLV32x: files that stand beside the orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors.base import nearest
from clvcli.errors.data import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = {
    "sku": "the sku",
    "product_id": "the product's id",
    "unit_cost": "the cost of a unit",
    "customer_id": "the customer's id",
    "customer_email": "the customer's e-mail",
    "month": "the month",
    "order_date": "the date",
    "spend": "the amount spent",
    "valid_from": "the first day",
}

_NAMES_SHOWN = 12

_WANTED_SHOWN = 7
"""The rest is wanted more rarely."""


class AttachedFileError(DataError):
    """A file of costs, products, customers or spend cannot be joined with the orders.

    `--costs` needs a column of skus and one of costs, and may have `valid_from`, `valid_to` and `currency`;
    `--products` needs skus and any of category, brand, size, colour, season; `--customers` needs ids or e-mails and
    any of country, channel, segment, consent; `--spend` needs a month (`2025-01`), a channel and an amount, and may
    have a currency; `--contracts` needs ids or e-mails and a start, and may have an end, renewals and months;
    `--customer-costs` needs ids or e-mails and an amount, and may have a date or month, and a currency.
    Columns are known by their names in English, Danish, Swedish, Norwegian and German.  A file
    whose rows contradict one another is refused, because one of them would be wrong and nothing says which.
    """

    code = "CLV320"

    @classmethod
    def no_column(cls, source: str, names: Sequence[str], found: Sequence[str]) -> AttachedFileError:
        """Of a file without a column that it is for."""
        wanted = " or ".join(_WORDS.get(name, name) for name in names[:_WANTED_SHOWN])
        shown = ", ".join(f"`{column}`" for column in found[:_NAMES_SHOWN])
        return cls(
            f"{source} has no column with {wanted}; its columns are {shown}", hint=f"call a column {names[0]}"
        )

    @classmethod
    def not_a_column(cls, source: str, name: str, found: Sequence[str]) -> AttachedFileError:
        """Of a column that somebody asked for by a name that none has."""
        shown = ", ".join(f"`{column}`" for column in found[:_NAMES_SHOWN])
        near = nearest(name, found)
        return cls(f"{source} has no column `{name}`; its columns are {shown}", hint=near or "name one of them")

    @classmethod
    def several_tables(cls, source: str) -> AttachedFileError:
        """Of a workbook with several tables."""
        return cls(f"{source} has several tables", hint="save the one that is meant as CSV")

    @classmethod
    def broken(cls, source: str, line: int, column: str | None) -> AttachedFileError:
        """Of a row that cannot be read."""
        where = f", `{column}`" if column else ""
        return cls(f"{source}, line {line}{where}: this cannot be read", hint="correct the line, or delete it")

    @classmethod
    def twice(cls, source: str, column: str, first: int, second: int) -> AttachedFileError:
        """Of two rows of one key that say different things."""
        return cls(
            f"{source}: lines {first} and {second} have the same `{column}` and say different things",
            hint="keep one of them",
        )

    @classmethod
    def overlap(cls, source: str, first: int, second: int) -> AttachedFileError:
        """Of two costs of the same goods that hold on the same day."""
        return cls(
            f"{source}: the costs on lines {first} and {second} are of the same goods and days",
            hint="end one where the other begins, in valid_from and valid_to",
        )

    @classmethod
    def backwards(cls, source: str, line: int) -> AttachedFileError:
        """Of a cost that ends before it begins."""
        return cls(f"{source}, line {line}: valid_to is before valid_from", hint="correct the line")

    @classmethod
    def ends_before_start(cls, source: str, line: int) -> AttachedFileError:
        """Of a contract that ends before it begins."""
        return cls(f"{source}, line {line}: the contract ends before it starts", hint="correct the line")

    @classmethod
    def below_zero(cls, source: str, line: int) -> AttachedFileError:
        """Of a cost that is less than nothing."""
        return cls(f"{source}, line {line}: the cost is below zero", hint="correct the line")

    @classmethod
    def spend_below_zero(cls, source: str, line: int) -> AttachedFileError:
        """Of a month and channel whose credits are more than was spent."""
        return cls(
            f"{source}, line {line}: what was spent in this month and channel is below zero",
            hint="correct the line",
        )

    @classmethod
    def other_currency(cls, source: str, code: str, found: Sequence[str]) -> AttachedFileError:
        """Of spend in a currency that the orders do not have."""
        return cls(
            f"{source} has spend in {code}, and the orders are in {', '.join(found)}",
            hint=f"convert with --currency {found[0]} --rates FILE",
        )

    @classmethod
    def cost_in_other_currency(cls, source: str, code: str, found: Sequence[str]) -> AttachedFileError:
        """Of what was spent on a customer in a currency that the orders do not have."""
        return cls(
            f"{source} has amounts in {code}, and the orders are in {', '.join(found)}",
            hint=f"write them in {found[0]}",
        )

    @classmethod
    def no_currency(cls, source: str, found: Sequence[str]) -> AttachedFileError:
        """Of costs that name no currency, where the orders are in several."""
        return cls(
            f"{source} names no currency, and the orders are in {', '.join(found)}",
            hint="add a column currency, or convert with --currency and --rates",
        )

    @classmethod
    def consent_unknown(cls, source: str, line: int, column: str) -> AttachedFileError:
        """Of a consent that is neither given nor refused; the word is not repeated, it may be somebody's name."""
        message = f"{source}, line {line}: the consent in column `{column}` is neither yes nor no"
        return cls(message, hint="yes, no, or nothing")


class CustomerListError(DataError):
    """The list of `--exclude-customers` cannot be used.

    It is a text with one customer on a line: a number or an e-mail as the orders have it, or `@company.example` for
    everybody with an address there.  What stands behind a `#` is not read.
    """

    code = "CLV321"

    @classmethod
    def unreadable(cls, path: str) -> CustomerListError:
        """Of a file that is no text."""
        return cls(f"{path} cannot be read as a list", hint="one customer number or e-mail on a line")

    @classmethod
    def empty(cls, path: str) -> CustomerListError:
        """Of a list of nobody."""
        return cls(f"{path} names nobody", hint="one customer number or e-mail on a line")
