"""The Danish of rows: what stands above them and their columns, and how a screen says what it leaves out."""

from __future__ import annotations

WORDS = {
    "context_ordered": "bestilt fra {since} til {day}",
    "context_formulas": "formler til sammenligning: butikkens gennemsnit, ingen enkelt kundes værdi",
    "context_margin": "dækningsgrad: {basis}",
    # --- what a screen leaves out
    "rows_cut": "{shown} af {all} {noun}; alle med -o FIL",
    "columns_cut": "{count} kolonner ikke vist; alle med --wide",
    "columns_cut.one": "{count} kolonne ikke vist; alle med --wide",
    # --- what rows are, many of them
    "segments": "segmenter",
    "order lines": "ordrelinjer",
    "moves": "skift",
    "pairs": "par",
    "scores": "point",
    "formats": "formater",
    "formulas": "formler",
    # --- schemes, as --scheme names them
    "tiers": "niveauer",
    "rfm": "RFM",
    "grid": "værdigitter",
    "life-cycle": "livscyklus",
    "groups": "grupper",
    # --- short headings
    "glance.rule": "det typiske",
    "glance.customers_share": "% af alle",
    "glance.value_share": "% af værdi",
    "glance.value_at_risk": "i risiko",
    "glance.spend_ceiling": "brug højst",
    # --- cells
    "cell.true": "ja",
    "cell.false": "nej",
    "group_1": "gruppe 1",
    "group_2": "gruppe 2",
    "group_3": "gruppe 3",
    "group_4": "gruppe 4",
    "group_5": "gruppe 5",
    "group_6": "gruppe 6",
    "group_7": "gruppe 7",
    "group_8": "gruppe 8",
    "not_predicted": "uden prognose",
    "all orders returned": "alle ordrer returneret",
}
