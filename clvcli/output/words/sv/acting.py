"""The Swedish of the sections on loyalty and resources."""

from __future__ import annotations

WORDS = {
    # --- loyalty
    "section.loyalty": "Lojalitet",
    "loyalty_missing": "Vad varje nivå får kosta kräver en prognos: fler kunder eller en längre period.",
    "loyalty_answer.contribution": (
        "Belöningar på {reward} under 12 månader är {share} av vad kunderna väntas lämna: {rate} av vad de köper."
    ),
    "loyalty_answer.revenue": (
        "Belöningar på {reward} under 12 månader är {share} av den väntade nettoomsättningen; vad de får kosta går"
        " bara att säga när kostnaderna är kända."
    ),
    "allowable_reward": "belöningar",
    "reward_per_customer": "per kund",
    "reward_rate": "av köpen",
    "liability": "skuld",
    "break_even_revenue": "intjänat vid",
    "loyalty_note": (
        "Belöningar: vad som får delas ut under 12 månader. Skuld: den del av dem som väntas bli använd,"
        " {redemption}, till {cost} av sitt värde (--redemption, --reward-cost)."
    ),
    "loyalty_break_even_note": "Intjänat vid: så mycket extra nettoomsättning lämnar det som är skuld.",
    "loyalty_costs_note": (
        "Inga kostnader är kända: belöningarna är en andel av omsättningen, och vad som tjänar in dem är okänt."
        " --margin 45% anger det."
    ),
    "rewards_12m": "belöningar, 12 månader",
    "rewards_12m_meaning": "{share} av det som väntas på 12 månader, {rate} av köpen",
    "silent_longer": "tysta längre än vanligt",
    "silent_longer_meaning": "kunder som inte är inaktiva; de första av dem står i listan",
    "silent_risk": "deras värde i riskzonen",
    "silent_risk_meaning": "av vad de väntas ge på 12 månader",
    "to_judge": "tysta kunder",
    "to_judge_meaning": "där en kontakt för {cost} bedöms",
    # --- resources
    "section.resources": "Var resurserna gör nytta",
    "resources_missing": (
        "Vilka kunder som ska skyddas och vinnas tillbaka kräver en prognos: fler kunder eller en längre period."
    ),
    "resources_need_orders": (
        "Vilka kunder som ska skyddas och vinnas tillbaka kräver ordrarna, inte filen från compute."
    ),
    "protect_answer": (
        "{count} kunder har varit tysta längre än de brukar men är inte inaktiva; {risk} av vad de väntas ge på 12"
        " månader hänger på om de köper under den tiden."
    ),
    "protect_answer.one": (
        "{count} kund har varit tyst längre än vanligt men är inte inaktiv; {risk} av vad kunden väntas ge på 12"
        " månader hänger på om den köper under den tiden."
    ),
    "protect_nobody": "Ingen med värde i riskzonen har varit tyst längre än vanligt och går ännu att behålla.",
    "winback_answer": (
        "En kontakt för {cost} väntas löna sig för {count} av {silent} tysta kunder och ge {gain}, om den höjer"
        " sannolikheten för ett nytt köp med {points} procentenheter."
    ),
    "winback_nobody": (
        "En kontakt för {cost} väntas inte löna sig för någon av {silent} tysta kunder, om den höjer sannolikheten"
        " för ett nytt köp med {points} procentenheter."
    ),
    "protect_title": "Att skydda först: tysta längre än vanligt, inte inaktiva än",
    "winback_title": "Vad kontakter ger, efter hur mycket de höjer sannolikheten för ett nytt köp",
    "stops_title": "Vilka som ska kontaktas, och varför inte de andra",
    "winback_list_title": "Att vinna tillbaka först",
    "budget_title": "Hur {budget} för kontakter fördelas",
    "value_at_risk": "värde i riskzonen",
    "days_silent": "tyst",
    "churn_factor": "gånger vanligt mellanrum",
    "act_before": "agera senast",
    "next_purchase_to": "väntas senast",
    "customer_id": "kund",
    "uplift_points": "procentenheter",
    "to_contact": "att kontakta",
    "contact_cost": "kostnad",
    "expected_gain": "väntad vinst",
    "winback_gain": "väntad vinst",
    "value_if_back": "värde vid återkomst",
    "break_even_uplift": "lönar sig från",
    "stop_reason": "bedömning",
    "no_forecast": "ingen prognos",
    "costs_more_than_it_brings": "kostar mer än det ger",
    "roi": "vinst per kostnad",
    "allotted": "tilldelat",
    "gain_of_allotted": "vinst av det",
    "protect_note": (
        "Tyst: dagar sedan senaste köpet, jämfört med kundens eget vanliga mellanrum mellan köp. Agera senast:"
        " sista dagen innan kunden räknas som inaktiv. Väntas senast: då har tre av fyra som kommer tillbaka gjort"
        " det. Hela listan: clvcli segment --table protect."
    ),
    "winback_note": (
        "Väntad vinst: den extra sannolikheten för ett nytt köp, gånger vad 12 månader ger från den som gör det,"
        " minus kostnaden för kontakten. Den extra sannolikheten är ett antagande (--uplift): bara ett test med"
        " kunder som lämnas i fred visar den. Alla tysta kunder: clvcli segment --table winback."
    ),
    "winback_add_cost": (
        "Med --contact-cost 10 visar det här avsnittet vilka av de tysta kunderna en kontakt skulle vinna tillbaka."
    ),
    "budget_note": (
        "Segmenten får sin tur efter vinst per kostnad; inget får mer än det väntas ge, eller mer än taket i"
        " åtgärdsboken. Vilka som ska kontaktas i ett segment där bara några är värda det: listan från --table"
        " winback."
    ),
    "budget_add": "Med --contact-cost 10 --budget 5000 visar det hur en budget fördelas mellan segmenten.",
}
