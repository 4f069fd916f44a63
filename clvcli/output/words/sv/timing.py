"""The Swedish of the section on who buys again when, and of what cohorts have brought by age."""

from __future__ import annotations

WORDS = {
    "section.timing": "Tid mellan köp",
    "timing_missing": (
        "Vägen från köp till köp och gränserna för inaktivitet kräver ordrarna, inte filen från compute."
    ),
    "timing_nobody": "Ingen känd kund har någon behållen order.",
    "timing_answer": (
        "{share} av {count} kunder som köpte en gång köpte igen inom ett år; hälften av dem som kommer tillbaka gör"
        " det inom {days} dagar."
    ),
    "timing_answer.one": (
        "{share} av {count} kund som köpte en gång köpte igen inom ett år; hälften av dem som kommer tillbaka gör"
        " det inom {days} dagar."
    ),
    "timing_answer_share": "{share} av {count} kunder som köpte en gång köpte igen inom ett år.",
    "timing_answer_share.one": "{share} av {count} kund som köpte en gång köpte igen inom ett år.",
    "timing_answer_days": "Hälften av dem som köper en andra gång gör det inom {days} dagar.",
    "timing_lapsed_answer": "{share} av {count} som köpt en gång är inaktiva (inget köp på mer än {period}).",
    "timing_lapsed_answer.one": "{share} av {count} som köpt en gång är inaktiv (inget köp på mer än {period}).",
    "order_ladder_title": "Från varje köp till nästa, och hur många dagar det tar",
    "purchase_number": "köp",
    "reached_it": "kunder",
    "watched_a_year": "följda ett år",
    "bought_next": "köpte sedan igen",
    "gap_25": "en fjärdedel inom",
    "gap_50": "hälften inom",
    "gap_75": "tre fjärdedelar inom",
    "gap_80": "80\N{NO-BREAK SPACE}% inom",
    "gap_90": "90\N{NO-BREAK SPACE}% inom",
    "median_wait": "hälften av alla inom",
    "order_ladder_note": (
        "Följda ett år: köpet gjordes för 365 dagar sedan eller mer; köpte sedan igen: en annan dag inom 365 dagar"
        " från det. Hälften inom, och de andra andelarna: av dem som kom tillbaka, vilket ser snabbt ut eftersom"
        " långa väntetider ännu pågår. Hälften av alla inom: de som ännu väntar räknas så länge de har väntat"
        " (Kaplan-Meier); tomt om hälften av dem inte har kommit tillbaka under den tid som kan följas. På sista"
        " raden räknas alla köp från och med det numret."
    ),
    "lapsed_title": "Vilka som har varit tysta hur länge, efter antal köp",
    "purchases_made": "antal köp",
    "at_risk_days": "i riskzonen efter, dagar",
    "lapsed_days": "inaktiv efter, dagar",
    "lapsed": "inaktiv",
    "lapsed_share": "inaktiva, andel",
    "all_customers": "alla",
    "p_buy_mean": "väntas köpa inom {horizon}",
    "lapse_note": (
        "I riskzonen: tyst längre än vad 80 procent behöver av dem som kommer tillbaka efter lika många köp;"
        " inaktiv: längre än 90 procent av dem. Den som inte har kommit tillbaka än räknas så länge den har väntat"
        " (Kaplan-Meier), eftersom långa väntetider ännu pågår. En butik ser inte när en kund lämnar: en del av de"
        " inaktiva kommer tillbaka."
    ),
    "lapse_yearly_note": (
        "Många kommer tillbaka efter ungefär ett år, så ingen räknas som inaktiv före {days} dagar."
    ),
    "lapse_unknown_note": "För få har kommit tillbaka för en gräns där tystnad börjar betyda något.",
    "will_buy_note": (
        "Väntas köpa: den genomsnittliga sannolikheten, enligt modellen, att köpa minst en gång inom {horizon}."
    ),
    "period_retention": "kvarhållningsgrad, 365 dagar",
    "period_retention_meaning": (
        "({end} aktiva den {until} - {new} nya) / {start} aktiva den {from}, där aktiv betyder ett köp under de"
        " {days} dagarna före; {back} kom tillbaka efter en längre tystnad och räknas som kvar"
    ),
    "period_retention_missing": "kräver två års ordrar: vem som var aktiv för ett år sedan går inte att se",
    "ltv_title.revenue": "Nettoomsättning per kund hittills, efter kvartal för första köp och månad därefter",
    "ltv_title.contribution": "Täckningsbidrag per kund hittills, efter kvartal för första köp och månad därefter",
    "ltv_answer.revenue": (
        "I genomsnitt har en kund gett {value} i nettoomsättning {period} efter månaden för första köpet."
    ),
    "ltv_answer.contribution": (
        "I genomsnitt har en kund gett {value} i täckningsbidrag {period} efter månaden för första köpet."
    ),
    "came_in": "första köp",
    "all_cohorts": "alla",
    "ltv_note": (
        "Per kund: över alla som kom under kvartalet, vare sig de kom tillbaka eller inte. Månad 0 är"
        " kalendermånaden för första köpet; en siffra visas där den månaden är slut för dem alla. Raden för alla"
        " bygger på de kvartal som kan följas så länge."
    ),
    "refund_day_note": (
        "Returer minskar den månad då de gjordes (--refund-date refund); därför visar kurvorna nettoomsättning,"
        " eftersom kostnaden för en retur bara är känd för dess order."
    ),
    "truncated_note": (
        "Kunder som först syns före {day} kan ha köpt innan data börjar: deras kohorter ingår inte i raden för alla"
        " (--history-starts)."
    ),
    "history_untold_note": (
        "Ordrarna går mindre än tretton månader tillbaka, och visar då inte om kunderna köpt tidigare: alla räknas"
        " som nya (--history-starts DAY anger från när de är det)."
    ),
    "began_with.channel": "kanal",
    "began_with.country": "land",
    "began_with.category": "varugrupp",
    "trait_title.channel": "Efter kanal för första köpet",
    "trait_title.country": "Efter land för första köpet",
    "trait_title.category": "Efter varugrupp för första köpet, den dyraste radens",
    "eligible_365": "följda ett år",
    "share_90": "igen inom 90 dagar",
    "share_365": "igen inom ett år",
    "value_365.revenue": "nettoomsättning på ett år",
    "value_365.contribution": "täckningsbidrag på ett år",
    "trait_note": (
        "Ett år: de 365 dagarna efter första köpet, för kunder som kan följas så länge. Grupper med färre än 30"
        " kunder visas tillsammans som övriga."
    ),
}
