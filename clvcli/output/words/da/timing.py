"""The Danish of the section on who buys again when, and of what cohorts have brought by age."""

from __future__ import annotations

WORDS = {
    "section.timing": "Tid mellem køb",
    "timing_missing": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at se ordretrappe og grænser for inaktivitet."
    ),
    "timing_nobody": "Ingen kendt kunde har beholdt en ordre.",
    "timing_answer": (
        "{share} af {count} kunder, der købte én gang, købte igen inden for et år; halvdelen af dem, der kommer"
        " igen, gør det inden for {days} dage."
    ),
    "timing_answer.one": (
        "{share} af {count} kunde, der købte én gang, købte igen inden for et år; halvdelen af dem, der kommer"
        " igen, gør det inden for {days} dage."
    ),
    "timing_answer_share": "{share} af {count} kunder, der købte én gang, købte igen inden for et år.",
    "timing_answer_share.one": "{share} af {count} kunde, der købte én gang, købte igen inden for et år.",
    "timing_answer_days": "Halvdelen af dem, der køber anden gang, gør det inden for {days} dage.",
    "timing_lapsed_answer": (
        "{share} af {count}, der har købt én gang, er inaktive (intet køb i mere end {period})."
    ),
    "timing_lapsed_answer.one": (
        "{share} af {count}, der har købt én gang, er inaktiv (intet køb i mere end {period})."
    ),
    "order_ladder_title": "Fra hvert køb til det næste, og dagene derimellem",
    "purchase_number": "køb",
    "reached_it": "kunder",
    "watched_a_year": "fulgt i et år",
    "bought_next": "købte så igen",
    "gap_25": "en fjerdedel inden",
    "gap_50": "halvdelen inden",
    "gap_75": "tre fjerdedele inden",
    "gap_80": "80\xa0% inden",
    "gap_90": "90\xa0% inden",
    "median_wait": "halvdelen af alle inden",
    "order_ladder_note": (
        "Fulgt i et år: købet ligger mindst 365 dage tilbage; købte så igen: på en anden dag inden for 365 dage"
        " efter det. Halvdelen inden, og de andre andele: af dem, der kom igen, hvilket ser hurtigt ud, fordi lange"
        " ventetider endnu er åbne. Halvdelen af alle: de, der stadig venter, tæller med, så længe de har ventet"
        " (Kaplan-Meier); tom, hvor halvdelen ikke er kommet igen i den observerede tid. I sidste række tæller"
        " hvert køb fra dette nummer og frem."
    ),
    "lapsed_title": "Hvor længe kunderne har været stille, efter antal køb",
    "purchases_made": "antal køb",
    "at_risk_days": "i risiko efter, dage",
    "lapsed_days": "inaktiv efter, dage",
    "lapsed": "inaktiv",
    "lapsed_share": "inaktiv, andel",
    "all_customers": "alle",
    "p_buy_mean": "forventes at købe inden for {horizon}",
    "lapse_note": (
        "I risiko: stille længere end 80\xa0% af dem, der er kommet igen efter lige så mange køb; inaktiv: længere"
        " end 90\xa0% af dem. Den, der ikke er kommet igen endnu, tæller med, så længe vedkommende har ventet"
        " (Kaplan-Meier), fordi lange ventetider endnu er åbne. En butik kan ikke se, når en kunde falder fra:"
        " nogle af de inaktive kommer tilbage."
    ),
    "lapse_yearly_note": "Mange kommer igen efter omkring et år, så ingen regnes som inaktiv før {days} dage.",
    "lapse_unknown_note": "For få er kommet igen til at sætte en grænse for, hvornår stilhed siger noget.",
    "will_buy_note": (
        "Forventes at købe: den gennemsnitlige sandsynlighed ifølge modellen for at købe mindst én gang inden for"
        " de næste {horizon}."
    ),
    "period_retention": "fastholdelse, aktiv inden for 365 dage",
    "period_retention_meaning": (
        "({end} aktive {until} - {new} nye) / {start} aktive {from}, hvor aktiv er et køb inden for de foregående"
        " {days} dage; {back} kom tilbage efter en længere stilhed og regnes som fastholdt"
    ),
    "period_retention_missing": "kræver to års ordrer: det kan ikke ses, hvem der var aktiv for et år siden",
    "ltv_title.revenue": "Nettoomsætning pr. kunde hidtil, efter kvartal for første køb og måned derefter",
    "ltv_title.contribution": "Dækningsbidrag pr. kunde hidtil, efter kvartal for første køb og måned derefter",
    "ltv_answer.revenue": (
        "En kunde har i gennemsnit givet {value} i nettoomsætning inden for {period} efter måneden for første køb."
    ),
    "ltv_answer.contribution": (
        "En kunde har i gennemsnit givet {value} i dækningsbidrag inden for {period} efter måneden for første køb."
    ),
    "came_in": "første køb",
    "all_cohorts": "alle",
    "ltv_note": (
        "Pr. kunde: over alle, der kom i kvartalet, uanset om de kom igen. Måned 0 er kalendermåneden for første"
        " køb; et tal står, hvor måneden er slut for dem alle. I rækken for alle bygger det på de kvartaler, der er"
        " fulgt så længe."
    ),
    "refund_day_note": (
        "Returneringer trækkes fra i den måned, de blev lavet (--refund-date refund); kurverne viser derfor"
        " nettoomsætning, for hvad en returnering koster, kendes kun for ordren."
    ),
    "truncated_note": (
        "Kunder, der første gang ses før {day}, kan have købt, før dataene begynder: deres kohorter er ikke med i"
        " rækken for alle (--history-starts)."
    ),
    "history_untold_note": (
        "Ordrerne går mindre end tretten måneder tilbage og kan ikke vise, om kunder har købt før: alle regnes som"
        " nye (--history-starts DAY siger, fra hvornår de er det)."
    ),
    "began_with.channel": "kanal",
    "began_with.country": "land",
    "began_with.category": "varegruppe",
    "trait_title.channel": "Efter kanal for første køb",
    "trait_title.country": "Efter land for første køb",
    "trait_title.category": "Efter varegruppe for første køb, den dyreste linjes",
    "eligible_365": "fulgt i et år",
    "share_90": "igen inden 90 dage",
    "share_365": "igen inden et år",
    "value_365.revenue": "nettoomsætning, et år",
    "value_365.contribution": "dækningsbidrag, et år",
    "trait_note": (
        "Et år: de 365 dage efter første køb, for kunder, der er fulgt så længe. Grupper med færre end 30 kunder er"
        " samlet som øvrige."
    ),
}
