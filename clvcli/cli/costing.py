"""Options on what orders cost beside their goods: named once for a shop, mostly in `clvcli.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clvcli import config
from clvcli.cli import values

if TYPE_CHECKING:
    from clvcli.contribution.settings import ByChannel, CostSettings

COSTS = "Costs"
"""Heading of `--help`."""

_costs = partial(typer.Option, rich_help_panel=COSTS)
_amounts = partial(_costs, metavar="MONEY", parser=values.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Costing:
    """What an order costs; nothing is called contribution where no cost of goods is known."""

    margin: Annotated[
        str | None,
        _costs(
            "--margin",
            metavar="RATE",
            parser=values.margin,
            help="Contribution of a sale: 45%; by category or channel: shoes=50%,other=45%.",
        ),
    ] = None
    payment_fee: Annotated[
        float | None,
        _costs("--payment-fee", metavar="RATE", parser=values.rate, help="Of what is charged, tax included: 1.5%."),
    ] = None
    freight: Annotated[
        str | None,
        _amounts("--freight", help="Paid for the delivery of an order, ex tax; by channel: Webshop=39,other=0."),
    ] = None
    packing: Annotated[str | None, _amounts("--packing", help="Paid for packing an order, or by channel.")] = None
    handling: Annotated[
        str | None, _amounts("--handling", help="Paid for picking and service of an order, or by channel.")
    ] = None
    return_handling: Annotated[
        str | None,
        _costs(
            "--return-handling",
            metavar="MONEY",
            parser=values.money,
            help="Paid for an order of which something comes back.",
        ),
    ] = None
    customer_costs: Annotated[
        str | None,
        _costs(
            "--customer-costs",
            metavar="FILE",
            help="Spent on customers: id or e-mail, amount, perhaps date or month: rewards, service.",
        ),
    ] = None
    restocked: Annotated[
        float,
        _costs(
            "--restocked",
            metavar="SHARE",
            parser=values.rate,
            show_default=False,
            help="Cost of returned goods that is saved by selling them again; 100%.",
        ),
    ] = 1.0
    return_window: Annotated[
        int,
        _costs("--return-window", metavar="DAYS", parser=values.days, help="In which goods may still come back."),
    ] = config.RETURN_WINDOW_DAYS
    min_cost_coverage: Annotated[
        float,
        _costs(
            "--min-cost-coverage",
            metavar="SHARE",
            parser=values.rate,
            show_default=False,
            help="Stop where the cost of less than this of net sales is known; 50%.",
        ),
    ] = config.MIN_COST_COVERAGE

    def costs(self) -> CostSettings:
        """Return these options as the contribution of orders takes them."""
        from clvcli.contribution.settings import CostSettings

        one, of_names = values.margins_of(self.margin)
        return CostSettings(
            margin=one,
            margins=of_names,
            payment_fee=self.payment_fee,
            freight=_amounts_of(self.freight),
            packing=_amounts_of(self.packing),
            handling=_amounts_of(self.handling),
            return_handling=None if self.return_handling is None else Decimal(self.return_handling),
            restocked=self.restocked,
            return_window_days=self.return_window,
            least_covered=self.min_cost_coverage,
        )


def _amounts_of(text: str | None) -> Decimal | ByChannel | None:
    """Return the amount that `values.amounts` left, or those of channels."""
    from clvcli.contribution.settings import ByChannel

    if text is None or "=" not in text:
        return None if text is None else Decimal(text)
    return ByChannel({part.name: Decimal(part.value) for part in map(values.pair, text.split(","))})
