"""What was ordered and what came back; money in hundredths of the currency, tax included."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from generator.assortment import CATEGORIES, Style, gift_card
from generator.days import DAYS, EXPORTED, demand_before, in_black_week, moment_of
from generator.people import CURRENCY_OF, Customer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

GUESTS = 270
GIFT_CARD_SALES = 12
TESTS = 6
TEST_EMAIL = "test@nordlys.example"
CANCELLED_SHARE = 0.014
BRACKETING = {"first": 0.16, "later": 0.08}
"""Chance that a garment is ordered in two sizes, one of them to be sent back."""

FREE_SHIPPING_FROM = {"DKK": 49900, "SEK": 69900}
SHIPPING = {"DKK": 3900, "SEK": 4900}
SHOPS = {"DKK": "Nordlys København", "SEK": "Nordlys Malmö"}
DAYS_TO_RETURN = (6, 26)

CODES_OF_INFLUENCERS = ("FREJA15", "ALVA15")
WELCOME, BLACK_WEEK, CLUB, FREE_SHIPPING = "VELKOMMEN10", "BLACK25", "KLUB10", "FRIFRAGT"
PERCENT_OF = {WELCOME: 10, BLACK_WEEK: 25, CLUB: 10, FREE_SHIPPING: 0, "FREJA15": 15, "ALVA15": 15, "": 0}


@dataclass(slots=True)
class Line:
    """So many units of one size of a style; `on_trial` were meant to come back, `returned` did on `returned_on`."""

    style: Style
    size: str
    quantity: int
    unit_price: int
    list_price: int
    percent: int
    on_trial: int = 0
    returned: int = 0
    returned_on: date | None = None

    @property
    def discount_of_unit(self) -> int:
        """Discount of one unit; prices are whole kroner and percentages multiples of five, so it is exact."""
        return self.unit_price * self.percent // 100

    @property
    def paid_for_unit(self) -> int:
        """What one unit cost the customer."""
        return self.unit_price - self.discount_of_unit


@dataclass(slots=True)
class Order:
    """One order; `state` is paid, pending, cancelled or test."""

    placed: datetime
    currency: str
    country: str
    customer: Customer | None
    customer_id: str
    email: str
    lines: list[Line]
    came_by: str = ""
    source: str = "web"
    location: str = ""
    code: str = ""
    state: str = "paid"
    shipping: int = 0
    shipping_waived: bool = False
    number: int = field(default=0)

    @property
    def subtotal(self) -> int:
        """Merchandise after discount."""
        return sum(line.quantity * line.paid_for_unit for line in self.lines)

    @property
    def discount(self) -> int:
        """Discount on merchandise."""
        return sum(line.quantity * line.discount_of_unit for line in self.lines)

    @property
    def total(self) -> int:
        """All that was charged."""
        return self.subtotal + (0 if self.shipping_waived else self.shipping)

    @property
    def goods_returned(self) -> int:
        """Money returned for merchandise."""
        return sum(line.returned * line.paid_for_unit for line in self.lines)

    @property
    def refunded(self) -> int:
        """All money returned: a whole order that comes back takes its shipping with it."""
        return self.total if self.goods_returned == self.subtotal else self.goods_returned

    @property
    def sells_gift_card(self) -> bool:
        """Whether the order is a gift card, which carries no tax and is no merchandise."""
        return self.lines[0].style.category.name == "gavekort"


def orders(rng: Random, people: Sequence[Customer], styles: Sequence[Style]) -> list[Order]:
    """Return all orders of the shop's life, numbered in the order they were placed."""
    placed = [
        _order(rng, customer, nth, moment, styles)
        for customer in people
        for nth, moment in enumerate(customer.moments)
    ]
    placed += [_guest_order(rng, styles) for _ in range(GUESTS)]
    placed += [_gift_card_order(rng, rng.choice(people)) for _ in range(GIFT_CARD_SALES)]
    placed += [_test_order(rng, styles) for _ in range(TESTS)]
    placed.sort(key=lambda order: (order.placed, order.email))
    for number, order in enumerate(placed, start=1001):
        order.number = number
    for order in placed:
        _settle(rng, order)
    return placed


def _order(rng: Random, customer: Customer, nth: int, moment: float, styles: Sequence[Style]) -> Order:
    day = DAYS[int(moment)]
    currency = customer.currency
    code = _code(rng, customer, nth, day)
    lines = _lines(rng, customer, styles, day, currency, percent=PERCENT_OF[code], first=nth == 0)
    merchandise = sum(line.quantity * line.paid_for_unit for line in lines)
    charged = merchandise < FREE_SHIPPING_FROM[currency]
    if charged and not code and nth and rng.random() < 0.08:
        code = FREE_SHIPPING
    customer_id = customer.ids[-1 if nth >= 2 else 0]
    if nth == 0 and customer.registered_late:
        customer_id = ""
    return Order(
        placed=datetime.combine(day, _hour(rng, opens=7, closes=23)),
        currency=currency,
        country=customer.country,
        customer=customer,
        customer_id=customer_id,
        email=_as_typed(rng, customer.email, careless=len(customer.ids) > 1 and nth >= 2),
        lines=lines,
        came_by=customer.channel.name if nth == 0 else _came_back_by(rng, customer),
        code=code,
        shipping=SHIPPING[currency] if charged else 0,
        shipping_waived=code == FREE_SHIPPING,
    )


def _guest_order(rng: Random, styles: Sequence[Style]) -> Order:
    """Return a sale over the counter to somebody who left neither number nor address."""
    country = "DK" if rng.random() < 0.75 else "SE"
    currency = CURRENCY_OF[country]
    day = DAYS[int(moment_of(demand_before(float(len(DAYS))) * rng.random()) or 0)]
    return Order(
        placed=datetime.combine(day, _hour(rng, opens=10, closes=18)),
        currency=currency,
        country=country,
        customer=None,
        customer_id="",
        email="",
        lines=_lines(rng, None, styles, day, currency),
        source="pos",
        location=SHOPS[currency],
    )


def _gift_card_order(rng: Random, customer: Customer) -> Order:
    style = gift_card()
    day = DAYS[int(rng.choice(customer.moments))]
    currency = customer.currency
    price = style.list_price[currency]
    return Order(
        placed=datetime.combine(day, _hour(rng, opens=8, closes=22)),
        currency=currency,
        country=customer.country,
        customer=customer,
        customer_id=customer.ids[0],
        email=customer.email,
        lines=[Line(style, style.category.sizes[0], 1, price, price, 0)],
    )


def _test_order(rng: Random, styles: Sequence[Style]) -> Order:
    day = DAYS[rng.randrange(len(DAYS))]
    return Order(
        placed=datetime.combine(day, _hour(rng, opens=9, closes=16)),
        currency="DKK",
        country="DK",
        customer=None,
        customer_id="",
        email=TEST_EMAIL,
        lines=_lines(rng, None, styles, day, "DKK"),
        state="test",
    )


def _settle(rng: Random, order: Order) -> None:
    """Decide what became of an order: cancelled, still unpaid, or sent and perhaps returned."""
    if order.state == "test" or order.sells_gift_card:
        return
    if order.source == "web" and rng.random() < CANCELLED_SHARE:
        order.state = "cancelled"
        return
    if order.source == "web" and order.placed.date() >= EXPORTED - timedelta(days=4) and rng.random() < 0.3:
        order.state = "pending"
        return
    back_on = order.placed.date() + timedelta(days=rng.randint(*DAYS_TO_RETURN))
    for line in order.lines:
        returned = min(line.quantity, line.on_trial + _units_returned(rng, order, line))
        line.returned = returned if back_on <= EXPORTED else 0
        line.returned_on = back_on if line.returned else None


def _units_returned(rng: Random, order: Order, line: Line) -> int:
    chance = line.style.category.returned * (0.3 if order.source == "pos" else 1.0)
    if order.code in CODES_OF_INFLUENCERS:
        chance *= 1.3
    return sum(rng.random() < chance for _ in range(line.quantity))


def _lines(
    rng: Random,
    customer: Customer | None,
    styles: Sequence[Style],
    day: date,
    currency: str,
    *,
    percent: int = 0,
    first: bool = False,
) -> list[Line]:
    """Return what goes into a basket on `day`; a taste multiplies the popularity of its category."""
    tastes = dict(zip((each.name for each in CATEGORIES), customer.tastes, strict=True)) if customer else {}
    on_sale = [style for style in styles if style.collection.first <= day <= style.collection.last]
    wanted = [style.popularity * tastes.get(style.category.name, 1.0) for style in on_sale]
    lines: dict[str, Line] = {}
    for _ in range(1 + _poisson(rng, customer.basket if customer else 0.4)):
        style = rng.choices(on_sale, wanted)[0]
        for size, on_trial in _sizes(rng, customer, style, first=first):
            quantity = 2 if style.category.name == "tilbehør" and rng.random() < 0.15 else 1
            price, listed = style.price(currency, day), style.list_price[currency]
            lines.setdefault(style.sku(size), Line(style, size, quantity, price, listed, percent, on_trial))
    return list(lines.values())


def _sizes(rng: Random, customer: Customer | None, style: Style, *, first: bool) -> Iterator[tuple[str, int]]:
    """Yield each size ordered with its units on trial: the usual one, and at times its neighbour."""
    sizes = style.category.sizes
    usual = customer.usual_size(sizes) if customer else rng.randrange(len(sizes))
    yield sizes[usual], 0
    if customer and len(sizes) > 1 and rng.random() < BRACKETING["first" if first else "later"]:
        yield sizes[usual + 1 if usual + 1 < len(sizes) else usual - 1], 1


def _code(rng: Random, customer: Customer, nth: int, day: date) -> str:
    if nth == 0 and customer.channel.name == "influencer":
        return rng.choice(CODES_OF_INFLUENCERS)
    if in_black_week(day) and rng.random() < 0.8:
        return BLACK_WEEK
    if nth == 0 and customer.wants_mail and rng.random() < 0.5:
        return WELCOME
    return CLUB if nth >= 3 and customer.wants_mail and rng.random() < 0.3 else ""


def _came_back_by(rng: Random, customer: Customer) -> str:
    return "email" if customer.wants_mail and rng.random() < 0.5 else "direct"


def _as_typed(rng: Random, email: str, *, careless: bool) -> str:
    """Return an address as its owner wrote it this time: capitals and a stray blank are the same address."""
    if careless:
        return email.title()
    return f"{email} " if rng.random() < 0.004 else email


def _hour(rng: Random, *, opens: int, closes: int) -> time:
    seconds = int(3600 * rng.triangular(opens, closes, opens + 0.75 * (closes - opens)))
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _poisson(rng: Random, mean: float) -> int:
    count, waited = 0, rng.expovariate(1.0)
    while waited < mean:
        count, waited = count + 1, waited + rng.expovariate(1.0)
    return count
