"""The Swedish of the sections on the life cycle and on who moved between tiers."""

from __future__ import annotations

WORDS = {
    "context_since": "sedan {day}",
    "context_lines_saved": "gränser som sparade",
    "context_lines_of_each_day": "gränser dragna för varje dag",
    "section.life_cycle": "Kundlivscykel",
    "life_cycle": "status",
    "active": "aktiv",
    "life_cycle_missing": "Kundlivscykeln kräver ordrarna, inte filen från compute.",
    "life_cycle_answer": (
        "{share} av {customers} kunder är aktiva, nya eller tillbaka; {risk} är i riskzonen och {lapsed} är"
        " inaktiva."
    ),
    "not_quiet": "aktiva, nya eller tillbaka",
    "not_quiet_meaning": "av {count} kunder; de andra är i riskzonen eller inaktiva",
    "not_quiet_meaning.one": "av {count} kund; de andra är i riskzonen eller inaktiva",
    "tiers_by_state_title": "Kunder efter nivå och status",
    "life_cycle_limits_title": "Dagar efter ett köp",
    "new_days": "ny i, dagar",
    "life_cycle_note": (
        "Ny: första köpet är inte äldre än vad hälften behöver av dem som köper en andra gång. I riskzonen: tyst"
        " längre än vad 80 procent behöver av dem som kommer tillbaka efter lika många köp; inaktiv: längre än 90"
        " procent. Tillbaka: var inaktiv före det senaste köpet. Aktiv: alla andra. Var och en har en status; den"
        " som inte behöll något räknas från sin första order."
    ),
    "life_cycle_limits_note": (
        "Den som inte har kommit tillbaka än räknas så länge den har väntat (Kaplan-Meier). Den som köper under"
        " samma tre månader flera år är inte inaktiv förrän de månaderna har passerat ännu en gång. Utan gräns"
        " räknas nio månaders tystnad som inaktiv."
    ),
    "section.migration": "Rörelser mellan nivåer",
    "migration_missing": (
        "Rörelser mellan nivåer kräver två års ordrar, eller en tidigare dag som lämnar nog för en prognos."
    ),
    "migration_answer": (
        "Av {customers} kunder som hade en nivå den {from} är {stable} på samma, {upgraded} på en högre och"
        " {downgraded} på en lägre; {lapsed} är inaktiva."
    ),
    "tier_stable": "på samma nivå",
    "tier_upgraded": "på en högre nivå",
    "tier_downgraded": "på en lägre nivå",
    "tier_lapsed": "inaktiva sedan dess",
    "of_tiers_then_meaning": "av {count} kunder som hade en nivå den {from}",
    "of_tiers_then_meaning.one": "av {count} kund som hade en nivå den {from}",
    "migration_title": "Från nivån då till nivån nu",
    "tier_before": "nivå då",
    "tier_after": "nivå nu",
    "new_customer": "nya kunder",
    "back_customer": "tillbaka efter inaktivitet",
    "gone": "saknas i data",
    "balance_title": "Hur det går ihop",
    "balance_before": "då",
    "balance_entered": "+ nya eller tillbaka",
    "balance_moved_in": "+ flyttade in",
    "balance_moved_out": "- flyttade ut",
    "balance_left": "- inaktiva",
    "balance_after": "nu",
    "fallen_title": "Ut ur nivån {tier}: de mest värdefulla av {count} som lämnade den",
    "migration_note": (
        "Nivåer som de var den {from} och är den {until}, för kunder som inte är inaktiva: värde som tjänades för"
        " länge sedan skulle annars hålla kvar dem som lämnat bland de bästa. Andelarna är av dem som hade en nivå"
        " då."
    ),
    "migration_lines_note": (
        "Gränserna mellan nivåer dras på nytt för varje dag, så en kund flyttar också när andra gör det; med --cuts"
        " är de desamma båda dagarna."
    ),
}
