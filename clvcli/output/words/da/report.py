"""The Danish of the report, in the order of the report: words for keys."""

from __future__ import annotations

WORDS = {
    # --- figures
    "period.d": "{count} dage",
    "period.d.one": "{count} dag",
    "period.w": "{count} uger",
    "period.w.one": "{count} uge",
    "period.m": "{count} måneder",
    "period.m.one": "{count} måned",
    "period.y": "{count} år",
    "period.y.one": "{count} år",
    # --- head
    "report_title": "Hvad kunderne er værd",
    "context_files": "{files}",
    "context_rows": "{read} rækker læst, {used} brugt",
    "context_as_of": "opgjort pr. {day}",
    "context_basis": "{basis}",
    "context_many_files": "{count} filer",
    "context_no_forecast": "{method}",
    "context_method": "{method}, {horizon} frem, {rate} om året",
    "context_currency": "beløb i {currency}",
    "context_no_currency": "dataene angiver ingen valuta",
    "context_span": "ordrer fra {first} til {last}",
    "context_customers": "kunder: {customers}",
    "context_customers_in": "kunder i {currency}: {customers}",
    "context_guests": "gæster: {share} af nettoomsætningen",
    "context_guests_in": "gæster i {currency}: {share} af nettoomsætningen",
    "context_grade": "datakarakter: {grade} på skalaen A til D",
    # --- sections
    "section.summary": "Kort fortalt",
    "section.key_figures": "Nøgletal",
    "section.tiers": "Niveauer",
    "section.segments": "Segmenter og handlinger",
    "section.cohorts": "Kohorter",
    "section.concentration": "Koncentration",
    "section.data": "Data",
    "section.decided": "Sådan er dataene læst",
    "section.method": "Metode",
    "section.definitions": "Definitioner og indstillinger",
    "section.next": "Næste skridt",
    # --- summary
    "value_answer.revenue": (
        "{count} kunder har givet {earned} i nettoomsætning og forventes at give yderligere {expected} de næste"
        " {horizon}."
    ),
    "value_answer.contribution": (
        "{count} kunder har givet {earned} i dækningsbidrag og forventes at give yderligere {expected} de næste"
        " {horizon}."
    ),
    "value_answer_past.revenue": "{count} kunder har givet {earned} i nettoomsætning; der er ingen prognose.",
    "value_answer_past.contribution": "{count} kunder har givet {earned} i dækningsbidrag; der er ingen prognose.",
    "value_answer.revenue.one": (
        "{count} kunde har givet {earned} i nettoomsætning og forventes at give yderligere {expected} de næste"
        " {horizon}."
    ),
    "value_answer.contribution.one": (
        "{count} kunde har givet {earned} i dækningsbidrag og forventes at give yderligere {expected} de næste"
        " {horizon}."
    ),
    "value_answer_past.revenue.one": "{count} kunde har givet {earned} i nettoomsætning; der er ingen prognose.",
    "value_answer_past.contribution.one": (
        "{count} kunde har givet {earned} i dækningsbidrag; der er ingen prognose."
    ),
    # --- key figures
    "key_figure": "nøgletal",
    "value": "værdi",
    "meaning": "forklaring",
    "unknown": "ukendt",
    "figure_before": "før",
    "customers": "kunder",
    "customers_meaning": "med mindst én beholdt ordre; {count} beholdte ordrer",
    "customers_meaning.one": "med mindst én beholdt ordre; {count} beholdt ordre",
    "customers_returned_meaning": (
        "med mindst én beholdt ordre, {count} ordrer i alt; yderligere {returned} har ingen tilbage efter"
        " returneringer"
    ),
    "customers_returned_meaning.one": (
        "med mindst én beholdt ordre, {count} ordre i alt; yderligere {returned} har ingen tilbage efter"
        " returneringer"
    ),
    "active_customers": "aktive kunder",
    "active_customers_meaning": "har købt inden for de seneste 12 måneder: {share} af {count}",
    "active_customers_none": "ingen kunde har en beholdt ordre",
    "value_of_base": "kundebasens forventede værdi",
    "value_of_base_meaning.revenue": (
        "forventet nettoomsætning de næste {horizon}, tilbagediskonteret med {rate} om året"
    ),
    "value_of_base_meaning.contribution": (
        "forventet dækningsbidrag de næste {horizon}, tilbagediskonteret med {rate} om året"
    ),
    "value_of_base_between.revenue": (
        "forventet nettoomsætning de næste {horizon}, tilbagediskonteret med {rate} om året; med {sure}"
        " sandsynlighed mellem {low} og {high}, hvis kunderne fortsætter som hidtil"
    ),
    "value_of_base_between.contribution": (
        "forventet dækningsbidrag de næste {horizon}, tilbagediskonteret med {rate} om året; med {sure}"
        " sandsynlighed mellem {low} og {high}, hvis kunderne fortsætter som hidtil"
    ),
    "value_of_base_missing": "der er ingen prognose; afsnittet om metoden siger hvorfor",
    "value_to_date": "værdi til dato",
    "value_to_date_meaning.revenue": "nettoomsætning siden {first}, efter rabatter og returneringer",
    "value_to_date_meaning.contribution": (
        "dækningsbidrag siden {first}, efter rabatter, returneringer og omkostninger"
    ),
    "total_value": "samlet kundeværdi",
    "total_value_meaning.revenue": "nettoomsætning til dato plus kundebasens forventede værdi de næste {horizon}",
    "total_value_meaning.contribution": (
        "dækningsbidrag til dato plus kundebasens forventede værdi de næste {horizon}"
    ),
    "total_revenue": "samlet nettoomsætning",
    "total_revenue_meaning": "til dato plus forventet de næste {horizon}, ikke diskonteret",
    "key_figures_before_note": "Før: det, der var kendt ved udgangen af {day}, for tiden indtil da.",
    "cac_12m": "CAC, 12 måneder",
    "cac_12m_meaning": "{spend} brugt og {count} nye kunder i de seneste 12 måneder med kendte udgifter",
    "cac_12m_meaning.one": "{spend} brugt og {count} ny kunde i de seneste 12 måneder med kendte udgifter",
    "aov_12m": "ordreværdi, 12 måneder",
    "aov_12m_meaning": "nettosalg før returneringer / ordrer fra kendte kunder, de seneste 12 måneder",
    "aov": "gennemsnitlig ordreværdi",
    "aov_meaning": "for hele perioden: nettoomsætning af beholdte ordrer / antal beholdte ordrer",
    "repurchase_12m": "genkøbsrate, 12 måneder",
    "repurchase_12m_meaning": "har købt igen inden for de seneste 12 måneder, af {count}, der købte i året før",
    "repurchase_12m_missing": "kræver ordrefilen: raten kan ikke ses af resultatet fra compute",
    "repurchase_12m_too_short": "ingen købte i året før de seneste 12 måneder",
    "share_top20": "de øverste 20\xa0%s andel",
    "share_top20_meaning.revenue": "af nettoomsætningen til dato, fra de bedste {count} kunder",
    "share_top20_meaning.contribution": "af dækningsbidraget til dato, fra de bedste {count} kunder",
    "share_top20_meaning.revenue.one": "af nettoomsætningen til dato, fra den bedste kunde",
    "share_top20_meaning.contribution.one": "af dækningsbidraget til dato, fra den bedste kunde",
    "active_answer": "{active} af {count} kunder, {share}, har købt inden for de seneste 12 måneder.",
    "active_answer.one": "{active} af {count} kunde, {share}, har købt inden for de seneste 12 måneder.",
    "active_again_answer": (
        "{active} af {count} kunder, {share}, har købt inden for de seneste 12 måneder; {again} af {before}, der"
        " købte i året før, har købt igen."
    ),
    "active_again_answer.one": (
        "{active} af {count} kunde, {share}, har købt inden for de seneste 12 måneder; {again} af {before}, der"
        " købte i året før, har købt igen."
    ),
    # --- tiers
    "tier": "niveau",
    "share_of_customers": "andel af kunder",
    "share_of_value": "andel af værdi",
    "value_to_date.revenue": "nettoomsætning til dato",
    "value_to_date.contribution": "dækningsbidrag til dato",
    "clv_residual.revenue": "forventet, {horizon}",
    "clv_residual.contribution": "forventet, {horizon}",
    "clv_12m.revenue": "forventet, 12 måneder",
    "clv_12m.contribution": "forventet, 12 måneder",
    "value_total": "til dato og forventet",
    "from_value": "laveste værdi",
    "platinum": "platin",
    "gold": "guld",
    "silver": "sølv",
    "bronze": "bronze",
    "tiers_answer": "Niveauet {tier}, {customers_share} af kunderne, står for {share} af værdien.",
    "tiers_answer_heavy": (
        "Niveauet {tier}, {customers_share} af kunderne, står for {share} af værdien: mere end alle andre"
        " tilsammen."
    ),
    "tiers_note.revenue": (
        "Værdi er nettoomsætning, til dato og forventet. Ved lige værdier på en grænse gælder det højeste niveau."
    ),
    "tiers_note.contribution": (
        "Værdi er dækningsbidrag, til dato og forventet. Ved lige værdier på en grænse gælder det højeste niveau."
    ),
    "tiers_note_past": (
        "Værdi er værdi til dato: der er ingen prognose. Ved lige værdier på en grænse gælder det højeste niveau."
    ),
    # --- segments
    "segment": "segment",
    "net_revenue_24m": "nettoomsætning, seneste 24 måneder",
    "share_of_revenue": "andel af omsætning",
    "median_days_since_last": "dage siden seneste køb, median",
    "action": "handling",
    "actions_title": "Hvad der skal gøres",
    "spend_ceiling": "brug højst",
    "export_name": "listens navn",
    "segments_note": (
        "Segmenterne følger af, hvor nyligt, hvor tit og for hvor meget kunderne har købt, de to sidste inden for"
        " de seneste 24 måneder."
    ),
    "segments_risk_note": "I risiko er den del af de næste 12 måneder, der afhænger af, om kunderne køber i dem.",
    "segments_action_note": (
        "Brug højst: det, handlingsbogen tillader at bruge på hele segmentet i 12 måneder (--actions). Under"
        " listens navn skriver clvcli segment --audience segmentets kunder."
    ),
    "champions": "topkunder",
    "loyal": "loyale kunder",
    "potential_loyal": "potentielt loyale",
    "new": "ny",
    "promising": "lovende",
    "needs_attention": "kræver opmærksomhed",
    "about_to_sleep": "på vej til at falde fra",
    "at_risk": "i risiko",
    "cannot_lose": "må ikke mistes",
    "hibernating": "i dvale",
    "lost": "tabt",
    "champions_answer": (
        "Topkunderne, {count} kunder ({share}), har givet {revenue_share} af nettoomsætningen de seneste 24"
        " måneder."
    ),
    "champions_answer.one": (
        "Topkunderne, {count} kunde ({share}), har givet {revenue_share} af nettoomsætningen de seneste 24 måneder."
    ),
    "quiet_answer": (
        "{count} kunder, der har købt for {revenue} de seneste 24 måneder, er blevet stille ({segment}): halvdelen"
        " har ikke bestilt i mindst {days} dage."
    ),
    "quiet_answer.one": (
        "Én kunde, der har købt for {revenue} de seneste 24 måneder, er blevet stille ({segment}): {days} dage"
        " siden seneste ordre."
    ),
    # --- cohorts
    "cohorts_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at se genkøb pr. kohorte.",
    "within_days": "inden for, dage",
    "old_enough": "kunder fulgt længe nok",
    "bought_again": "har købt igen",
    "share": "andel",
    "repurchase_title": "Kunder, der har købt igen, efter dage siden første køb",
    "heat_title": "Andel af hver kohorte, der har købt i hver måned efter første køb",
    "first_purchase": "første køb",
    "age": "{age}",
    "repurchase_answer": "{share} af {count} kunder har købt igen inden for {days} dage.",
    "repurchase_answer.one": "{share} af {count} kunde har købt igen inden for {days} dage.",
    "repurchase_answer_low": (
        "{share} af {count} kunder har købt igen inden for {days} dage; mere end halvdelen har ikke, så det er den"
        " anden ordre, der skal arbejdes med."
    ),
    "repurchase_answer_low.one": (
        "{share} af {count} kunde har købt igen inden for {days} dage; mere end halvdelen har ikke, så det er den"
        " anden ordre, der skal arbejdes med."
    ),
    "c3_title": "Butikkens nettoomsætning efter det år, kunderne købte første gang",
    "earlier_years": "tidligere år",
    "no_first_purchase": "gæster og andre",
    "c3_note": (
        "Efter år for første køb: det, analytikere kalder C3. Kunder, der første gang ses i det år, dataene"
        " begynder, kan have købt før. Gæster og andre: købere, ingen kender, og det, der kom helt retur før eller"
        " uden et første køb."
    ),
    "cohorts_note": "Andelen kan stige igen fra en måned til den næste: kunder holder pause og kommer tilbage.",
    "heat_cut": "de nyeste {shown} af {count} kohorter; alle i en fil: -o report.html",
    "few_legend": "* færre end 30 kunder",
    "incomplete_legend": "~ ikke observeret i hele perioden",
    "left_out": "ikke vist i denne bredde",
    # --- concentration
    "decile": "decil",
    "cumulative_share": "akkumuleret andel",
    "share_of_contribution": "andel af dækningsbidrag",
    "deciles_title.revenue": "Nettoomsætning til dato pr. tiendedel af kunderne, de bedste først",
    "deciles_title.contribution": "Dækningsbidrag til dato pr. tiendedel af kunderne, de bedste først",
    "top": "bedste",
    "usual_share": "normalt",
    "concentration_answer_usual.revenue": (
        "De øverste {top} af kunderne, {customers} i alt, har givet {share} af nettoomsætningen; {usual} er"
        " normalt."
    ),
    "concentration_answer_more.revenue": (
        "De øverste {top} af kunderne, {customers} i alt, har givet {share} af nettoomsætningen, mere end de"
        " normale {usual}."
    ),
    "concentration_answer_less.revenue": (
        "De øverste {top} af kunderne, {customers} i alt, har givet {share} af nettoomsætningen, mindre end de"
        " normale {usual}."
    ),
    "concentration_answer.contribution": (
        "De øverste {top} af kunderne, {customers} i alt, har givet {share} af dækningsbidraget."
    ),
    "gini": "Gini-koefficient",
    "gini_meaning": "0, hvis alle kunder giver det samme, 1, hvis én giver det hele",
    "customers_for_80": "kunder bag 80\xa0%",
    "customers_for_80_meaning.revenue": "det mindste antal, der har givet 80\xa0% af nettoomsætningen til dato",
    "customers_for_80_meaning.contribution": (
        "det mindste antal, der har givet 80\xa0% af dækningsbidraget til dato"
    ),
    "losses": "kunder under nul",
    "losses_meaning": (
        "{share} af {customers} kunder; de har tilsammen givet {loss}; andelene er af det, de øvrige har givet"
    ),
    "lorenz_title.revenue": "Lorenz-kurve: andele af kunderne, de mindste først, og af nettoomsætningen til dato",
    "lorenz_title.contribution": (
        "Lorenz-kurve: andele af kunderne, de mindste først, og af dækningsbidraget til dato"
    ),
    "lorenz_customers": "kunder op til her",
    "lorenz_value": "deres andel af værdi",
    "concentration_note.revenue": (
        "Normalt: de øverste 20\xa0%s andel af salget i en undersøgelse af 339 virksomheder. Andelen vokser med"
        " dataenes længde, og de bedste i ét år er ikke alle de bedste i det næste."
    ),
    "concentration_note.contribution": "De bedste i ét år er ikke alle de bedste i det næste.",
    # --- next
    "act_on_quiet.one": (
        'Skriv først til den ene kunde i segmentet "{segment}", der har været stille i {days} dage og har købt'
        " for {revenue} de seneste 24 måneder."
    ),
    "act_on_quiet": (
        'Skriv først til de {count} kunder i segmentet "{segment}", der har købt for {revenue} de seneste 24'
        " måneder og har været stille i {days} dage (median)."
    ),
    "act_on_cost": (
        "Angiv, hvor stor en del af salget der er tilbage efter omkostninger, så opgøres kundernes værdi i"
        " dækningsbidrag."
    ),
    "act_on_orders": "Angiv ordrefilen for at få kohorter og dokumentation af dataene.",
    "act_on_list": "Tag kundelisten med, højeste forventede værdi først.",
    "act_on_keep": "Gem denne rapport som fil, med alle rækker og kolonner.",
}
