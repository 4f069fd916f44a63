"""The Danish of the section on the value grid, and of reports that are shared."""

from __future__ import annotations

WORDS = {
    "section.grid": "Værdi hidtil og fremover",
    "value_grid": "værdigitter",
    "grid_at_risk": "heraf i risiko",
    "protect": "beskyt",
    "grow": "udvikl",
    "reward": "beløn",
    "let_rest": "lad hvile",
    "grid_missing": "Værdigitteret kræver en prognose: flere kunder, der har købt igen, og en model.",
    "grid_answer": (
        "{count} kunder ({share}) har givet meget og forventes at fortsætte: de står for {value_share} af værdien."
    ),
    "grid_answer.one": (
        "{count} kunde ({share}) har givet meget og forventes at fortsætte: det er {value_share} af værdien."
    ),
    "grid_grow_answer": (
        "{count} kunder har givet lidt hidtil og forventes at give meget: {expected} de næste 12 måneder."
    ),
    "grid_grow_answer.one": (
        "{count} kunde har givet lidt hidtil og forventes at give meget: {expected} de næste 12 måneder."
    ),
    "grid_note": (
        "Meget er det, de bedste 30\xa0% af kunderne når. Beskyt: meget hidtil og fremover. Udvikl: lidt hidtil,"
        " meget fremover. Beløn: meget hidtil, lidt fremover. Lad hvile: lidt af begge; kunder uden prognose"
        " forventes at give lidt."
    ),
    "grid_risk_note": "I risiko er den del af de næste 12 måneder, der afhænger af, om kunderne køber i dem.",
    "tiers_note_by": (
        "Niveauerne rangordner efter kolonnen {column}, og andele af værdi er af den. Ved lige værdier på en grænse"
        " gælder det højeste niveau."
    ),
    "context_shared": "tal for færre end 5 kunder er skjult",
}
