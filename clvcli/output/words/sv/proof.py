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
    "decided_missing": "Hur data tolkades kan bara visas för ordrarna, inte för filen från compute.",
    "subject": "vad",
    "decided_value": "värde",
    "how": "hur",
    "because": "därför att",
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
    "repeat_buyers_meaning": "har köpt en andra dag; det är av dem modellen lär",
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
    "reasons_title": "Varför prognosen görs så",
    "why": "steg för steg",
    "models_title": "Modeller som prövats, den troligaste först",
    "model": "modell",
    "parameters": "parametrar",
    "log_likelihood": "loglikelihood",
    "ratio": "vinst mot NBD",
    "bic": "BIC",
    "deviance": "devians",
    "at_boundary": "obestämt",
    "no_cost": "Okänt: kostnader. Kunderna jämförs efter nettoomsättning, inte efter vad som är kvar av den.",
    "tax_unknown": "Okänt: om beloppen innehåller moms. De står som de är angivna.",
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
