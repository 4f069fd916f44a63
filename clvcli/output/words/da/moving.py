"""The Danish of the sections on the life cycle and on who moved between tiers."""

from __future__ import annotations

WORDS = {
    "context_since": "siden {day}",
    "context_lines_saved": "grænser som gemt",
    "context_lines_of_each_day": "grænser som trukket på hver dag",
    "section.life_cycle": "Livscyklus",
    "life_cycle": "tilstand",
    "active": "aktiv",
    "life_cycle_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at se livscyklussen.",
    "life_cycle_answer": (
        "{share} af {customers} kunder er aktive, nye eller tilbage; {risk} er i risiko, og {lapsed} er inaktive"
        " (stille længere end 90\xa0% af dem, der er kommet igen efter lige så mange køb)."
    ),
    "not_quiet": "aktive, nye eller tilbage",
    "not_quiet_meaning": "af {count} kunder; de øvrige er i risiko eller inaktive",
    "not_quiet_meaning.one": "af {count} kunde; de øvrige er i risiko eller inaktive",
    "tiers_by_state_title": "Kunder efter niveau og tilstand",
    "life_cycle_limits_title": "Dage efter et køb",
    "new_days": "ny indtil, dage",
    "life_cycle_note": (
        "Ny: der er ikke gået længere siden første køb, end halvdelen af dem, der køber anden gang, venter. I"
        " risiko: stille længere end 80\xa0% af dem, der er kommet igen efter lige så mange køb; inaktiv: længere"
        " end 90\xa0%. Tilbage: var inaktiv før seneste køb. Aktiv: alle andre. Alle er i én tilstand; den, der"
        " intet beholdt, tæller fra første ordre."
    ),
    "life_cycle_limits_note": (
        "Den, der ikke er kommet igen endnu, tæller med, så længe vedkommende har ventet (Kaplan-Meier). Den, der"
        " køber i de samme tre måneder i flere år, er ikke inaktiv, før de måneder er gået endnu en gang. Uden en"
        " grænse regnes ni måneders stilhed som inaktiv."
    ),
    "section.migration": "Skift mellem niveauer",
    "migration_missing": (
        "Angiv to års ordrer, eller en tidligere dag, der levner nok til en prognose, for at se skift mellem"
        " niveauer."
    ),
    "migration_answer": (
        "Af {customers} kunder, der var på et niveau {from}, er {stable} på det samme, {upgraded} på et højere og"
        " {downgraded} på et lavere; {lapsed} er inaktive."
    ),
    "tier_stable": "på samme niveau",
    "tier_upgraded": "på et højere niveau",
    "tier_downgraded": "på et lavere niveau",
    "tier_lapsed": "inaktive siden",
    "of_tiers_then_meaning": "af {count} kunder, der var på et niveau {from}",
    "of_tiers_then_meaning.one": "af {count} kunde, der var på et niveau {from}",
    "migration_title": "Fra niveauet dengang til niveauet nu",
    "tier_before": "niveau dengang",
    "tier_after": "niveau nu",
    "new_customer": "nye kunder",
    "back_customer": "tilbagevendte kunder",
    "gone": "ikke i dataene",
    "balance_title": "Regnskabet, der går op",
    "balance_before": "dengang",
    "balance_entered": "+ nye eller tilbage",
    "balance_moved_in": "+ flyttet ind",
    "balance_moved_out": "- flyttet ud",
    "balance_left": "- inaktive",
    "balance_after": "nu",
    "fallen_title": "Ud af {tier}: de mest værdifulde af {count}, der forlod niveauet",
    "migration_note": (
        "Niveauer, som de var {from} og er {until}, for kunder, der ikke er inaktive: ellers ville værdi tjent for"
        " længe siden holde dem, der er gået, blandt de bedste. Andelene er af dem, der var på et niveau dengang."
    ),
    "migration_lines_note": (
        "Grænserne mellem niveauerne trækkes på ny hver dag, så en kunde også flytter, fordi andre gør det; med"
        " --cuts er de ens på begge dage."
    ),
}
