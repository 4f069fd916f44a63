"""The Swedish of the section that says what is left of sales."""

from __future__ import annotations

WORDS = {
    "section.contribution": "Vad som är kvar av försäljningen",
    "contribution_missing": "Vad som är kvar av försäljningen kräver ordrarna, inte filen från compute.",
    "sales_answer": (
        "Av 100 i bruttoförsäljning är {net_sales} kvar efter rabatter och {net_revenue} efter returer."
    ),
    "sales_answer_full_price": "Av 100 i bruttoförsäljning är {net_revenue} kvar efter returer.",
    "contribution_answer.cm1": "När varorna är betalda är {after_goods} kvar.",
    "contribution_answer.cm2": (
        "När varorna är betalda är {after_goods} kvar, och {after_delivery} efter leverans, betalning och"
        " returhantering."
    ),
    "money_ladder_title": "Från bruttoförsäljning till det som är kvar, hela butiken",
    "of_100": "av 100 brutto",
    "money_gross": "bruttoförsäljning",
    "money_discount": "- rabatter",
    "money_net_sales": "= nettoförsäljning",
    "money_returns": "- returer",
    "money_net_revenue": "= nettoomsättning",
    "money_goods_cost": "- kostnad för sålda varor",
    "money_cm1": "= täckningsbidrag 1",
    "money_shipping_income": "+ fraktintäkter",
    "money_freight": "- frakt",
    "money_packing": "- emballage",
    "money_handling": "- hantering",
    "money_payment_fee": "- betalavgifter",
    "money_return_cost": "- returhantering",
    "money_cm2": "= täckningsbidrag 2",
    "money_customer_cost": "- kostnader för kunder",
    "money_cm3": "= täckningsbidrag 3",
    "ladder_by_channels_title": "Per kanal",
    "ladder_by_channels_part": "kanal",
    "ladder_by_countries_title": "Per land",
    "ladder_by_countries_part": "land",
    "ladder_by_month_title": "Per ordermånad, de senaste fullständiga",
    "ladder_by_month_part": "månad",
    "ladder_by_category_title": "Per varugrupp: leverans är en kostnad för ordrar, inte för varor",
    "ladder_by_category_part": "varugrupp",
    "sales_before_returns": "nettoförsäljning",
    "returned_share": "returer",
    "after_returns": "nettoomsättning",
    "cm1_short": "TB\N{NO-BREAK SPACE}1",
    "cm2_short": "TB\N{NO-BREAK SPACE}2",
    "of_net_revenue": "täckningsgrad",
    "returns_by_number_title": "Returer efter vilken av kundens ordrar det är, ordrar äldre än {days} dagar",
    "order_number": "order nr",
    "returned_of_sales": "av nettoförsäljningen",
    "returned_of_units": "av antalet varor",
    "returned_of_orders": "av ordrarna",
    "returned_expected": "väntat av nettoförsäljningen",
    "provisional_revenue": "preliminär nettoomsättning",
    "provisional_meaning": "från {count} ordrar sedan {since}, där varor ännu kan komma tillbaka",
    "provisional_meaning.one": "från {count} order sedan {since}, där varor ännu kan komma tillbaka",
    "return_reserve": "väntade returer av den",
    "reserve_meaning": (
        "av äldre ordrar kom {rate} tillbaka; lika mycket väntas av öppna ordrar, efter lika många dagar"
    ),
    "reserve_undated": "de flesta returer saknar datum, så det går inte att säga vad som väntar",
    "reserve_too_young": "ingen order är gammal nog för att visa hur mycket som kommer tillbaka",
    "contribution_whole_note": ("Gäster ingår i siffrorna. Det som kommit tillbaka minskar månaden för sin order."),
    "contribution_open_note": (
        "Från och med {since} är siffrorna preliminära: varor från de ordrarna kan ännu komma tillbaka."
    ),
    "contribution_add_costs": "Vad varorna kostar är okänt; --margin 45% eller --costs FILE anger det.",
    "contribution_note.cm1": (
        "Täckningsbidrag 1 (TB 1) är nettoomsättning minus kostnad för sålda varor, täckningsgraden dess andel av"
        " nettoomsättningen. --freight, --payment-fee och liknande leder vidare till täckningsbidrag 2."
    ),
    "contribution_note.cm2": (
        "Täckningsbidrag 1 (TB 1) är nettoomsättning minus kostnad för sålda varor; täckningsbidrag 2 (TB 2) lägger"
        " till fraktintäkter och drar av leverans, betalavgifter och returhantering. En order som returnerats helt"
        " kostar ändå detta."
    ),
    "contribution_note.cm3": (
        "Täckningsbidrag 3 drar av kostnader för kända kunder; de hör inte till någon enskild order, så månader,"
        " kanaler och varugrupper stannar före det."
    ),
    "contribution_covered_note": (
        "Kostnaden är känd för {share} av nettoförsäljningen; resten antas kosta lika mycket i genomsnitt."
    ),
    "returns_late_note": (
        "{share} av returerna kom senare än {days} dagar efter ordern: --return-window anger hur länge de får"
        " komma."
    ),
    "returns_expected_note": (
        "Väntat: graden för varje ordernummer, dragen mot den för alla, mer ju färre ordrar den bygger på."
    ),
}
