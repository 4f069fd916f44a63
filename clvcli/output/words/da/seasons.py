"""The Danish of the sections on seasons and on planning for them."""

from __future__ import annotations

WORDS = {
    # --- months
    "month": "måned",
    "month_1": "januar",
    "month_2": "februar",
    "month_3": "marts",
    "month_4": "april",
    "month_5": "maj",
    "month_6": "juni",
    "month_7": "juli",
    "month_8": "august",
    "month_9": "september",
    "month_10": "oktober",
    "month_11": "november",
    "month_12": "december",
    # --- seasons
    "section.seasons": "Sæsoner",
    "seasons_missing": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at se måneders og kunders sæsoner."
    ),
    "seasons_too_short": "Sæsoner kræver to års ordrer, så hver måned er der to gange: tilføj ældre udtræk.",
    "seasons_nothing_kept": "Ingen ordre i disse år blev beholdt, så ingen måned sælger mere end en anden.",
    "seasons_answer": (
        "I {best} sælges {best_index} gange så meget som i en gennemsnitlig måned, i {worst} {worst_index} gange."
    ),
    "season_customers_answer": "Kunder, der køber om foråret og sommeren: {SS}; om efteråret og vinteren: {AW}.",
    "month_index_title": "Hver måned i forhold til årets gennemsnitlige måned",
    "month_of_year": "måned",
    "season_of_month": "sæson",
    "index_of_orders": "ordrer",
    "index_of_revenue": "nettoomsætning",
    "category_seasons_title": "Hvornår hver varegruppe sælger",
    "sold_in_spring": "forår og sommer",
    "best_month": "bedste måned",
    "best_month_index": "dens indeks",
    "worst_month": "dårligste måned",
    "worst_month_index": "dens indeks",
    "season_profiles_title": "Den sæson, kunderne køber i",
    "buys_in": "køber mest i",
    "of_customers": "af kunder",
    "SS": "forår, sommer",
    "AW": "efterår, vinter",
    "season_SS": "forår og sommer",
    "season_AW": "efterår og vinter",
    "season_both": "begge",
    "season_unknown": "for lidt kendt",
    "season_index_note": (
        "Indeks: salget i en måned i forhold til årets gennemsnitlige måned, i gennemsnit over {years} hele år,"
        " {first} til {last}; en gennemsnitlig måned er 1. Forår og sommer: af de varer, der er beholdt i disse år."
        " Gæster er med."
    ),
    "season_profile_note": (
        "Forår og sommer er {first} til {last} (--spring-summer kan ændre det). En sæsonkunde foretager tre af fire"
        " køb i sæsonen; med færre end {least} køb, eller mindre end et år efter det første, er for lidt kendt."
    ),
    # --- planning
    "section.planning": "Planlægning",
    "planning_missing": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at få en plan for de kommende sæsoner."
    ),
    "planning_nothing": (
        "En plan kræver en købsprognose, der rækker til slutningen af næste sæson, og en tilsvarende sæson i"
        " ordrerne fra dens første dag til dens sidste: tilføj ældre udtræk."
    ),
    "planning_answer.one": (
        "Til {season} forventes de nuværende kunder at købe og beholde {count} vare ({low} til {high}); det kræver,"
        " at {sold} sælges."
    ),
    "planning_answer": (
        "Til {season} forventes de nuværende kunder at købe og beholde {count} varer ({low} til {high}); det"
        " kræver, at {sold} sælges."
    ),
    "planning_tried_answer": (
        "Lavet ved udgangen af {cut} for {season} ville planen have ramt {ratio} af de {actual} varer, disse kunder"
        " beholdt, med en fejl på {error} pr. varegruppe og størrelse; en gentagelse af sæsonen før {naive_ratio},"
        " med en fejl på {naive_error}."
    ),
    "season_plans_title": "Forventede varer til de nuværende kunder, efter sæson",
    "season_plan_title": "Varer at planlægge til {season}, efter varegruppe og størrelse",
    "planned_season": "sæson",
    "planned_units": "beholdte varer",
    "plan_low": "fra, 80\xa0%",
    "plan_high": "til, 80\xa0%",
    "planned_sold": "at sælge",
    "known_last_season": "året før, daværende kunder",
    "new_last_season": "året før, nye og gæster",
    "all_sizes": "alle",
    "no_size": "uden størrelse",
    "plan_backtest_title": "Planen for {season}, som den var {cut}, mod det, der blev købt",
    "bought_by": "købt af",
    "units_of_known": "daværende kunder",
    "units_of_all": "alle",
    "actually_kept": "beholdte varer",
    "planned": "planlagte varer",
    "planned_ratio": "plan, af beholdt",
    "repeated_ratio": "sæsonen før, af beholdt",
    "planned_error": "fejl, plan",
    "repeated_error": "fejl, sæsonen før",
    "cells_inside": "størrelser inden for 80\xa0%",
    "planning_note": (
        "De køb, prognosen venter af hver kunde i sæsonen, gange antal varer i en varegruppe pr. køb: kundens egne,"
        " så vidt de er kendt, ellers alles, og sådan en sæsons; fordelt på størrelser, som kunderne beholdt dem de"
        " seneste 24 måneder. At sælge: før det, der kommer retur. Kun til de nuværende kunder: læg nye og gæster"
        " til, der købte det, sidste kolonne viser, i samme sæson året før; den er tom, hvor den sæson ikke er"
        " slut."
    ),
    "planning_interval_note": (
        "80\xa0%: tilfældigheder, det, sådanne prognoser rammer totaler forkert med, og hvor meget varegrupper og"
        " størrelser har ændret sig fra en sæson til den næste af samme slags."
    ),
    "planning_tried_note": (
        "Alle: for nye kunder og gæster gentager planen sæsonen før. Fejl: forskellene for alle størrelser, af det,"
        " der blev beholdt."
    ),
}
