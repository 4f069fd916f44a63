"""The Swedish of the report, in the order of the report: words for keys.

Figures stand in braces and are filled in by the renderers; the only numbers written here are windows and
limits that belong to a term ("de senaste 12 månaderna").  A key with `.one` is used where the figure called
`count` is 1; `.revenue` and `.contribution` say what money means.  "Har köpt" is observed, "väntas" is
predicted.
"""

from __future__ import annotations

WORDS = {
    # --- figures
    "period.d": "{count} dagar",
    "period.d.one": "{count} dag",
    "period.w": "{count} veckor",
    "period.w.one": "{count} vecka",
    "period.m": "{count} månader",
    "period.m.one": "{count} månad",
    "period.y": "{count} år",
    "period.y.one": "{count} år",
    # --- head
    "report_title": "Vad kunderna är värda",
    "context_files": "{files}",
    "context_rows": "{read} rader lästa, {used} använda",
    "context_as_of": "per {day}",
    "context_basis": "{basis}",
    "context_many_files": "{count} filer",
    "context_no_forecast": "{method}",
    "context_method": "{method}, {horizon} framåt, {rate} per år",
    "context_currency": "belopp i {currency}",
    "context_no_currency": "ingen valuta anges i data",
    "context_span": "ordrar från {first} till {last}",
    "context_customers": "kunder: {customers}",
    "context_customers_in": "kunder i {currency}: {customers}",
    "context_guests": "gäster: {share} av nettoomsättningen",
    "context_guests_in": "gäster i {currency}: {share} av nettoomsättningen",
    "context_grade": "databetyg: {grade} på skalan A till D",
    # --- sections
    "section.summary": "I korthet",
    "section.key_figures": "Nyckeltal",
    "section.tiers": "Nivåer",
    "section.segments": "Segment och åtgärder",
    "section.cohorts": "Kohorter",
    "section.concentration": "Koncentration",
    "section.data": "Data",
    "section.decided": "Så tolkades data",
    "section.method": "Metod",
    "section.definitions": "Vad orden betyder",
    "section.next": "Nästa steg",
    # --- summary
    "value_answer.revenue": (
        "{count} kunder har gett {earned} i nettoomsättning och väntas ge ytterligare {expected} inom {horizon}."
    ),
    "value_answer.contribution": (
        "{count} kunder har gett {earned} i täckningsbidrag och väntas ge ytterligare {expected} inom {horizon}."
    ),
    "value_answer_past.revenue": "{count} kunder har gett {earned} i nettoomsättning; det finns ingen prognos.",
    "value_answer_past.contribution": (
        "{count} kunder har gett {earned} i täckningsbidrag; det finns ingen prognos."
    ),
    "value_answer.revenue.one": (
        "{count} kund har gett {earned} i nettoomsättning och väntas ge ytterligare {expected} inom {horizon}."
    ),
    "value_answer.contribution.one": (
        "{count} kund har gett {earned} i täckningsbidrag och väntas ge ytterligare {expected} inom {horizon}."
    ),
    "value_answer_past.revenue.one": "{count} kund har gett {earned} i nettoomsättning; det finns ingen prognos.",
    "value_answer_past.contribution.one": (
        "{count} kund har gett {earned} i täckningsbidrag; det finns ingen prognos."
    ),
    # --- key figures
    "key_figure": "nyckeltal",
    "value": "värde",
    "meaning": "förklaring",
    "unknown": "okänt",
    "figure_before": "tidigare",
    "customers": "kunder",
    "customers_meaning": "med minst en behållen order; {count} behållna ordrar",
    "customers_meaning.one": "med minst en behållen order; {count} behållen order",
    "customers_returned_meaning": (
        "med minst en behållen order, {count} ordrar; {returned} till har ingen order kvar efter returer"
    ),
    "customers_returned_meaning.one": (
        "med minst en behållen order, {count} order; {returned} till har ingen order kvar efter returer"
    ),
    "active_customers": "aktiva kunder",
    "active_customers_meaning": "har köpt de senaste 12 månaderna: {share} av {count}",
    "active_customers_none": "ingen kund har någon behållen order",
    "value_of_base": "kundbasens återstående värde",
    "value_of_base_meaning.revenue": "väntad nettoomsättning inom {horizon}, diskonterad med {rate} per år",
    "value_of_base_meaning.contribution": ("väntat täckningsbidrag inom {horizon}, diskonterat med {rate} per år"),
    "value_of_base_between.revenue": (
        "väntad nettoomsättning inom {horizon}, diskonterad med {rate} per år; med {sure} sannolikhet mellan {low}"
        " och {high}, om kunderna fortsätter som hittills"
    ),
    "value_of_base_between.contribution": (
        "väntat täckningsbidrag inom {horizon}, diskonterat med {rate} per år; med {sure} sannolikhet mellan {low}"
        " och {high}, om kunderna fortsätter som hittills"
    ),
    "value_of_base_missing": "det finns ingen prognos; avsnittet Metod säger varför",
    "value_to_date": "värde hittills",
    "value_to_date_meaning.revenue": "nettoomsättning sedan {first}, efter rabatter och returer",
    "value_to_date_meaning.contribution": "täckningsbidrag sedan {first}, efter rabatter, returer och kostnader",
    "total_value": "totalt kundvärde",
    "total_value_meaning.revenue": (
        "nettoomsättning hittills och kundbasens återstående värde inom {horizon}, tillsammans"
    ),
    "total_value_meaning.contribution": (
        "täckningsbidrag hittills och kundbasens återstående värde inom {horizon}, tillsammans"
    ),
    "total_revenue": "total nettoomsättning",
    "total_revenue_meaning": "hittills och väntad inom {horizon}, tillsammans och utan diskontering",
    "key_figures_before_note": "Tidigare: vad som var känt vid slutet av {day}, om tiden dittills.",
    "cac_12m": "CAC, senaste 12 månaderna",
    "cac_12m_meaning": (
        "{spend} i marknadskostnader och {count} nya kunder, de senaste 12 månader då kostnaderna är kända"
    ),
    "cac_12m_meaning.one": (
        "{spend} i marknadskostnader och {count} ny kund, de senaste 12 månader då kostnaderna är kända"
    ),
    "aov_12m": "genomsnittligt ordervärde, senaste 12 månaderna",
    "aov_12m_meaning": "nettoförsäljning före returer / kända kunders ordrar",
    "aov": "genomsnittligt ordervärde",
    "aov_meaning": "all tid: nettoomsättning i behållna ordrar / antal behållna ordrar",
    "repurchase_12m": "återköpsgrad, 12 månader",
    "repurchase_12m_meaning": "har köpt igen de senaste 12 månaderna, av {count} som köpte under året före",
    "repurchase_12m_missing": "kräver ordrarna: det framgår inte av filen från compute",
    "repurchase_12m_too_short": "ingen köpte under året före de senaste 12 månaderna",
    "share_top20": "de översta 20\N{NO-BREAK SPACE}%:s andel",
    "share_top20_meaning.revenue": "av nettoomsättningen hittills, från de {count} bästa kunderna",
    "share_top20_meaning.contribution": "av täckningsbidraget hittills, från de {count} bästa kunderna",
    "share_top20_meaning.revenue.one": "av nettoomsättningen hittills, från den bästa kunden",
    "share_top20_meaning.contribution.one": "av täckningsbidraget hittills, från den bästa kunden",
    "active_answer": "{active} av {count} kunder, {share}, har köpt de senaste 12 månaderna.",
    "active_answer.one": "{active} av {count} kunder, {share}, har köpt de senaste 12 månaderna.",
    "active_again_answer": (
        "{active} av {count} kunder, {share}, har köpt de senaste 12 månaderna; {again} av {before} som köpte under"
        " året före har köpt igen."
    ),
    "active_again_answer.one": (
        "{active} av {count} kunder, {share}, har köpt de senaste 12 månaderna; {again} av {before} som köpte under"
        " året före har köpt igen."
    ),
    # --- tiers
    "tier": "nivå",
    "share_of_customers": "andel av kunderna",
    "share_of_value": "andel av värdet",
    "value_to_date.revenue": "nettoomsättning hittills",
    "value_to_date.contribution": "täckningsbidrag hittills",
    "clv_residual.revenue": "väntat, {horizon}",
    "clv_residual.contribution": "väntat, {horizon}",
    "clv_12m.revenue": "väntat, 12 månader",
    "clv_12m.contribution": "väntat, 12 månader",
    "value_total": "hittills och väntat",
    "from_value": "lägsta värde",
    "platinum": "platina",
    "gold": "guld",
    "silver": "silver",
    "bronze": "brons",
    "tiers_answer": "Nivån {tier}, {customers_share} av kunderna, står för {share} av värdet.",
    "tiers_answer_heavy": (
        "Nivån {tier}, {customers_share} av kunderna, står för {share} av värdet: mer än alla andra tillsammans."
    ),
    "tiers_note.revenue": (
        "Värdet är nettoomsättning, hittills och väntad. Vid lika värde på en gräns gäller den högre nivån."
    ),
    "tiers_note.contribution": (
        "Värdet är täckningsbidrag, hittills och väntat. Vid lika värde på en gräns gäller den högre nivån."
    ),
    "tiers_note_past": (
        "Värdet är värdet hittills: det finns ingen prognos. Vid lika värde på en gräns gäller den högre nivån."
    ),
    # --- segments
    "segment": "segment",
    "net_revenue_24m": "nettoomsättning, senaste 24 månaderna",
    "share_of_revenue": "andel av omsättningen",
    "median_days_since_last": "dagar sedan senaste köp, median",
    "action": "åtgärd",
    "actions_title": "Vad som ska göras",
    "spend_ceiling": "får kosta högst",
    "export_name": "listans namn",
    "segments_note": (
        "Segmenten utgår från hur nyligen, hur ofta och för hur mycket kunderna köpt, de två senare under de"
        " senaste 24 månaderna."
    ),
    "segments_risk_note": (
        "I riskzonen är den del av de närmaste 12 månaderna som hänger på om kunderna köper under dem."
    ),
    "segments_action_note": (
        "Får kosta högst: vad åtgärdsboken låter hela segmentet kosta på 12 månader (--actions). clvcli segment"
        " --audience skriver segmentets kunder till en fil med listans namn."
    ),
    "champions": "toppkunder",
    "loyal": "lojala",
    "potential_loyal": "potentiellt lojala",
    "new": "ny",
    "promising": "lovande",
    "needs_attention": "behöver uppmärksamhet",
    "about_to_sleep": "på väg att tappas",
    "at_risk": "i riskzonen",
    "cannot_lose": "får inte förloras",
    "hibernating": "vilande",
    "lost": "förlorad",
    "champions_answer": (
        "Toppkunderna, {count} kunder ({share}), har gett {revenue_share} av nettoomsättningen de senaste 24"
        " månaderna."
    ),
    "champions_answer.one": (
        "Toppkunderna, {count} kund ({share}), har gett {revenue_share} av nettoomsättningen de senaste 24"
        " månaderna."
    ),
    "quiet_answer": (
        "{count} kunder som har gett {revenue} de senaste 24 månaderna har tystnat ({segment}): i median {days}"
        " dagar sedan senaste ordern."
    ),
    "quiet_answer.one": (
        "{count} kund som har gett {revenue} de senaste 24 månaderna har tystnat ({segment}): {days} dagar sedan"
        " senaste ordern."
    ),
    # --- cohorts
    "cohorts_missing": "Återköp per kohort kräver ordrarna, inte filen från compute.",
    "within_days": "inom dagar",
    "old_enough": "följda så länge",
    "bought_again": "har köpt igen",
    "share": "andel",
    "repurchase_title": "Kunder som har köpt igen, efter dagar sedan första köpet",
    "heat_title": "Andel av varje kohort som har köpt i varje månad efter första köpet",
    "first_purchase": "första köp",
    "age": "{age}",
    "repurchase_answer": "{share} av {count} kunder har köpt igen inom {days} dagar.",
    "repurchase_answer.one": "{share} av {count} kund har köpt igen inom {days} dagar.",
    "repurchase_answer_low": (
        "Bara {share} av {count} kunder har köpt igen inom {days} dagar: det är den andra ordern som ska vinnas."
    ),
    "repurchase_answer_low.one": (
        "Bara {share} av {count} kund har köpt igen inom {days} dagar: det är den andra ordern som ska vinnas."
    ),
    "c3_title": "Butikens nettoomsättning, efter år för kundernas första köp",
    "earlier_years": "tidigare år",
    "no_first_purchase": "gäster och andra",
    "c3_note": (
        "Efter år för första köpet: vad analytiker kallar C3. Kunder som först syns under det år då data börjar kan"
        " ha köpt tidigare; den som returnerade allt har inget första köp."
    ),
    "cohorts_note": "En månads andel kan stiga igen: kunder gör uppehåll och kommer tillbaka.",
    "heat_cut": "de senaste {shown} av {count} kohorter; alla i en fil: -o report.html",
    "few_legend": "* färre än 30 kunder",
    "incomplete_legend": "~ ofullständig period",
    "left_out": "visas inte vid den här bredden",
    # --- concentration
    "decile": "decil",
    "cumulative_share": "ackumulerad andel",
    "share_of_contribution": "andel av täckningsbidraget",
    "deciles_title.revenue": "Nettoomsättning hittills per kunddecil, de bästa först",
    "deciles_title.contribution": "Täckningsbidrag hittills per kunddecil, de bästa först",
    "top": "bästa",
    "usual_share": "vanligt",
    "concentration_answer_usual.revenue": (
        "De bästa {top} av kunderna, {customers} stycken, har gett {share} av nettoomsättningen; {usual} är"
        " vanligt."
    ),
    "concentration_answer_more.revenue": (
        "De bästa {top} av kunderna, {customers} stycken, har gett {share} av nettoomsättningen, mer än de vanliga"
        " {usual}."
    ),
    "concentration_answer_less.revenue": (
        "De bästa {top} av kunderna, {customers} stycken, har gett {share} av nettoomsättningen, mindre än de"
        " vanliga {usual}."
    ),
    "concentration_answer.contribution": (
        "De bästa {top} av kunderna, {customers} stycken, har gett {share} av täckningsbidraget."
    ),
    "gini": "Ginikoefficient",
    "gini_meaning": "0 om alla kunder ger lika mycket, 1 om en ger allt",
    "customers_for_80": "kunder för 80\N{NO-BREAK SPACE}%",
    "customers_for_80_meaning.revenue": (
        "det minsta antal som har gett 80\N{NO-BREAK SPACE}% av nettoomsättningen hittills"
    ),
    "customers_for_80_meaning.contribution": (
        "det minsta antal som har gett 80\N{NO-BREAK SPACE}% av täckningsbidraget hittills"
    ),
    "losses": "kunder under noll",
    "losses_meaning": (
        "{share} av {customers}, har tillsammans gett {loss}; andelarna gäller det som de andra har gett"
    ),
    "lorenz_title.revenue": "Lorenzkurva: andelar av kunderna, de minsta först, och av nettoomsättningen hittills",
    "lorenz_title.contribution": (
        "Lorenzkurva: andelar av kunderna, de minsta först, och av täckningsbidraget hittills"
    ),
    "lorenz_customers": "kunder hit",
    "lorenz_value": "deras andel av värdet",
    "concentration_note.revenue": (
        "Vanligt: de bästa 20 procentens andel av försäljningen i en studie av 339 företag. Andelen växer ju längre"
        " data sträcker sig, och de bästa ett år är bara delvis desamma som de bästa nästa år."
    ),
    "concentration_note.contribution": "De bästa ett år är bara delvis desamma som de bästa nästa år.",
    # --- next
    "act_on_quiet.one": (
        "Skriv först till kunden i segmentet ”{segment}” som har varit tyst i {days} dagar och har gett {revenue}"
        " de senaste 24 månaderna."
    ),
    "act_on_quiet": (
        "Skriv först till de {count} kunderna i segmentet ”{segment}” som har varit tysta i {days} dagar (median)"
        " och har gett {revenue} de senaste 24 månaderna."
    ),
    "act_on_cost": (
        "Ange hur mycket av en försäljning som är kvar efter kostnader, så värderas kunderna efter det de lämnar."
    ),
    "act_on_orders": "Ange ordrarna, för kohorter och för att styrka data.",
    "act_on_list": "Ta med kundlistan, det högsta väntade värdet först.",
    "act_on_keep": "Spara den här rapporten, med alla rader och kolumner, som fil.",
}
