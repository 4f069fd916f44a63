"""The Danish of the section that says what is left of sales."""

from __future__ import annotations

WORDS = {
    "section.contribution": "Hvad der er tilbage af salget",
    "contribution_missing": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at se, hvad der er tilbage af salget."
    ),
    "sales_answer": (
        "Af 100 i bruttosalg er {net_sales} tilbage efter rabatter og {net_revenue} efter returneringer."
    ),
    "sales_answer_full_price": "Af 100 i bruttosalg er {net_revenue} tilbage efter returneringer.",
    "contribution_answer.cm1": "Efter vareforbrug er {after_goods} tilbage.",
    "contribution_answer.cm2": (
        "Efter vareforbrug er {after_goods} tilbage og {after_delivery} efter levering, betaling og håndtering af"
        " returneringer."
    ),
    "money_ladder_title": "Fra bruttosalg til det, der er tilbage, hele butikken",
    "of_100": "af 100 brutto",
    "money_gross": "bruttosalg",
    "money_discount": "- rabatter",
    "money_net_sales": "= nettosalg",
    "money_returns": "- returneringer",
    "money_net_revenue": "= nettoomsætning",
    "money_goods_cost": "- vareforbrug",
    "money_cm1": "= dækningsbidrag 1",
    "money_shipping_income": "+ fragtindtægt",
    "money_freight": "- fragt",
    "money_packing": "- pakning",
    "money_handling": "- ekspedition",
    "money_payment_fee": "- betalingsgebyrer",
    "money_return_cost": "- håndtering af returneringer",
    "money_cm2": "= dækningsbidrag 2",
    "money_customer_cost": "- brugt på kunder",
    "money_cm3": "= dækningsbidrag 3",
    "ladder_by_channels_title": "Efter kanal",
    "ladder_by_channels_part": "kanal",
    "ladder_by_countries_title": "Efter land",
    "ladder_by_countries_part": "land",
    "ladder_by_month_title": "Efter ordrens måned, de seneste hele måneder",
    "ladder_by_month_part": "måned",
    "ladder_by_category_title": "Efter varegruppe: levering er en omkostning ved ordrer, ikke ved varer",
    "ladder_by_category_part": "varegruppe",
    "sales_before_returns": "nettosalg",
    "returned_share": "returneret",
    "after_returns": "nettoomsætning",
    "cm1_short": "dækningsbidrag 1",
    "cm2_short": "dækningsbidrag 2",
    "of_net_revenue": "af nettoomsætning",
    "returns_by_number_title": "Returneringer efter ordrenummer, af ordrer ældre end {days} dage",
    "order_number": "ordrenummer",
    "returned_of_sales": "af nettosalg",
    "returned_of_units": "af varer",
    "returned_of_orders": "af ordrer",
    "returned_expected": "forventet af nettosalg",
    "provisional_revenue": "foreløbig nettoomsætning",
    "provisional_meaning": "fra {count} ordrer siden {since}, hvor varer stadig kan komme retur",
    "provisional_meaning.one": "fra {count} ordre siden {since}, hvor varer stadig kan komme retur",
    "return_reserve": "heraf forventet retur",
    "reserve_meaning": (
        "af ældre ordrer kom {rate} retur; af åbne ordrer forventes lige så meget, efter lige så mange dage"
    ),
    "reserve_undated": "de fleste returneringer er uden dato, så det kan ikke siges, hvor meget der endnu kommer",
    "reserve_too_young": "ingen ordre er gammel nok til at vise, hvor meget der kommer retur",
    "contribution_whole_note": "Gæster er med i tallene. Det, der kom retur, trækkes fra i ordrens måned.",
    "contribution_open_note": (
        "Tallene fra {since} og frem er foreløbige: varer fra disse ordrer kan stadig komme retur."
    ),
    "contribution_add_costs": "Vareforbruget er ukendt; --margin 45% eller --costs FILE angiver det.",
    "contribution_note.cm1": (
        "Dækningsbidrag 1 er nettoomsætning minus vareforbrug. --freight, --payment-fee og lignende fører videre"
        " til dækningsbidrag 2."
    ),
    "contribution_note.cm2": (
        "Dækningsbidrag 1 er nettoomsætning minus vareforbrug; dækningsbidrag 2 lægger fragtindtægt til og trækker"
        " levering, betalingsgebyrer og håndtering af returneringer fra. De koster også, når en ordre kommer helt"
        " retur."
    ),
    "contribution_note.cm3": (
        "Dækningsbidrag 3 trækker det fra, der er brugt på kendte kunder; det hører ikke til en enkelt ordre, så"
        " måneder, kanaler og varegrupper standser før det."
    ),
    "contribution_covered_note": (
        "Omkostningen er kendt for {share} af nettosalget; resten antages i gennemsnit at koste det samme."
    ),
    "returns_late_note": (
        "{share} af returneringerne kom mere end {days} dage efter ordren: --return-window angiver, hvor længe de"
        " må vare."
    ),
    "returns_expected_note": (
        "Forventet: raten for hvert ordrenummer, trukket mod raten for alle, mest hvor der er få ordrer."
    ),
}
