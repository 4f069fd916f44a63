"""What the shop sells: styles in sizes, with prices in both currencies and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.days import EXPORTED, OPENED, Collection, collections

if TYPE_CHECKING:
    from datetime import date
    from random import Random

CURRENCIES = ("DKK", "SEK")
SEK_PER_DKK = 1.5
"""The shop's own rule for Swedish prices and costs; not a rate of exchange."""

CLOTHES = ("XS", "S", "M", "L", "XL", "XXL")
SHOES = ("36", "37", "38", "39", "40", "41", "42")
ONE_SIZE = ("",)


@dataclass(frozen=True, slots=True)
class Category:
    """A product group; `returned` is the chance that a unit comes back."""

    name: str
    noun: str
    sizes: tuple[str, ...]
    cheapest: int
    dearest: int
    returned: float
    styles_per_season: int


CATEGORIES = (
    Category("kjoler", "Kjole", CLOTHES, 399, 1099, 0.28, 4),
    Category("strik", "Strik", CLOTHES, 399, 899, 0.16, 3),
    Category("bukser", "Bukser", CLOTHES, 399, 799, 0.25, 3),
    Category("overdele", "Bluse", CLOTHES, 199, 449, 0.15, 3),
    Category("overtøj", "Jakke", CLOTHES, 899, 2199, 0.22, 2),
    Category("sko", "Støvle", SHOES, 599, 1399, 0.25, 2),
    Category("tilbehør", "Tørklæde", ONE_SIZE, 99, 349, 0.05, 2),
)
GIFT_CARDS = Category("gavekort", "Gavekort", ("500 kr",), 500, 500, 0.0, 0)

STYLE_NAMES = (
    "Rimfrost", "Kvist", "Måne", "Tåge", "Havblik", "Lyng", "Strandkant", "Birk", "Sæl", "Klit", "Gry", "Skumring",
    "Isfugl", "Marehalm", "Vindrose", "Tranebær", "Kobber", "Regnbue", "Ålegræs", "Dug", "Stjerneskud", "Enebær",
)  # fmt: skip
COLOURS = ("sort", "hvid", "blå", "grøn", "sand", "rød", "grå", "rosa")
BRANDS = (("Nordlys", 6), ("Tusmørke", 2), ("Kattegat & Co", 2), ("Fjällvind", 2))
NEVER_OUT_OF_STOCK = "NOOS"


@dataclass(frozen=True, slots=True)
class Style:
    """One product in all its sizes; money in hundredths of the currency, tax included except for cost."""

    number: int
    name: str
    category: Category
    brand: str
    colour: str
    collection: Collection
    popularity: float
    list_price: dict[str, int]
    unit_cost: dict[str, int]

    def sku(self, size: str) -> str:
        """Return the number a size of the style is kept under; it starts with zeros."""
        return f"{self.number:05d}-{size}" if size else f"{self.number:05d}"

    def price(self, currency: str, day: date) -> int:
        """Return what one unit costs on `day`: the list price, or a third off after the season, in whole kroner."""
        listed = self.list_price[currency]
        return listed if day < self.collection.markdown else listed * 2 // 300 * 100


def gift_card() -> Style:
    """Return the gift card: a debt of the shop, not merchandise."""
    always = Collection("", OPENED, EXPORTED.replace(year=EXPORTED.year + 1), EXPORTED)
    face = {"DKK": 50000, "SEK": 50000}
    return Style(0, "Gavekort Nordlys", GIFT_CARDS, "Nordlys", "", always, 0.0, face, {"DKK": 0, "SEK": 0})


def assortment(rng: Random) -> list[Style]:
    """Return all styles of all collections, the basics first, numbered from 101."""
    basics = Collection(NEVER_OUT_OF_STOCK, OPENED, EXPORTED.replace(year=EXPORTED.year + 1), EXPORTED)
    styles: list[Style] = []
    for collection in (basics, *collections()):
        for category in CATEGORIES:
            names = rng.sample(STYLE_NAMES, category.styles_per_season)
            for name in names:
                styles.append(_style(rng, 101 + len(styles), f"{category.noun} {name}", category, collection))
    return styles


def _style(rng: Random, number: int, name: str, category: Category, collection: Collection) -> Style:
    brand = rng.choices([name for name, _ in BRANDS], [weight for _, weight in BRANDS])[0]
    wanted = rng.uniform(category.cheapest, category.dearest)
    kroner = {"DKK": _price_point(wanted), "SEK": _price_point(wanted * SEK_PER_DKK)}
    cost = kroner["DKK"] * 0.8 * (rng.uniform(0.34, 0.42) if brand == "Nordlys" else rng.uniform(0.46, 0.54))
    return Style(
        number=number,
        name=name,
        category=category,
        brand=brand,
        colour=rng.choice(COLOURS),
        collection=collection,
        popularity=rng.gammavariate(1.5, 1.0),
        list_price={currency: 100 * price for currency, price in kroner.items()},
        unit_cost={"DKK": round(cost * 100), "SEK": round(cost * 100 * SEK_PER_DKK)},
    )


def _price_point(wanted: float) -> int:
    """Return the nearest price that ends in 49 or 99."""
    return max(2, round(wanted / 50)) * 50 - 1
