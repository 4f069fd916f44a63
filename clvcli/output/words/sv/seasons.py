"""The Swedish of the sections on seasons and on planning for them."""

from __future__ import annotations

WORDS = {
    # --- months
    "month": "månad",
    "month_1": "januari",
    "month_2": "februari",
    "month_3": "mars",
    "month_4": "april",
    "month_5": "maj",
    "month_6": "juni",
    "month_7": "juli",
    "month_8": "augusti",
    "month_9": "september",
    "month_10": "oktober",
    "month_11": "november",
    "month_12": "december",
    # --- seasons
    "section.seasons": "Säsonger",
    "seasons_missing": "Säsonger för månader och kunder kräver ordrarna, inte filen från compute.",
    "seasons_too_short": (
        "Säsonger kräver två års ordrar, så att varje månad har kommit två gånger: lägg till äldre exporter."
    ),
    "seasons_nothing_kept": "Ingen order under dessa år behölls, så ingen månad säljer mer än en annan.",
    "seasons_answer": (
        "Starkast är {best}, som säljer {best_index} gånger en genomsnittlig månad; svagast är {worst} med"
        " {worst_index} gånger."
    ),
    "season_customers_answer": "Vår- och sommarkunder: {SS}; höst- och vinterkunder: {AW}.",
    "month_index_title": "Säsongsindex: varje månad mot årets genomsnittliga månad",
    "month_of_year": "månad",
    "season_of_month": "säsong",
    "index_of_orders": "ordrar",
    "index_of_revenue": "nettoomsättning",
    "category_seasons_title": "När varje varugrupp säljer",
    "sold_in_spring": "under vår och sommar",
    "best_month": "bästa månad",
    "best_month_index": "dess index",
    "worst_month": "sämsta månad",
    "worst_month_index": "dess index",
    "season_profiles_title": "Vilken säsong kunderna köper i",
    "buys_in": "köper mest under",
    "of_customers": "av kunderna",
    "SS": "vår, sommar",
    "AW": "höst, vinter",
    "season_SS": "vår och sommar",
    "season_AW": "höst och vinter",
    "season_both": "båda",
    "season_unknown": "för lite känt",
    "season_index_note": (
        "Index: vad en månad sålde i förhållande till årets genomsnittliga månad, som genomsnitt över {years} hela"
        " år, {first} till {last}; en genomsnittlig månad är ett. Under vår och sommar: av de varor som behölls"
        " under dessa år. Gäster ingår."
    ),
    "season_profile_note": (
        "Vår och sommar är {first} till {last} (--spring-summer anger något annat). En säsongskund gör tre av fyra"
        " köp i sin säsong; med färre än {least} köp, eller mindre än ett år efter det första, är för lite känt."
    ),
    # --- planning
    "section.planning": "Planering",
    "planning_missing": "En plan för kommande säsonger kräver ordrarna, inte filen från compute.",
    "planning_nothing": (
        "En plan kräver en prognos för köp som når till slutet av nästa säsong, och en sådan säsong i ordrarna från"
        " första dagen till den sista: lägg till äldre exporter."
    ),
    "planning_answer.one": (
        "För {season} väntas dagens kunder köpa och behålla {count} vara ({low} till {high}); då måste {sold}"
        " säljas."
    ),
    "planning_answer": (
        "För {season} väntas dagens kunder köpa och behålla {count} varor ({low} till {high}); då måste {sold}"
        " säljas."
    ),
    "planning_tried_answer": (
        "En plan för {season} gjord den {cut} hade nått {ratio} av de {actual} varor som de kunderna behöll, med"
        " ett fel på {error} per varugrupp och storlek; att upprepa säsongen före hade nått {naive_ratio}, med ett"
        " fel på {naive_error}."
    ),
    "season_plans_title": "Varor som väntas köpas av dagens kunder, per säsong",
    "season_plan_title": "Varor att planera för {season}, per varugrupp och storlek",
    "planned_season": "säsong",
    "planned_units": "behållna varor",
    "plan_low": "från, 80\N{NO-BREAK SPACE}%",
    "plan_high": "till, 80\N{NO-BREAK SPACE}%",
    "planned_sold": "att sälja",
    "known_last_season": "året före, dåvarande kunder",
    "new_last_season": "året före, nya och gäster",
    "all_sizes": "alla",
    "no_size": "utan storlek",
    "plan_backtest_title": "Planen för {season} per {cut}, mot vad som köptes",
    "bought_by": "köpt av",
    "units_of_known": "dåvarande kunder",
    "units_of_all": "alla",
    "actually_kept": "behållna varor",
    "planned": "planerade varor",
    "planned_ratio": "plan, av behållna",
    "repeated_ratio": "säsongen före, av behållna",
    "planned_error": "planens fel",
    "repeated_error": "fel för säsongen före",
    "cells_inside": "storlekar inom 80\N{NO-BREAK SPACE}%",
    "planning_note": (
        "De köp som prognosen väntar av varje kund under säsongen, gånger varorna av en varugrupp i ett köp:"
        " kundens egna, så långt de är kända, annars allas, och de för en sådan säsong; fördelade på storlekar så"
        " som kunderna behållit dem de senaste 24 månaderna. Att sälja: före det som kommer tillbaka. Bara av"
        " dagens kunder: lägg till nya och gäster, som köpte vad sista kolumnen visar under samma säsong ett år"
        " tidigare; den är tom där den säsongen inte är slut."
    ),
    "planning_interval_note": (
        "80 %: slumpen, hur mycket sådana prognoser missar summor, och hur mycket varugrupper och storlekar har"
        " ändrats från en säsong till nästa av samma slag."
    ),
    "planning_tried_note": (
        "Alla: för nya kunder och gäster upprepar planen säsongen före. Fel: skillnaderna för alla storlekar, av"
        " det som behölls."
    ),
}
