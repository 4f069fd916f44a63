"""The Danish of `explain --customer`: how one customer's value came about, in the order it is told."""

from __future__ import annotations

WORDS = {
    "account_title": "Hvad {customer} er værd, og hvorfor",
    # who
    "section.account_who": "Hvem",
    "account_who": "{customer} kendes fra andre købere på {kind}.",
    "account_found": "Det nummer, der spørges om, er et af denne købers.",
    "account_merged": "{count} kundenumre er denne købers, samlet via en fælles adresse: {ids}.",
    "account_emails": "{count} e-mailadresser er denne købers.",
    "account_currencies": "Ordrerne er i {count} valutaer; hver opgøres for sig.",
    "kind.email": "en e-mailadresse",
    "kind.id": "et kundenummer",
    "kind.relay": "en adresse, som en markedsplads har lavet til denne butik",
    "kind.phone": "et telefonnummer",
    "kind.anonymous": "et navn",
    # orders
    "section.account_orders": "Ordrer",
    "account_orders": (
        "{count} ordrer er beholdt, fra {first} til {last}; alle gyldige ordrer gav {revenue} efter returneringer"
        " for {refunds} i alt."
    ),
    "account_orders.one": (
        "{count} ordre er beholdt, fra {first}; alle gyldige ordrer gav {revenue} efter returneringer for {refunds}"
        " i alt."
    ),
    "account_orders_none": "Ingen ordre er beholdt: det, der blev solgt, blev returneret.",
    "account_orders_cut": (
        "De seneste {shown} af {all} ordrer er vist; de {count} tidligere gav {revenue} efter returneringer."
        " --limit {all} viser alle."
    ),
    "account_orders_cut.one": (
        "De seneste {shown} af {all} ordrer er vist; den {count} tidligere gav {revenue} efter returneringer."
        " --limit {all} viser alle."
    ),
    "order_date": "dag",
    "order_id": "ordre",
    "refunds": "returneringer",
    "account_net_sales": "nettosalg",
    "account_net_revenue": "nettoomsætning",
    "kept": "beholdt",
    "returned": "returneret",
    "later": "efter opgørelsesdagen",
    # history
    "section.account_history": "Hvad modellen ser",
    "account_history": "Af alt dette bruger købsmodellen tre tal; dage med flere ordrer er ét køb.",
    "repeat_purchases": "x, køb efter det første",
    "repeat_purchases_meaning": "dage med en beholdt ordre, uden den første",
    "active_days": "t_x, dage til seneste køb",
    "age_days": "T, dage til opgørelsesdagen",
    "age_weeks_meaning": "{weeks} uger siden første køb",
    "active_weeks_meaning": "{weeks} uger fra første køb til seneste",
    "days_since_last": "dage siden seneste køb",
    "days_since_last_meaning": "stilheden: fra seneste køb til opgørelsesdagen",
    # alive
    "section.account_alive": "Er det stadig en kunde?",
    "account_alive": (
        "{p} sandsynligt, efter {count} køb og {days} dages stilhed. Ingen siger farvel: det er et skøn."
    ),
    "account_alive.one": (
        "{p} sandsynligt, efter {count} køb og {days} dages stilhed. Ingen siger farvel: det er et skøn."
    ),
    "account_alive_by_construction": (
        "{p} sandsynligt, i kraft af modellen: i den forlader kunder kun butikken efter et genkøb, og der har ikke"
        " været noget. Det er ikke ros til denne kunde: alle, der har købt én gang, har samme tal."
    ),
    "account_no_leaving": "{p} sandsynligt: i denne model forlader ingen nogensinde butikken.",
    "odds_at_last": "odds for farvel ved seneste køb",
    "odds_at_last_meaning": "at seneste køb var det sidste, før der ses på stilheden: {formula}",
    "silence_factor": "gange stilheden",
    "silence_factor_meaning": "jo længere en, der køber så tit, bliver væk, jo mere sandsynligt var det: {formula}",
    "odds_left": "odds for at være væk",
    "odds_left_meaning": "de to ganget sammen",
    "p_alive": "P(alive)",
    "p_alive_of_odds_meaning": "én divideret med én plus disse odds",
    "p_alive_meaning": "ifølge modellen, ud fra x, t_x og T",
    "account_paradox": (
        "Flere køb kan betyde mindre håb: med ét køb mindre mellem de samme to dage ville P(alive) være {without}."
        " Den, der køber tit og bliver stille, savnes hurtigere end den, der køber sjældent."
    ),
    # purchases
    "section.account_purchases": "Hvor tit køber kunden?",
    "account_purchases": "På {orders} dage de næste {horizon}; sandsynligheden for mindst ét køb er {p}.",
    "account_periods": "Købsdage, som modellen venter, periode for periode",
    "until": "til",
    "expected_in_period": "forventede køb",
    "so_far": "i alt hidtil",
    "model_orders": "ifølge modellen",
    "model_orders_meaning": "summen af perioderne, ud fra denne historik alene",
    "times_season": "gange sæsonen",
    "times_season_meaning": "butikkens måneder, og dens niveau på det seneste, i forhold til modellens",
    "times_boost": "gange boost",
    "times_boost_meaning": "hvad kunder med sådan en historik gjorde ud over modellen, totalerne uændret",
    "expected_orders": "forventede ordrer",
    "expected_orders_meaning": "købsdage de næste {horizon}",
    "p_buy": "sandsynlighed for køb",
    "p_buy_meaning": "mindst én gang de næste {horizon}",
    # spend
    "section.account_spend": "Hvad giver et køb?",
    "account_spend": (
        "{value}, mellem det, denne kunde bruger, og det, alle bruger: efter {count} køb vægter kundens eget"
        " gennemsnit {weight}."
    ),
    "account_spend.one": (
        "{value}, mellem det, denne kunde brugte, og det, alle bruger: efter {count} køb vægter kundens eget"
        " gennemsnit {weight}."
    ),
    "account_spend_mean": (
        "{value}, gennemsnittet for alle: der kan ikke tilpasses en model for forbruget, så kundens eget gennemsnit"
        " bruges ikke."
    ),
    "own_mean": "eget gennemsnit",
    "own_mean_meaning": "denne kundes nettosalg på en købsdag, før returneringer",
    "population_mean": "gennemsnit for alle",
    "population_mean_meaning": "for de kunder, modellen er tilpasset til, før returneringer",
    "own_weight": "vægt af eget gennemsnit",
    "own_weight_meaning": "vokser med antal køb: ét siger lidt, mange siger næsten alt",
    "before_returns": "vægtet gennemsnit",
    "before_returns_meaning": "{formula}",
    "return_rate_of_all": "minus returneringer",
    "return_rate_of_all_meaning": "andel af nettosalget, alle kunder returnerer",
    "return_rate_of_number": "minus returneringer",
    "return_rate_of_number_meaning": "andel af nettosalget, alle returnerer af deres køb nummer {numbers}",
    "expected_order_value": "forventet ordreværdi",
    "expected_order_value_meaning": "nettoomsætning på én kommende købsdag",
    # value
    "section.account_value": "Hvad er det værd?",
    "account_value": "{total}: {earned} tjent hidtil og {residual} forventet.",
    "account_value_past": "{earned} tjent hidtil; der er ingen prognose.",
    "revenue_to_date": "nettoomsætning hidtil",
    "revenue_to_date_meaning": "varer i alle gyldige ordrer efter rabatter og returneringer",
    "margin_rate": "gange dækningsgraden",
    "margin_rate_meaning": "dækningsbidrag af én enhed nettoomsætning, som angivet",
    "step_goods_cost": "minus vareforbrug",
    "step_goods_cost_meaning": "linjer uden omkostning koster som dem med; returnerede varer er sparet",
    "step_shipping_income": "plus fragt",
    "step_shipping_income_meaning": "opkrævet for levering, minus det, der blev betalt tilbage",
    "step_freight": "minus fragt",
    "step_freight_meaning": "betalt for levering af ordrer, også returnerede",
    "step_packing": "minus pakning",
    "step_packing_meaning": "betalt for pakning af ordrer",
    "step_handling": "minus ekspedition",
    "step_handling_meaning": "betalt for pluk og service",
    "step_payment_fee": "minus betalingsgebyrer",
    "step_payment_fee_meaning": "af det opkrævede, inkl. moms; betales ikke tilbage ved returneringer",
    "step_return_cost": "minus returneringer",
    "step_return_cost_meaning": "betalt for ordrer, hvor noget kom retur",
    "step_customer_cost": "minus brugt på kunden",
    "step_customer_cost_meaning": "belønninger, fastholdelse og service, som --customer-costs angiver",
    "contribution_per_purchase": "plus pr. køb",
    "contribution_per_purchase_meaning": (
        "hvad levering og returneringer giver eller koster, uanset hvad et køb giver"
    ),
    "earned": "værdi til dato",
    "earned_meaning": "{basis}",
    "expected_revenue": "forventet omsætning",
    "expected_revenue_meaning": "forventede ordrer gange forventet ordreværdi: {formula}",
    "contribution_rate": "gange dækningsgraden",
    "contribution_rate_meaning": "hvad én enhed nettoomsætning giver",
    "undiscounted": "værdi, ikke diskonteret",
    "undiscounted_meaning": "som om det hele kom i dag",
    "discount_factor": "gange diskontering",
    "discount_factor_meaning": "{rate} om året, {daily} om dagen: det, der kommer senere, er mindre værd",
    "residual": "forventet værdi",
    "residual_meaning": "diskonteret, de næste {horizon}",
    "account_worth": "Det samme, periode for periode",
    "worth_in_period": "diskonteret værdi",
    "interval": "{low} til {high}",
    "account_interval": "Fire af fem sådanne kunder vil give mellem {low} og {high} i alt.",
    "total": "værdi i alt",
    "total_meaning": "værdi til dato og forventet værdi",
    # what was set
    "account_note": "{text}",
    "account_no_forecast": "Der er ingen prognose for denne kunde. {reason}",
    "account_other_method": "Prognosen er lavet med {method}; den har ingen trin at vise for en enkelt kunde.",
}
