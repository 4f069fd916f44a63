"""The Danish of the sections on groups compared and on contracts."""

from __future__ import annotations

WORDS = {
    # --- groups
    "section.groups": "Grupper sammenlignet",
    "group_of": "{column}",
    "groups_title": "Kunder efter {column}",
    "others": "alle øvrige",
    "not_known": "ukendt",
    "low_80": "fra, 80\xa0%",
    "high_80": "til, 80\xa0%",
    "mean_to_date": "til dato",
    "mean_to_come": "forventet",
    "mean_value_total.revenue": "værdi pr. kunde, omsætning",
    "mean_value_total.contribution": "værdi pr. kunde, dækningsbidrag",
    "mean_value_to_date.revenue": "givet pr. kunde, omsætning",
    "mean_value_to_date.contribution": "givet pr. kunde, dækningsbidrag",
    "repurchase_12m_short": "købte igen, 12 måneder",
    "matched": "sammenlignet",
    "matched_difference": "i forhold til øvrige",
    "groups_more_answer": (
        "Kunder med {column} {group} er i gennemsnit mere værd end andre, der blev vundet i de samme måneder:"
        " {difference}, og mellem {low} og {high} med 80\xa0% sikkerhed. Det er en sammenhæng, ikke nødvendigvis en"
        " årsag: de kan have været forskellige i forvejen."
    ),
    "groups_less_answer": (
        "Kunder med {column} {group} er i gennemsnit mindre værd end andre, der blev vundet i de samme måneder:"
        " {difference}, og mellem {low} og {high} med 80\xa0% sikkerhed. Det er en sammenhæng, ikke nødvendigvis en"
        " årsag: de kan have været forskellige i forvejen."
    ),
    "groups_few_answer": (
        "Ingen gruppe af {column} har 30 kunder, der kan sammenlignes med andre vundet i de samme måneder."
    ),
    "groups_level_answer": (
        "Ingen gruppe af {column} afviger fra de øvrige vundet i de samme måneder mere, end tilfældigheder kan"
        " forklare."
    ),
    "groups_words_note": (
        "Grupperne er ordene i kolonnen, uden hensyn til store og små bogstaver; de sjældne er samlet."
    ),
    "groups_marks_note": "Grupperne er mærkerne i kolonnen.",
    "groups_promoters_note": "Karakterer fra 0 til 10 er inddelt som i Net Promoter Score: 0-6, 7-8 og 9-10.",
    "groups_fifths_note": "Grupperne er femtedele af kunderne efter tallet; lige tal er i én gruppe.",
    "groups_note": (
        "Købte igen: inden for de seneste 12 måneder, af dem, der købte i året før. I forhold til øvrige:"
        " forskellen til alle andre kunder, der købte første gang i samme måned, hvor månederne vægtes efter alle,"
        " der kom i dem; sammenlignet er de, der har andre i deres måned. Intervallerne er på 80\xa0%,"
        " normalfordelt, efter spredningen inden for grupper og måneder. Den, der melder sig ind eller er tilfreds,"
        " kan have været anderledes i forvejen: intet her siger, at det ene skaber det andet."
    ),
    # --- contracts
    "section.contracts": "Kontrakter",
    "contracts_none": "Ingen kontrakt begynder før opgørelsesdagen.",
    "contracts_running": "løbende kontrakter",
    "contracts_running_meaning": (
        "af {count}, der er begyndt i alt; kontrakter, der følger inden for en måned, er én"
    ),
    "sbg_alpha": "alfa",
    "sbg_beta": "beta",
    "sbg_alpha_meaning": (
        "i sBG-modellen, standardfejl {error}; alfa / (alfa + beta) falder fra ved den første beslutning"
    ),
    "sbg_beta_meaning": "i sBG-modellen, standardfejl {error}",
    "sbg_alpha_unsure_meaning": "i sBG-modellen; dataene siger ikke, hvor sikkert det er",
    "sbg_beta_unsure_meaning": "i sBG-modellen; dataene siger ikke, hvor sikkert det er",
    "contracts_year_answer": (
        "{share} af {count} kontrakter, der løb ved begyndelsen af året fra {period}, løb stadig ved dets slutning."
    ),
    "contracts_quarter_answer": (
        "{share} af {count} kontrakter, der løb ved begyndelsen af kvartalet fra {period}, løb stadig ved dets"
        " slutning."
    ),
    "contracts_ahead_answer": (
        "Af {count} kontrakter, der løber i dag, forventes {share} at blive fornyet næste gang (80\xa0%-interval"
        " {low} til {high})."
    ),
    "contracts_by_period_title": "Kontrakter efter kalenderperiode",
    "period_from": "fra",
    "at_risk_contracts": "løb før",
    "ended_of_them": "heraf ophørt",
    "new_contracts": "nye",
    "running_at_end": "løber til sidst",
    "stayed": "blev",
    "contracts_by_tenure_title": "Efter beslutning om fornyelse; en kontrakt løber i {length}",
    "decision_number": "beslutning",
    "asked_to_renew": "spurgt",
    "did_not_renew": "ophørt",
    "renewed": "fornyet",
    "still_there": "stadig kunde",
    "fitted_retention": "fornyet, ifølge sBG",
    "fitted_survival": "stadig kunde, ifølge sBG",
    "contracts_ahead_title": "De nuværende kontrakter, fremskrevet",
    "periods_ahead": "beslutninger frem",
    "expected_running": "forventes at løbe",
    "share_of_running": "af de nuværende",
    "contracts_note": (
        "En kontrakt løber i {length}, til den fornyes. Stadig kunde: af alle, der begyndte, hvor de, der ikke er"
        " spurgt så tit endnu, tæller med så langt, som de er nået (Kaplan-Meier). En kundes kontrakter, der"
        " overlapper eller følger inden for en måned, er én."
    ),
    "contracts_model_note": (
        "Andelen, der fornyer, stiger med kundeforholdets længde, fordi de, der let falder fra, gør det tidligt"
        " (sBG, Fader og Hardie); blev raten for den første beslutning holdt fast, ville alle, der er blevet, blive"
        " vurderet for lavt. Intervallerne rummer 80\xa0% af det, der kan ske: hvem der falder fra, er tilfældigt,"
        " og alfa og beta er ikke kendt med sikkerhed."
    ),
    "contracts_boundary_note": "Dataene afgør ikke modellen: {reason}.",
    "contracts_unfitted_note": "Der er ingen fremskrivning: {reason}.",
}
