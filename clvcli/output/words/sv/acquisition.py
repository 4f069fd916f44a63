"""The Swedish of the section on winning customers."""

from __future__ import annotations

WORDS = {
    "section.acquisition": "Kundanskaffning",
    "acquisition_missing": "Vad en ny kund kostar och är värd kräver ordrarna, inte filen från compute.",
    "acquisition_add_spend": (
        "Med --spend spend.csv (month, channel, amount) visar det här avsnittet vad en ny kund kostar och när det"
        " är återbetalt."
    ),
    "payback_answer.contribution": (
        "En ny kund kostar {cac}; täckningsbidraget har täckt det i månad {count} efter första ordern."
    ),
    "payback_answer_at_once.contribution": (
        "En ny kund kostar {cac}; redan månaden för första ordern lämnar i genomsnitt mer än så."
    ),
    "payback_answer_at_once.revenue": (
        "En ny kund kostar {cac}; redan månaden för första ordern ger i genomsnitt mer än så, men varorna är inte"
        " betalda ur det."
    ),
    "payback_answer.revenue": (
        "En ny kund kostar {cac}; nettoomsättningen, ur vilken varorna ännu ska betalas, har nått dit i månad"
        " {count} efter första ordern."
    ),
    "payback_answer_not.contribution": (
        "En ny kund kostar {cac}, vilket täckningsbidraget inte har täckt under de {count} månader som kan följas."
    ),
    "payback_answer_not.contribution.one": (
        "En ny kund kostar {cac}, vilket täckningsbidraget inte har täckt under den {count} månad som kan följas."
    ),
    "payback_answer_not.revenue.one": (
        "En ny kund kostar {cac}, vilket nettoomsättningen inte har nått under den {count} månad som kan följas."
    ),
    "payback_answer_not.revenue": (
        "En ny kund kostar {cac}, vilket nettoomsättningen inte har nått under de {count} månader som kan följas."
    ),
    "new_line_at_once.contribution": (
        "En ny kund kostar {cac}, vilket månaden för första ordern i genomsnitt lämnar, och väntas lämna {worth} på"
        " 36 månader."
    ),
    "new_line_at_once.revenue": (
        "En ny kund kostar {cac}, vilket månaden för första ordern i genomsnitt ger, och väntas ge {worth} på 36"
        " månader, ur vilka varorna ännu ska betalas."
    ),
    "new_line_month.contribution": (
        "En ny kund kostar {cac}, vilket täckningsbidraget har täckt i månad {count} efter första ordern, och"
        " väntas lämna {worth} på 36 månader."
    ),
    "new_line_month.revenue": (
        "En ny kund kostar {cac}, vilket nettoomsättningen har nått i månad {count} efter första ordern, och väntas"
        " ge {worth} på 36 månader, ur vilka varorna ännu ska betalas."
    ),
    "new_line_not.contribution": (
        "En ny kund kostar {cac}, vilket täckningsbidraget inte har täckt under de {count} månader som kan följas,"
        " och väntas lämna {worth} på 36 månader."
    ),
    "new_line_not.contribution.one": (
        "En ny kund kostar {cac}, vilket täckningsbidraget inte har täckt under den månad som kan följas, och"
        " väntas lämna {worth} på 36 månader."
    ),
    "new_line_not.revenue": (
        "En ny kund kostar {cac}, vilket nettoomsättningen inte har nått under de {count} månader som kan följas,"
        " och väntas ge {worth} på 36 månader, ur vilka varorna ännu ska betalas."
    ),
    "new_line_not.revenue.one": (
        "En ny kund kostar {cac}, vilket nettoomsättningen inte har nått under den månad som kan följas, och väntas"
        " ge {worth} på 36 månader, ur vilka varorna ännu ska betalas."
    ),
    "clv_new_answer.contribution": (
        "En ny kund väntas lämna {worth} i täckningsbidrag på 36 månader, varav {later} efter första ordern."
    ),
    "clv_new_answer.revenue": (
        "En ny kund väntas ge {worth} i nettoomsättning på 36 månader, varav {later} efter första ordern."
    ),
    "payback": "återbetalningsmånad",
    "payback_meaning": "månader efter första orderns månad tills en ny kund har betalat tillbaka sin kostnad",
    "payback_not_reached": "mer än de {count} månader som kan följas",
    "payback_not_reached.one": "mer än den {count} månad som kan följas",
    "payback_unknown": "ingen ny kund under månaderna med marknadskostnader",
    "cac": "CAC",
    "cac_meaning": "kundanskaffningskostnad, alla marknadskostnader på {spend} för {count} nya kunder",
    "cac_meaning.one": "kundanskaffningskostnad, alla marknadskostnader på {spend} för {count} ny kund",
    "cac_paid": "CAC, betalda kanaler",
    "cac_paid_meaning": "alla marknadskostnader för de {count} nya kunderna i kanaler som kostat pengar",
    "clv_new": "värde av en ny kund",
    "clv_new_36m": "värde på 36 månader",
    "clv_new_meaning.contribution": "på 36 månader, inklusive första ordern, som lämnar {first}",
    "clv_new_meaning.revenue": "nettoomsättning på 36 månader, inklusive första ordern, som ger {first}",
    "clv_new_unknown": "okänt: {reason}",
    "clv_new_later": "samma efter första ordern",
    "clv_new_later_meaning": "väntat under 36 månader efter den, diskonterat till dess dag",
    "first_loss": "förlust på första ordern",
    "first_loss_share": "förlust på första ordern",
    "first_loss_meaning.contribution": "andel nya kunder vars första order lämnar mindre än de kostade",
    "first_loss_meaning.revenue": "andel nya kunder vars första order ger mindre än de kostade",
    "acquisition_channels_title": "Nya kunder efter första orderns {by}",
    "acquisition_seasons_title": "Nya kunder efter det kvartal då de kom",
    "acquisition_months_title": "Marknadskostnader och nya kunder per månad, och CAC per kanal",
    "cac_of": "CAC {channel}",
    "won_by_channel": "kanal",
    "won_by_source": "källa",
    "quarter": "kvartal",
    "spend": "marknadskostnad",
    "new_customers": "nya",
    "new_kept": "behöll något",
    "cac_kept": "CAC, behöll något",
    "payback_month": "återbetald, månad",
    "payback_observed": "månader som kan följas",
    "ratio_12m": "kvot, 12 månader",
    "ratio_36m": "kvot, 36 månader",
    "first_value.contribution": "första ordern",
    "first_value.revenue": "omsättning, första ordern",
    "value_12m.contribution": "värde på 12 månader",
    "value_12m.revenue": "omsättning på 12 månader",
    "allowable_cac": "högsta godtagbara CAC",
    "acquisition_by_note": (
        "Vad som vann en kund är första orderns {by}: namnen där motsvarar {share} av marknadskostnaderna."
    ),
    "cac_note.contribution": (
        "Alla marknadskostnader räknas som kostnad för att vinna kunder, så CAC bär hela kostnaden; ny är den som"
        " beställer första gången, även om allt returneras. Återbetald: den första månad då det kunderna lämnat"
        " täcker CAC; tomt om det inte skett under de månader som kan följas. Kvoter är värde delat med CAC: 12"
        " månader som de har blivit, för kunder som är ett år gamla, och 36 månader som de väntas bli."
    ),
    "cac_note.revenue": (
        "Alla marknadskostnader räknas som kostnad för att vinna kunder, så CAC bär hela kostnaden; ny är den som"
        " beställer första gången, även om allt returneras. Varukostnaden är okänd, så återbetalning och kvoter"
        " ställer omsättning mot CAC utan att räkna med vad varorna kostar; det gör --margin 45%. Återbetald är"
        " tomt om det inte skett under de månader som kan följas."
    ),
    "acquisition_left_out_note": (
        "Månader som inte är slut, vars första ordrar kanske inte är de första, eller som saknar marknadskostnader"
        " visas bara per månad: {count} nya kunder och {spend} i marknadskostnader."
    ),
    "acquisition_left_out_note.one": (
        "Månader som inte är slut, vars första ordrar kanske inte är de första, eller som saknar marknadskostnader"
        " visas bara per månad: {count} ny kund och {spend} i marknadskostnader."
    ),
    "clv_new_held.contribution": (
        "Det som modellen väntar av en ny kund efter första ordern tas gånger {times}: så mycket av det har kunder"
        " som är ett år gamla lämnat under sitt första år."
    ),
    "clv_new_held.revenue": (
        "Det som modellen väntar av en ny kund efter första ordern tas gånger {times}: så mycket av det har kunder"
        " som är ett år gamla gett under sitt första år."
    ),
    "clv_new_note.contribution": (
        "Värdet på 36 månader för en kanal eller ett kvartal är vad dess första ordrar lämnar och vad butikens"
        " kunder väntas lämna efter dem, gånger hur mycket mer eller mindre dess kunder lämnar än andra med samma"
        " ålder; är kunderna få dras värdet mot hela butikens."
    ),
    "clv_new_note.revenue": (
        "Värdet på 36 månader för en kanal eller ett kvartal är vad dess första ordrar ger och vad butikens kunder"
        " väntas ge efter dem, gånger hur mycket mer eller mindre dess kunder ger än andra med samma ålder; är"
        " kunderna få dras värdet mot hela butikens."
    ),
    "allowable_of_revenue_note": (
        "Inga kostnader är kända, så värdet är nettoomsättning: varor och leverans ska ännu betalas ur det."
    ),
    "allowable_note": "Högsta godtagbara CAC är {share} av värdet på 36 månader.",
    "allowable_within_note": (
        "Högsta godtagbara CAC är {share} av värdet på 36 månader, och inte mer än sådana kunder har gett till och"
        " med {count} månader efter första orderns månad."
    ),
}
