"""The Swedish of the section that says whether the forecast can be trusted."""

from __future__ import annotations

WORDS = {
    "section.trust": "Går prognosen att lita på?",
    "section.verdict": "Omdöme",
    "backtest_title": "Hur nära prognosen hade kommit",
    "trust_cut": "ordrar till och med {cut} kända, de {days} dagarna efter är testperiod",
    "trust_cuts": "{folds} brytdagar, den sista efter {cut}, {days} dagars testperiod varje gång",
    "trust_customers": "{count} kunder kända vid sista brytdagen",
    "trust_customers.one": "{count} kund känd vid sista brytdagen",
    "trust_missing": "Att jämföra prognosen med utfallet kräver ordrarna, inte filen från compute.",
    "trust_not_judged": "Okänt: {reason}.",
    "trust_no_forecast": "Det finns ingen prognos att jämföra med utfallet.",
    "trust_nothing_bought": "Inget köptes under testperioden, så ingen prognos kan bedömas efter den.",
    "auto": "Prognosen",
    "trust_totals_better": (
        "{model} träffade ordrarna inom {orders} och nettoomsättningen inom {spend}; den tumregel som kommer"
        " närmast, {rule}, inom {rule_orders} och {rule_spend}."
    ),
    "trust_totals_level": (
        "{model} träffade ordrarna inom {orders} och nettoomsättningen inom {spend}; tumregeln {rule} är lika bra,"
        " inom {rule_orders} och {rule_spend}."
    ),
    "trust_totals_worse": (
        "{model} missade ordrarna med {orders} och nettoomsättningen med {spend}; tumregeln {rule} kommer närmare"
        " båda sammantaget, med {rule_orders} och {rule_spend}: lita inte på modellen ensam för totalsummor."
    ),
    "trust_ranking_better": (
        "Den rangordnar kunderna bättre än alla tumregler: Gini {own}, den bästa av dem, {rule}, {best}."
    ),
    "trust_ranking_level": "Den rangordnar kunderna inte bättre än {rule}: Gini {own} mot {best}.",
    "trust_ranking_worse": (
        "Den rangordnar kunderna sämre än {rule}, Gini {own} mot {best}: använd den regeln för att välja kunder."
    ),
    "missed_orders": "prognosens fel, ordrar",
    "missed_orders_meaning": "av ordrarna som kom; tumregeln {rule}: {missed}",
    "missed_spend": "prognosens fel, nettoomsättning",
    "missed_spend_meaning": "av nettoomsättningen som kom; tumregeln {rule}: {missed}",
    "forecaster": "prognos",
    "chosen": "används",
    "orders_ratio": "ordrar, av utfallet",
    "spend_ratio": "omsättning, av utfallet",
    "spend_mae": "fel per kund",
    "top_20": "översta 20\N{NO-BREAK SPACE}% står för",
    "gini_short": "Gini",
    "rank_correlation": "rangkorr.",
    "accuracy": "rätt förutsagda",
    "brier": "Brier",
    "coverage": "inom 80\N{NO-BREAK SPACE}%-intervallet",
    "totals": "summor, mot tumregel",
    "ranking": "rangordning, mot tumregel",
    "better": "bättre",
    "level": "lika bra",
    "worse": "sämre",
    "trust_compared_title": "Prognosen och tumregler vid sidan av utfallet",
    "trust_folds_title": "Samma prognos vid varje brytdag",
    "trust_deciles_title": (
        "Tiondelar av kunderna efter väntad nettoomsättning, de bästa först; medelvärden per kund"
    ),
    "cut": "sista kända dag",
    "orders_predicted": "väntade ordrar",
    "orders_actual": "gjorda ordrar",
    "spend_predicted": "väntad nettoomsättning",
    "spend_actual": "faktisk nettoomsättning",
    "trust_new_note": (
        "{count} kunder som köpte första gången efter sista brytdagen ingår inte i siffrorna: ingen kunde ha väntat"
        " sig dem."
    ),
    "trust_new_note.one": (
        "{count} kund som köpte första gången efter sista brytdagen ingår inte i siffrorna: ingen kunde ha väntat"
        " sig kunden."
    ),
    "trust_columns_note": (
        "Av utfallet: den väntade summan delad med den faktiska. Översta 20 % står för: deras andel av den faktiska"
        " nettoomsättningen, efter rang. Gini: 1 är en perfekt rangordning, 0 är slumpen. Rätt förutsagda: vilka"
        " som köper igen och vilka som inte gör det."
    ),
    "trust_rules_note": (
        "Tumregler: last-window upprepar vad varje kund gjorde under lika många dagar före brytdagen; rate-so-far"
        " fortsätter i varje kunds takt; hiatus gör det om senaste köpet är mindre än nio månader gammalt;"
        " cohort-mean väntar det som kunder en period äldre gjorde vid samma ålder; past-spend rangordnar bara,"
        " efter nettoomsättning hittills."
    ),
    "trust_method_note": "Prognosen gjordes med {method}, vald på det som var känt före sista brytdagen:",
    "trust_because_note": "{reason}.",
    "trust_left_out_note": "Inte i tabellen: {reason}.",
}
