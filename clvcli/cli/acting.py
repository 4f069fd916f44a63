"""Options of `segment` and `report`: what to do about segments, and what contacts and rewards cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clvcli import config
from clvcli.cli import values
from clvcli.errors import BadValueError, OptionsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.actions.action_book import ActionBook
    from clvcli.actions.plans import Terms
    from clvcli.config import LanguageCode

ACTIONS = "Actions"
"""Heading of `--help`."""

_acting = partial(typer.Option, rich_help_panel=ACTIONS)
_share = partial(_acting, metavar="SHARE", parser=values.rate, show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """What to do about segments, and on which terms."""

    actions: Annotated[
        str | None,
        _acting("--actions", metavar="FILE|en|da|sv", help="What to do about each segment; default: as --lang."),
    ] = None
    contact_cost: Annotated[
        str | None,
        _acting(
            "--contact-cost",
            metavar="MONEY",
            parser=values.amount_in,
            help="Of one contact of one customer: 10; of several currencies: DKK=10,SEK=15.",
        ),
    ] = None
    uplift: Annotated[
        str,
        _acting(
            "--uplift",
            metavar="POINTS,...",
            parser=values.points,
            help="By which a contact raises the chance to buy again, low to high; the middle one decides.",
        ),
    ] = config.UPLIFT
    budget: Annotated[
        str | None,
        _acting(
            "--budget", metavar="MONEY", parser=values.amount_in, help="For contacts, to be split among segments."
        ),
    ] = None
    reward_share: Annotated[
        float, _share("--reward-share", help="Of 12 months' contribution, given out in rewards; 10%.")
    ] = config.REWARD_SHARE
    redemption: Annotated[float, _share("--redemption", help="Of rewards given out, that is used; 100%.")] = 1.0
    reward_cost: Annotated[float, _share("--reward-cost", help="Of a used reward, that it costs; 100%.")] = 1.0

    def book(self, language: LanguageCode) -> ActionBook:
        """Return the action book, by default that of `language`; raises as `read_book`."""
        from clvcli.actions.action_book import read_book

        return read_book(self.actions or language)

    def terms(self, currencies: Sequence[str | None]) -> dict[str | None, Terms]:
        """Return the terms in each of `currencies`, those of the customers.

        Raises BadValueError where an amount leaves open in which of several currencies it is.
        """
        from clvcli.actions.contact import Contact, Uplift
        from clvcli.actions.loyalty import Rewards
        from clvcli.actions.plans import Terms

        shares = [float(point) / 100 for point in self.uplift.split(",")]
        uplift = Uplift(low=shares[0], middle=shares[len(shares) // 2], high=shares[-1])
        costs = amounts_in("--contact-cost", self.contact_cost, currencies)
        budgets = amounts_in("--budget", self.budget, currencies)
        rewards = Rewards(share=self.reward_share, redemption=self.redemption, cost=self.reward_cost)
        return {
            currency: Terms(
                rewards=rewards,
                contact=Contact(cost=costs[currency], uplift=uplift) if currency in costs else None,
                budget=budgets.get(currency),
            )
            for currency in currencies
        }


NEEDED: Mapping[str, tuple[str, ...]] = {
    "winback": ("contact_cost",),
    "budget": ("contact_cost", "budget"),
}
"""Name of a table -> the amounts it is made from."""


def check_table(table: str, acting: Acting, schemes: Sequence[str]) -> None:
    """Raise OptionsDisagreeError where a table was asked for without what it is made from."""
    for name in NEEDED.get(table, ()):
        if getattr(acting, name) is None:
            raise OptionsDisagreeError.without(f"--table {table}", f"--{name.replace('_', '-')} MONEY")
    if table == "loyalty" and "tiers" not in schemes:
        raise OptionsDisagreeError.without("--table loyalty", "--scheme tiers")


def amounts_in(option: str, text: str | None, currencies: Sequence[str | None]) -> dict[str | None, Decimal]:
    """Return the amount in each currency, from what `values.amount_in` left; empty where none was given.

    Raises BadValueError where one amount would hold for several currencies, or one of them has none.
    """
    if text is None:
        return {}
    if "=" not in text and len(currencies) == 1:
        return {currencies[0]: Decimal(text)}
    named = [currency or "an amount without a currency" for currency in currencies]
    each = ",".join(f"{currency}={text}" for currency in currencies if currency)
    if "=" not in text:
        raise BadValueError.of(option, f"{text} in which of {', '.join(named)}?", f"{option} {each}")
    found: dict[str | None, Decimal] = {
        part.name: Decimal(part.value) for part in map(values.pair, text.split(","))
    }
    if set(found) != set(currencies):
        hint = ",".join(f"{currency}={found.get(currency, 10)}" for currency in currencies if currency) or "10"
        raise BadValueError.of(option, f"the customers are in {', '.join(named)}", f"{option} {hint}")
    return found
