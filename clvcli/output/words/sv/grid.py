"""The Swedish of the section on the value grid, and of reports that are shared."""

from __future__ import annotations

WORDS = {
    "section.grid": "Värde hittills och framåt",
    "value_grid": "värdematris",
    "grid_at_risk": "varav i riskzonen",
    "protect": "skydda",
    "grow": "utveckla",
    "reward": "belöna",
    "let_rest": "låt vila",
    "grid_missing": "Värdematrisen kräver en prognos: flera kunder som köpt igen, och en modell.",
    "grid_answer": (
        "{count} kunder ({share}) har gett mycket och väntas fortsätta: de står för {value_share} av värdet."
    ),
    "grid_answer.one": (
        "{count} kund ({share}) har gett mycket och väntas fortsätta: det är {value_share} av värdet."
    ),
    "grid_grow_answer": (
        "{count} kunder har gett lite hittills och väntas ge mycket: {expected} under de närmaste 12 månaderna."
    ),
    "grid_grow_answer.one": (
        "{count} kund har gett lite hittills och väntas ge mycket: {expected} under de närmaste 12 månaderna."
    ),
    "grid_note": (
        "Mycket är vad de bästa 30 procenten av kunderna når. Skydda: mycket hittills och framåt. Utveckla: lite"
        " hittills, mycket framåt. Belöna: mycket hittills, lite framåt. Låt vila: lite av båda; kunder utan"
        " prognos väntas ge lite."
    ),
    "grid_risk_note": (
        "I riskzonen är den del av de närmaste 12 månaderna som hänger på om kunderna köper under dem."
    ),
    "tiers_note_by": (
        "Nivåerna rangordnar efter kolumnen {column}, och andelarna av värdet är av den. Vid lika värde på en gräns"
        " gäller den högre nivån."
    ),
    "context_shared": "siffror för färre än 5 kunder är dolda",
}
