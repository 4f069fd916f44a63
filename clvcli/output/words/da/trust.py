"""The Danish of the section that says whether the forecast can be trusted."""

from __future__ import annotations

WORDS = {
    "section.trust": "Prognosens pålidelighed",
    "section.verdict": "Dom",
    "backtest_title": "Hvor tæt prognosen ville være kommet på",
    "trust_cut": "ordrer til og med {cut} kendt, de {days} dage derefter holdt tilbage",
    "trust_cuts": "{folds} skæringsdage, den sidste {cut}, {days} dage holdt tilbage hver gang",
    "trust_customers": "{count} kunder kendt på den sidste skæringsdag",
    "trust_customers.one": "{count} kunde kendt på den sidste skæringsdag",
    "trust_missing": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at holde prognosen op mod det, der skete."
    ),
    "trust_not_judged": "Ukendt: {reason}.",
    "trust_no_forecast": "Der er ingen prognose at holde op mod det, der skete.",
    "trust_nothing_bought": "Intet blev købt i perioden, så ingen prognose kan bedømmes på den.",
    "auto": "Prognosen",
    "trust_totals_better": (
        "{model} ramte antallet af ordrer med en afvigelse på {orders} og nettoomsætningen på {spend}; den simple"
        " regel, der kommer nærmest, {rule}, på {rule_orders} og {rule_spend}."
    ),
    "trust_totals_level": (
        "{model} ramte antallet af ordrer med en afvigelse på {orders} og nettoomsætningen på {spend}; den simple"
        " regel {rule} er lige så god, på {rule_orders} og {rule_spend}."
    ),
    "trust_totals_worse": (
        "{model} ramte antallet af ordrer {orders} forkert og nettoomsætningen {spend}; den simple regel {rule}"
        " kommer nærmere på de to tilsammen, med {rule_orders} og {rule_spend}: stol ikke på modellen alene, når"
        " det gælder totaler."
    ),
    "trust_ranking_better": (
        "Prognosen rangordner kunderne bedre end nogen simpel regel: Gini {own}; den bedste af reglerne, {rule},"
        " {best}."
    ),
    "trust_ranking_level": "Prognosen rangordner ikke kunderne bedre end {rule}: Gini {own} mod {best}.",
    "trust_ranking_worse": (
        "Prognosen rangordner kunderne dårligere end {rule}, Gini {own} mod {best}: brug den regel, når der skal"
        " vælges mellem kunder."
    ),
    "missed_orders": "ordrer, afvigelse",
    "missed_orders_meaning": "af de ordrer, der kom; {rule} afveg {missed}",
    "missed_spend": "nettoomsætning, afvigelse",
    "missed_spend_meaning": "af den nettoomsætning, der kom; {rule} afveg {missed}",
    "forecaster": "prognose",
    "chosen": "brugt",
    "orders_ratio": "ordrer, af faktiske",
    "spend_ratio": "omsætning, af faktisk",
    "spend_mae": "fejl pr. kunde",
    "top_20": "fra øverste 20\xa0%",
    "gini_short": "Gini",
    "rank_correlation": "rangkorr.",
    "accuracy": "rigtigt forudsagt",
    "brier": "Brier",
    "coverage": "i 80\xa0%-interval",
    "totals": "totaler, med simpel regel",
    "ranking": "rangordning, med simpel regel",
    "better": "bedre",
    "level": "lige god",
    "worse": "dårligere",
    "trust_compared_title": "Prognosen og simple regler ved siden af det, der skete",
    "trust_folds_title": "Den samme prognose på hver skæringsdag",
    "trust_deciles_title": (
        "Tiendedele af kunderne efter forventet nettoomsætning, de bedste først; gennemsnit pr. kunde"
    ),
    "cut": "sidste kendte dag",
    "orders_predicted": "forventede ordrer",
    "orders_actual": "faktiske ordrer",
    "spend_predicted": "forventet nettoomsætning",
    "spend_actual": "faktisk nettoomsætning",
    "trust_new_note": (
        "{count} kunder, der købte første gang efter den sidste skæringsdag, er ikke med i tallene: ingen kunne"
        " have forventet dem."
    ),
    "trust_new_note.one": (
        "{count} kunde, der købte første gang efter den sidste skæringsdag, er ikke med i tallene: ingen kunne have"
        " forventet den."
    ),
    "trust_columns_note": (
        "Af faktisk: den forventede total i forhold til den faktiske. Fra øverste 20\xa0%: deres andel af den"
        " faktiske nettoomsætning, efter rang. Gini: 1, hvor rangordningen er perfekt, 0, hvor den er tilfældig."
        " Rigtigt forudsagt: hvem der køber igen, og hvem der ikke gør."
    ),
    "trust_rules_note": (
        "Simple regler: last-window gentager, hvad hver kunde gjorde i lige så mange dage før skæringsdagen;"
        " rate-so-far fortsætter i hver kundes takt; hiatus gør det, hvor seneste køb er mindre end ni måneder"
        " gammelt; cohort-mean forventer det, kunder, der er én periode ældre, gjorde i den alder; past-spend"
        " rangordner kun, efter nettoomsætning til dato."
    ),
    "trust_method_note": (
        "Prognosen er lavet med {method}, valgt ud fra det, der var kendt før den sidste skæringsdag:"
    ),
    "trust_because_note": "{reason}.",
    "trust_left_out_note": "Ikke i tabellen: {reason}.",
}
