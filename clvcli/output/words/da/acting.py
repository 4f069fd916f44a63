"""The Danish of the sections on loyalty and resources."""

from __future__ import annotations

WORDS = {
    # --- loyalty
    "section.loyalty": "Loyalitet",
    "loyalty_missing": (
        "Hvad hvert niveau kan få i belønning, kræver en prognose: flere kunder eller en længere periode."
    ),
    "loyalty_answer.contribution": (
        "Belønninger på {reward} over 12 måneder er {share} af det dækningsbidrag, kunderne forventes at give:"
        " {rate} af deres køb."
    ),
    "loyalty_answer.revenue": (
        "Belønninger på {reward} over 12 måneder er {share} af den forventede nettoomsætning; hvad de må koste,"
        " vides kun med omkostninger."
    ),
    "allowable_reward": "belønning",
    "reward_per_customer": "pr. kunde",
    "reward_rate": "af køb",
    "liability": "forpligtelse",
    "break_even_revenue": "tjent ind ved",
    "loyalty_note": (
        "Belønning: det, der må gives over 12 måneder. Forpligtelse: den del af belønningen, der forventes brugt"
        " ({redemption}), til {cost} af dens værdi (--redemption, --reward-cost)."
    ),
    "loyalty_break_even_note": "Tjent ind ved: den ekstra nettoomsætning, der tjener forpligtelsen ind.",
    "loyalty_costs_note": (
        "Omkostningerne er ukendte: belønningen er en andel af omsætningen, og det vides ikke, hvad der ville tjene"
        " den ind. --margin 45% viser det."
    ),
    "rewards_12m": "belønninger, 12 måneder",
    "rewards_12m_meaning": "{share} af det, der forventes over 12 måneder, {rate} af køb",
    # --- resources
    "silent_longer": "stille længere end normalt",
    "silent_longer_meaning": "kunder, der ikke er inaktive; de første af dem står på listen",
    "silent_risk": "deres værdi i risiko",
    "silent_risk_meaning": "af det, de forventes at give over 12 måneder",
    "to_judge": "stille kunder",
    "to_judge_meaning": "for hvem en kontakt til {cost} er vurderet",
    "section.resources": "Hvor ressourcerne skal bruges",
    "resources_missing": (
        "Hvem der skal beskyttes og genaktiveres, kræver en prognose: flere kunder eller en længere periode."
    ),
    "resources_need_orders": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at se, hvem der skal beskyttes og genaktiveres."
    ),
    "protect_answer": (
        "{count} kunder har været stille længere, end de plejer, og er ikke inaktive; {risk} af det, de forventes"
        " at give over 12 måneder, afhænger af, om de køber i den tid."
    ),
    "protect_answer.one": (
        "{count} kunde har været stille længere, end den plejer, og er ikke inaktiv; {risk} af det, kunden"
        " forventes at give over 12 måneder, afhænger af, om den køber i den tid."
    ),
    "protect_nobody": "Ingen med værdi i risiko har været stille længere, end de plejer, og kan stadig nås i tide.",
    "winback_answer": (
        "En kontakt til {cost} forventes at betale sig for {count} af {silent} stille kunder og at give {gain} i"
        " gevinst, hvis den hæver sandsynligheden for et nyt køb med {points} procentpoint."
    ),
    "winback_nobody": (
        "En kontakt til {cost} forventes ikke at betale sig for nogen af {silent} stille kunder, hvis den hæver"
        " sandsynligheden for et nyt køb med {points} procentpoint."
    ),
    "protect_title": "Dem, der skal beskyttes først: stille længere end de plejer, ikke inaktive endnu",
    "winback_title": "Hvad kontakter ville give, efter hvor meget de hæver sandsynligheden for et nyt køb",
    "stops_title": "Hvem der skal kontaktes, og hvorfor ikke de andre",
    "winback_list_title": "Dem, der skal genaktiveres først",
    "budget_title": "Sådan fordeles {budget} til kontakter",
    "value_at_risk": "værdi i risiko",
    "days_silent": "dage stille",
    "churn_factor": "af normal tid",
    "act_before": "handl senest",
    "next_purchase_to": "ventet senest",
    "customer_id": "kunde",
    "uplift_points": "procentpoint",
    "to_contact": "kontaktes",
    "contact_cost": "omkostning",
    "expected_gain": "forventet gevinst",
    "winback_gain": "forventet gevinst",
    "value_if_back": "hvis tilbage",
    "break_even_uplift": "betaler sig fra",
    "stop_reason": "vurdering",
    "no_forecast": "ingen prognose",
    "costs_more_than_it_brings": "koster mere, end det giver",
    "roi": "gevinst pr. omkostning",
    "allotted": "tildelt",
    "gain_of_allotted": "gevinst heraf",
    "protect_note": (
        "Dage stille: dage siden seneste køb, holdt op mod kundens egen normale tid mellem køb. Handl senest: den"
        " sidste dag, før kunden regnes som inaktiv. Ventet senest: tre af fire, der kommer igen, er kommet inden"
        " da. Alle sammen: clvcli segment --table protect."
    ),
    "winback_note": (
        "Forventet gevinst: den ekstra sandsynlighed for et nyt køb, gange det, 12 måneder giver af den, der køber,"
        " minus omkostningen ved kontakten. Den ekstra sandsynlighed er en antagelse (--uplift): kun en test med"
        " kunder, der ikke kontaktes, kan vise den. Alle stille kunder: clvcli segment --table winback."
    ),
    "winback_add_cost": (
        "Med --contact-cost 10 viser dette afsnit, hvem af de stille kunder en kontakt ville genaktivere."
    ),
    "budget_note": (
        "Segmenterne kommer til efter gevinst pr. omkostning; intet får mere, end det forventes at give, eller mere"
        " end loftet i handlingsbogen. Hvem der skal kontaktes i et segment, hvor kun nogle er det værd: listen i"
        " --table winback."
    ),
    "budget_add": "Med --contact-cost 10 --budget 5000 viser det, hvordan et budget fordeles på segmenter.",
}
