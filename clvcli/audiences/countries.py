"""Countries as people write them -> ISO 3166-1 alpha-2: where shops of the North sell, in their own words."""

from __future__ import annotations

import polars as pl

NAMES = {
    "AT": ("austria", "østrig", "österrike", "østerrike", "österreich", "aut"),
    "BE": ("belgium", "belgien", "belgia", "bel"),
    "CH": ("switzerland", "schweiz", "sveits", "che"),
    "DE": ("germany", "tyskland", "deutschland", "deu"),
    "DK": ("denmark", "danmark", "dänemark", "dnk"),
    "ES": ("spain", "spanien", "spania", "esp"),
    "FI": ("finland", "suomi", "finnland", "fin"),
    "FO": ("faroe islands", "færøerne", "færøyene", "färöarna", "färöer", "fro"),
    "FR": ("france", "frankrig", "frankrike", "frankreich", "fra"),
    "GB": ("united kingdom", "great britain", "storbritannien", "storbritannia", "großbritannien", "uk", "gbr"),
    "GL": ("greenland", "grønland", "grönland", "grl"),
    "IE": ("ireland", "eire", "irland", "irl"),
    "IS": ("iceland", "island", "isl"),
    "IT": ("italy", "italien", "italia", "ita"),
    "NL": ("netherlands", "the netherlands", "holland", "nederlandene", "nederländerna", "niederlande", "nld"),
    "NO": ("norway", "norge", "norwegen", "nor"),
    "PL": ("poland", "polen", "pol"),
    "SE": ("sweden", "sverige", "schweden", "swe"),
    "US": ("united states", "united states of america", "usa", "vereinigte staaten"),
}

_CODES = {name: code for code, names in NAMES.items() for name in names}


def alpha_2(country: pl.Expr) -> pl.Expr:
    """Return the code of a country written as such a code, or by one of NAMES; null where it is neither."""
    text = country.str.strip_chars().str.to_lowercase()
    code = pl.when(text.str.contains(r"^[a-z]{2}$")).then(text.str.to_uppercase())
    return pl.coalesce(text.replace_strict(_CODES, default=None, return_dtype=pl.String), code)
