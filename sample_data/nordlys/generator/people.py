"""Who buys: invented customers with a home, a size, a taste, a rhythm and an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.assortment import CATEGORIES, CLOTHES, SHOES
from generator.days import DAYS, demand_before, moment_of

if TYPE_CHECKING:
    from random import Random

HOW_MANY = 1500

GIVEN_NAMES = (
    "Alfa", "Bølge", "Dis", "Eng", "Fnug", "Glød", "Hede", "Iris", "Klint", "Lærke", "Mos", "Nord", "Perle", "Pil",
    "Ravn", "Siv", "Sky", "Storm", "Sø", "Tidsel", "Viol", "Vår", "Ælle", "Åmand",
)  # fmt: skip
FAMILY_NAMES = (
    "Månesten", "Tågedal", "Rimfrostsen", "Havblikman", "Solstrejf", "Snefnugsen", "Nordlyster", "Vindstille",
    "Stjernekast", "Kornblomme", "Bøgelund-Prøve", "Skyggeborg", "Regndråbe", "Fyrtårnsen", "Lyngbakke", "Isblomst",
)  # fmt: skip
MAIL_DOMAINS = ("example.com", "example.net", "example.org", "post.example", "brev.example")
PLACES = {
    "DK": (
        ("København", "1260"),
        ("Aarhus", "8000"),
        ("Odense", "5000"),
        ("Aalborg", "9000"),
        ("Ærøskøbing", "5970"),
    ),
    "SE": (("Malmö", "211 20"), ("Göteborg", "411 03"), ("Stockholm", "111 21"), ("Växjö", "352 30")),
}
CURRENCY_OF = {"DK": "DKK", "SE": "SEK"}

FICTIONAL_PHONES = (
    *(f"+46701740{n}" for n in range(605, 700)),
    *(f"+46313900{n}" for n in range(600, 700)),
    *(f"+46406280{n}" for n in range(400, 500)),
    *(f"+4684650{n:04d}" for n in range(400, 500)),
    *(f"+46980319{n}" for n in range(200, 300)),
)
"""Numbers the Swedish regulator keeps for books and films; Denmark keeps none, so no Dane has a phone here."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where customers come from and what they are like: the truth a model should find.

    `share` of new customers; `rate` of purchases a day while active (mean); `dropout` chance after each
    purchase (mean); `spend` in kroner for one new customer.
    """

    name: str
    share: float
    rate: float
    dropout: float
    spend: int


CHANNELS = (
    Channel("google", 0.34, 0.0048, 0.30, 120),
    Channel("meta", 0.28, 0.0040, 0.38, 160),
    Channel("direct", 0.16, 0.0058, 0.22, 0),
    Channel("email", 0.10, 0.0070, 0.18, 35),
    Channel("influencer", 0.12, 0.0032, 0.50, 210),
)
RATE_SHAPE = 0.8
"""Of the gamma distribution of rates: a few buy often, many seldom."""

DROPOUT_WEIGHT = 2.5
"""a + b of the beta distribution of dropout."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A person; `moments` are the days since opening on which she or he buys."""

    email: str
    ids: tuple[str, ...]
    name: str
    country: str
    city: str
    zip_code: str
    phone: str
    birth_year: int
    channel: Channel
    wants_mail: bool
    wants_text: bool
    registered_late: bool
    clothes_size: int
    shoe_size: int
    basket: float
    tastes: tuple[float, ...]
    moments: tuple[float, ...]

    @property
    def currency(self) -> str:
        """The currency the customer's shop asks for."""
        return CURRENCY_OF[self.country]

    def usual_size(self, sizes: tuple[str, ...]) -> int:
        """Return the place of the customer's size among `sizes`."""
        return {CLOTHES: self.clothes_size, SHOES: self.shoe_size}.get(sizes, 0)


def customers(rng: Random) -> list[Customer]:
    """Return all customers in the order of their first purchase."""
    last = demand_before(float(len(DAYS)))
    arrivals = sorted(moment_of(last * rng.betavariate(1.25, 1.0)) or 0.0 for _ in range(HOW_MANY))
    phones = list(FICTIONAL_PHONES)
    rng.shuffle(phones)
    return [_customer(rng, number, arrival, phones) for number, arrival in enumerate(arrivals, start=1)]


def _customer(rng: Random, number: int, arrival: float, phones: list[str]) -> Customer:
    channel = rng.choices(CHANNELS, [each.share for each in CHANNELS])[0]
    country = "DK" if rng.random() < 0.7 else "SE"
    city, zip_code = rng.choice(PLACES[country])
    given, family = rng.choice(GIVEN_NAMES), rng.choice(FAMILY_NAMES)
    second_id = (f"{number + 700000:07d}",) if rng.random() < 0.03 else ()
    wants_mail = rng.random() < (0.95 if channel.name == "email" else 0.55)
    return Customer(
        email=f"{_plain(given)}.{_plain(family)}{number}@{rng.choice(MAIL_DOMAINS)}",
        ids=(f"{number + 40:06d}", *second_id),
        name=f"{given} {family}",
        country=country,
        city=city,
        zip_code=zip_code,
        phone=phones.pop() if country == "SE" and phones and rng.random() < 0.7 else "",
        birth_year=round(rng.triangular(1950, 2006, 1986)),
        channel=channel,
        wants_mail=wants_mail,
        wants_text=wants_mail and rng.random() < 0.3,
        registered_late=rng.random() < 0.06,
        clothes_size=_bell(rng, len(CLOTHES)),
        shoe_size=_bell(rng, len(SHOES)),
        basket=rng.gammavariate(2.0, 0.22),
        tastes=tuple(rng.gammavariate(1.2, 1.0) for _ in CATEGORIES),
        moments=_moments(rng, channel, arrival),
    )


def _moments(rng: Random, channel: Channel, arrival: float) -> tuple[float, ...]:
    """Return the purchases of a customer who may drop out after each: BG/NBD in the shop's own time."""
    rate = rng.gammavariate(RATE_SHAPE, channel.rate / RATE_SHAPE)
    dropout = rng.betavariate(DROPOUT_WEIGHT * channel.dropout, DROPOUT_WEIGHT * (1 - channel.dropout))
    bought = [arrival]
    while rng.random() >= dropout:
        following = moment_of(demand_before(bought[-1]) + rng.expovariate(max(rate, 1e-9)))
        if following is None:
            break
        bought.append(following)
    return tuple(bought)


def _bell(rng: Random, places: int) -> int:
    return min(places - 1, max(0, round(rng.gauss((places - 1) / 2, places / 6))))


def _plain(name: str) -> str:
    """Return a name as it is written in a mail address."""
    swaps = {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", " ": "", "-": ""}
    return "".join(swaps.get(letter, letter) for letter in name.lower())
