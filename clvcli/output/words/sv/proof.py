"""Swedish words of the sections that prove the rest: the data, the method, what the words mean."""

from __future__ import annotations

WORDS = {
    # --- data
    "data_missing": "Att redovisa rader och belopp kräver ordrarna, inte filen från compute.",
    "said": "{text}",
    "rows_title": "Vad som hände med raderna",
    "fate": "utfall",
    "rule": "regel",
    "rows": "rader",
    "orders": "ordrar",
    "money_of_rows": "netto efter återbetalningar",
    "read": "läst",
    "accepted": "godkänd",
    "excluded": "utesluten",
    "rejected": "avvisad",
    "rows_answer": "Av {count} lästa rader är {accepted} godkända; alla andra redovisas nedan.",
    "rows_answer.one": "{count} rad är läst och {accepted} är godkänd.",
    "rows_answer_none": "Av {count} lästa rader är ingen godkänd.",
    "guests_answer": (
        "Gästköp står för {share} av nettoomsättningen: de ingår i summorna här, men inte i siffrorna om kunder."
    ),
    "grade_answer": "Data får betyget {grade}, på grund av det som är minst känt: {weakest}.",
    "grade_answer_best": "Data får betyget {grade} i allt som bedöms.",
    "data_grade": "databetyg",
    "data_grade_meaning": "det lägsta av betygen som följer; A är bäst och D är sämst",
    "grade_guests": "köpt av gäster",
    "grade_guests_meaning": (
        "av nettoomsättningen, som inte ingår i siffrorna om kunder: {grade} (A upp till {a}, B upp till {b}, C upp"
        " till {c})"
    ),
    "grade_rejected": "avvisade rader",
    "grade_rejected_meaning": "av de lästa raderna: {grade} (A upp till {a}, B upp till {b}, C upp till {c})",
    "grade_costs": "känd varukostnad",
    "grade_costs_meaning": "av nettoförsäljningen: {grade} (A från {a}, B från {b})",
    "grade_costs_margin_meaning": "en täckningsgrad gäller för alla varor: {grade}",
    "grade_costs_none_meaning": "inga kostnader är kända, så värdet är nettoomsättning: {grade}",
    "grade_tax": "moms",
    "grade_tax_meaning": "om beloppen innehåller den: {grade}",
    "grade_span": "dagar med ordrar",
    "grade_span_meaning": "från första ordern till analysdatum: {grade} (A från {a}, B från {b}, C från {c})",
    "grade_returns": "returnerat",
    "grade_returns_meaning": "av nettoförsäljningen: {grade}",
    "grade_returns_none_meaning": "inga returer finns i ordrarna, exporter utelämnar dem ofta: {grade}",
    "is_known": "känt",
    "one_margin": "en täckningsgrad",
    "ladder_title": "Från bruttoförsäljning till nettoomsättning, gäster inräknade",
    "ladder_title_in": "Från bruttoförsäljning till nettoomsättning i {currency}, gäster inräknade",
    "step": "steg",
    "lines": "rader",
    "amount": "belopp",
    "share_of_net_revenue": "andel av nettoomsättningen",
    "gross": "bruttoförsäljning",
    "discounts": "- rabatter",
    "net_sales": "= nettoförsäljning",
    "refunds_of_orders": "- återbetalningar av ordrar",
    "refunds_of_none": "- återbetalningar utan order",
    "net_revenue": "= nettoomsättning",
    "guests": "varav gäster",
    "shipping_and_other": "därutöver: frakt och annat",
    "decided_answer": (
        "Det som varken data eller något tillval visade tolkades som vanligt: de raderna anger standard."
    ),
    "decided_answer_all": "Allt framgick av data eller av tillval.",
    "decided_note": (
        "Avläst: av alla värden i en fil eller kolumn. Angivet: med ett tillval eller i en inställningsfil."
        " Standard: som vanligt, där inget framgick."
    ),
    "decided_missing": "Hur data tolkades kan bara visas för ordrarna, inte för filen från compute.",
    "subject": "vad",
    "decided_value": "värde",
    "how": "hur",
    "because": "underlag",
    "source": "fil",
    "detected": "avläst",
    "set": "angivet",
    "default": "standard",
    # --- method
    "method": "metod",
    "note": "anmärkning",
    "method_answer": "Vad kunderna gör inom {horizon} förutses med {method}.",
    "method_answer_curve": (
        "Ingen modell kunde skattas på de här ordrarna; kunderna väntas inom {horizon} göra som tidigare kunder med"
        " samma ålder och lika många köp."
    ),
    "method_answer_none": "Det finns ingen prognos: {reason}.",
    "method_answer_past": "Det finns ingen prognos.",
    "repeat_buyers": "återköpare",
    "repeat_buyers_meaning": "har köpt under mer än en dag; av dem lär sig modellen",
    "span_days": "dagar med ordrar",
    "span_days_meaning": "från första ordern till analysdatum",
    "return_rate": "returgrad",
    "return_rate_meaning": "av nettoförsäljningen i behållna ordrar har returnerats, och dras av från det väntade",
    "beyond_36m": "bortom 36 månader",
    "beyond_36m_meaning": "av kundbasens återstående värde väntas senare än om 36 månader",
    "cost_known": "känd kostnad",
    "cost_known_meaning": "av nettoomsättningen; resten antas kosta lika mycket i genomsnitt",
    "methods_title": "Kunder per metod",
    "parameter": "parameter",
    "parameters_title": "Parametrar, tid i veckor",
    "reasons_title": "Varför just den här metoden",
    "why": "steg för steg",
    "models_title": "Modeller som prövats, den troligaste först",
    "model": "modell",
    "parameters": "parametrar",
    "log_likelihood": "loglikelihood",
    "ratio": "vinst mot NBD",
    "bic": "BIC",
    "deviance": "devians",
    "at_boundary": "obestämt",
    "method_note": (
        "Väntade värden är medelvärden över det som kan hända: en enskild kund kan göra något annat, medan slumpen"
        " jämnas ut för många tillsammans; osäkerheten om parametrarna och tiderna finns kvar."
    ),
    "no_cost": "Okänt: kostnader. Kunderna jämförs efter nettoomsättning, inte efter vad som är kvar av den.",
    "tax_unknown": "Okänt: om beloppen innehåller moms. De står som de är angivna.",
    "settings_answer": "Rapporten är gjord med clvcli {version} och inställningarna nedan.",
    "version": "programversion",
    "version_meaning": "av clvcli, som gjorde rapporten",
    "settings_title": "Rapportens inställningar, även de som inte ändrats",
    "setting": "inställning",
    "setting_value": "värde",
    "setting_source": "från",
    # --- definitions
    "as_of_definition": (
        "Per datum (analysdatum): dagen för den senaste ordern, om inget annat anges; inget senare är känt eller"
        " används."
    ),
    "kept_order_definition": (
        "Behållen order: giltig, och det finns något kvar av den efter returer. Antal bygger på dessa."
    ),
    "purchase_definition": "Köp: en kunds alla behållna ordrar under en dag.",
    "net_revenue_definition": (
        "Nettoomsättning: varor efter rabatter och returer, utan frakt; returer hör till dagen för sin order."
    ),
    "residual_definition": (
        "Väntat: från analysdatum och framåt, diskonterat, utan det som redan tjänats in och utan det som kunden"
        " kostade att vinna."
    ),
    "rfm_definition": (
        "R, F, M: dagar sedan senaste behållna order, antal behållna ordrar och nettoomsättning de senaste 24"
        " månaderna, var och en poängsatt i femtedelar. Lika värden får lika poäng, så femtedelarna är inte lika"
        " stora."
    ),
    "repurchase_definition": (
        "En butik ser inte när en kund lämnar: återköp är det som har setts under en angiven tid."
    ),
}
