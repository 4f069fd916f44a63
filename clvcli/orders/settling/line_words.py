"""What exports print as the type of a line: words in five languages for what is no product."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from clvcli.orders.formats.base import LineType

UNKNOWN = "line_word"
"""Column of drafts: the type as printed, where nobody knows it and the line counts as a product."""

WORDS: dict[LineType, tuple[str, ...]] = {
    "product": ("product", "item", "line item", "goods", "merchandise", "vare", "vara", "varelinje", "artikel"),
    "shipping": (
        "shipping", "freight", "postage", "delivery", "fragt", "frakt", "porto", "levering", "leverans", "versand",
    ),
    "discount": ("discount", "coupon", "voucher", "rabat", "rabatt", "gutschein"),
    "fee": ("fee", "surcharge", "gebyr", "avgift", "gebühr"),
    "tip": ("tip", "gratuity", "drikkepenge", "dricks", "driks", "trinkgeld"),
    "gift_card": ("gift card", "giftcard", "gavekort", "presentkort", "geschenkkarte"),
    "refund": ("refund",),
    "adjustment": ("adjustment", "rounding", "afrunding", "avrunding", "öresavrundning", "rundung"),
    "payment": ("payment", "betaling", "betalning", "zahlung"),
}  # fmt: skip
"""Type -> words that print it, lower-cased, with blanks between their parts."""

MEANING: dict[str, LineType] = {word: kind for kind, words in WORDS.items() for word in words}


def meaning(printed: pl.Expr) -> pl.Expr:
    """Return the type that a text stands for; null where nobody knows it."""
    words = printed.str.to_lowercase().str.strip_chars().str.replace_all(r"[\s_-]+", " ")
    return words.replace_strict(MEANING, default=None)
