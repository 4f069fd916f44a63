"""The Swedish of `explain --customer`: how one customer's value came about, in the order it is told."""

from __future__ import annotations

WORDS = {
    "account_title": "Vad {customer} är värd, och varför",
    # who
    "section.account_who": "Vem",
    "account_who": "{customer} skiljs från andra köpare genom {kind}.",
    "account_found": "Numret som efterfrågades är ett av kundens.",
    "account_merged": "{count} kundnummer tillhör den här köparen, förenade av en gemensam adress: {ids}.",
    "account_emails": "{count} e-postadresser tillhör den här köparen.",
    "account_currencies": "Ordrarna är i {count} valutor; varje valuta värderas för sig.",
    "kind.email": "en e-postadress",
    "kind.id": "ett kundnummer",
    "kind.relay": "en adress som en marknadsplats skapat för den här butiken",
    "kind.phone": "ett telefonnummer",
    "kind.anonymous": "ett namn",
    # orders
    "section.account_orders": "Ordrar",
    "account_orders": (
        "{count} ordrar är behållna, från {first} till {last}; alla som räknas gav {revenue} efter {refunds} i"
        " returer."
    ),
    "account_orders.one": (
        "{count} order är behållen, den {first}; alla som räknas gav {revenue} efter {refunds} i returer."
    ),
    "account_orders_none": "Ingen order är behållen: det som såldes returnerades.",
    "account_orders_cut": (
        "De senaste {shown} av {all} ordrar visas; de {count} tidigare lämnade {revenue} efter returer. --limit"
        " {all} visar alla."
    ),
    "account_orders_cut.one": (
        "De senaste {shown} av {all} ordrar visas; den tidigare lämnade {revenue} efter returer. --limit {all}"
        " visar alla."
    ),
    "order_date": "dag",
    "order_id": "order",
    "refunds": "returer",
    "account_net_sales": "nettoförsäljning",
    "account_net_revenue": "nettoomsättning",
    "kept": "kvar",
    "returned": "retur",
    "later": "efter analysdatum",
    # history
    "section.account_history": "Vad modellen ser av kunden",
    "account_history": "Av allt detta tar köpmodellen tre tal; en dag med flera ordrar är ett köp.",
    "repeat_purchases": "x, köp efter det första",
    "repeat_purchases_meaning": "dagar med en behållen order, utom den första",
    "active_days": "t_x, dagar till senaste köpet",
    "age_days": "T, dagar till analysdatum",
    "age_weeks_meaning": "{weeks} veckor sedan första köpet",
    "active_weeks_meaning": "{weeks} veckor från första köpet till det senaste",
    "days_since_last": "dagar sedan senaste köpet",
    "days_since_last_meaning": "tystnaden: från senaste köpet till analysdatum",
    # alive
    "section.account_alive": "Är det fortfarande en kund?",
    "account_alive": (
        "{p} sannolikhet, efter {count} köp och {days} dagars tystnad. Ingen säger adjö: detta är en uppskattning."
    ),
    "account_alive.one": (
        "{p} sannolikhet, efter {count} köp och {days} dagars tystnad. Ingen säger adjö: detta är en uppskattning."
    ),
    "account_alive_by_construction": (
        "{p} sannolikhet, av modellens konstruktion: i den lämnar kunder bara efter ett återköp, och något sådant"
        " finns inte. Det är inget beröm åt kunden: alla som köpt en gång har samma siffra."
    ),
    "account_no_leaving": "{p} sannolikhet: i den här modellen lämnar ingen någonsin.",
    "odds_at_last": "odds för att ha lämnat vid det senaste",
    "odds_at_last_meaning": "att senaste köpet var det sista, innan tystnaden räknas: {formula}",
    "silence_factor": "gånger tystnaden",
    "silence_factor_meaning": "ju längre någon som köper så ofta är borta, desto troligare är det: {formula}",
    "odds_left": "odds för att ha lämnat",
    "odds_left_meaning": "de två multiplicerade",
    "p_alive": "sannolikhet att fortfarande vara kund",
    "p_alive_of_odds_meaning": "ett genom ett plus dessa odds",
    "p_alive_meaning": "enligt modellen, från x, t_x och T",
    "account_paradox": (
        "Fler köp kan ge mindre hopp: med ett köp mindre mellan samma två dagar skulle sannolikheten vara"
        " {without}. Den som köper ofta och tystnar saknas tidigare än den som köper sällan."
    ),
    # purchases
    "section.account_purchases": "Hur ofta kommer kunden att köpa?",
    "account_purchases": "På {orders} dagar inom {horizon}; sannolikheten för minst ett köp är {p}.",
    "account_periods": "Köpdagar som modellen väntar, period för period",
    "until": "till och med",
    "expected_in_period": "väntade köp",
    "so_far": "alla dittills",
    "model_orders": "enligt modellen",
    "model_orders_meaning": "summan av perioderna, bara från den här historiken",
    "times_season": "gånger säsongen",
    "times_season_meaning": "vad butikens månader, och dess nivå på sistone, är mot modellens",
    "times_boost": "gånger boosting",
    "times_boost_meaning": "vad kunder med sådan historik gjort utöver modellen, med oförändrade summor",
    "expected_orders": "väntade ordrar",
    "expected_orders_meaning": "köpdagar inom {horizon}",
    "p_buy": "sannolikhet att köpa",
    "p_buy_meaning": "minst en gång inom {horizon}",
    # spend
    "section.account_spend": "Vad kommer ett köp att ge?",
    "account_spend": (
        "{value}, mellan vad kunden och vad alla köper för: efter {count} köp har kundens eget medelvärde vikten"
        " {weight}."
    ),
    "account_spend.one": (
        "{value}, mellan vad kunden och vad alla köper för: efter {count} köp har kundens eget medelvärde vikten"
        " {weight}."
    ),
    "account_spend_mean": (
        "{value}, genomsnittet för alla: ingen modell för köpbelopp kan anpassas, så kundens eget medelvärde"
        " används inte."
    ),
    "own_mean": "eget medelvärde",
    "own_mean_meaning": "nettoförsäljning för kundens köpdagar, före returer",
    "population_mean": "allas medelvärde",
    "population_mean_meaning": "för de kunder som modellen anpassats till, före returer",
    "own_weight": "det egna medelvärdets vikt",
    "own_weight_meaning": "växer med köpen: ett säger lite, många säger nästan allt",
    "before_returns": "vägt medelvärde",
    "before_returns_meaning": "{formula}",
    "return_rate_of_all": "minus returer",
    "return_rate_of_all_meaning": "andel av nettoförsäljningen som alla kunder returnerar",
    "return_rate_of_number": "minus returer",
    "return_rate_of_number_meaning": "andel av nettoförsäljningen som alla returnerar av sina köp nummer {numbers}",
    "expected_order_value": "väntat ordervärde",
    "expected_order_value_meaning": "nettoomsättning för en kommande köpdag",
    # value
    "section.account_value": "Vad är det värt?",
    "account_value": "{total}: {earned} intjänat hittills och {residual} väntat.",
    "account_value_past": "{earned} intjänat hittills; det finns ingen prognos.",
    "revenue_to_date": "nettoomsättning hittills",
    "revenue_to_date_meaning": "varor i alla giltiga ordrar efter rabatter och returer",
    "margin_rate": "gånger täckningsgraden",
    "margin_rate_meaning": "täckningsbidrag per enhet nettoomsättning, som angivet",
    "step_goods_cost": "minus kostnad för sålda varor",
    "step_goods_cost_meaning": "rader utan kostnad kostar lika mycket som de andra; returnerade varor räknas inte",
    "step_shipping_income": "plus frakt",
    "step_shipping_income_meaning": "debiterat för leverans, minus det som returnerats",
    "step_freight": "minus frakt",
    "step_freight_meaning": "betalt för leverans av ordrar, även returnerade",
    "step_packing": "minus emballage",
    "step_packing_meaning": "betalt för att packa ordrar",
    "step_handling": "minus hantering",
    "step_handling_meaning": "betalt för plock och service",
    "step_payment_fee": "minus betalavgifter",
    "step_payment_fee_meaning": "på det som debiterats, inklusive moms; återbetalas inte vid returer",
    "step_return_cost": "minus returhantering",
    "step_return_cost_meaning": "betalt för ordrar där något kommit tillbaka",
    "step_customer_cost": "minus kostnader för kunden",
    "step_customer_cost_meaning": "belöningar, kundvård och service, enligt --customer-costs",
    "contribution_per_purchase": "plus per köp",
    "contribution_per_purchase_meaning": "vad leverans och returer lämnar eller kostar, vad ett köp än ger",
    "earned": "värde hittills",
    "earned_meaning": "{basis}",
    "expected_revenue": "väntad omsättning",
    "expected_revenue_meaning": "väntade ordrar gånger väntat ordervärde: {formula}",
    "contribution_rate": "gånger täckningsgraden",
    "contribution_rate_meaning": "vad en enhet nettoomsättning lämnar",
    "undiscounted": "värde, utan diskontering",
    "undiscounted_meaning": "som om allt kom i dag",
    "discount_factor": "gånger diskontering",
    "discount_factor_meaning": "med {rate} per år, {daily} per dag: det som kommer senare är mindre värt",
    "residual": "väntat värde",
    "residual_meaning": "diskonterat, inom {horizon}",
    "account_worth": "Detsamma, period för period",
    "worth_in_period": "diskonterat värde",
    "interval": "{low} till {high}",
    "account_interval": "Fyra av fem sådana kunder kommer att ge mellan {low} och {high}.",
    "total": "värde totalt",
    "total_meaning": "värde hittills och väntat värde",
    # what was set
    "account_note": "{text}",
    "account_no_forecast": "Det finns ingen prognos för den här kunden. {reason}",
    "account_other_method": "Prognosen görs med {method}; den har inga steg att visa för en enskild kund.",
}
