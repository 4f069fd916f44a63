"""The Swedish of the sections on groups compared and on contracts."""

from __future__ import annotations

WORDS = {
    # --- groups
    "section.groups": "Grupper jämförda",
    "group_of": "{column}",
    "groups_title": "Kunder efter {column}",
    "others": "alla övriga",
    "not_known": "okänt",
    "low_80": "från, 80\N{NO-BREAK SPACE}%",
    "high_80": "till, 80\N{NO-BREAK SPACE}%",
    "mean_to_date": "hittills",
    "mean_to_come": "väntat",
    "mean_value_total.revenue": "värde per kund, omsättning",
    "mean_value_total.contribution": "värde per kund, täckningsbidrag",
    "mean_value_to_date.revenue": "hittills per kund, omsättning",
    "mean_value_to_date.contribution": "hittills per kund, täckningsbidrag",
    "repurchase_12m_short": "köpte igen, 12 månader",
    "matched": "jämförda",
    "matched_difference": "mot andra",
    "groups_more_answer": (
        "Kunder med {column} {group} är mer värda per kund än andra som vunnits samma månader: {difference}, och"
        " med 80 procents säkerhet mellan {low} och {high}. Det är ett samband: de kan ha skilt sig åt redan"
        " tidigare."
    ),
    "groups_less_answer": (
        "Kunder med {column} {group} är mindre värda per kund än andra som vunnits samma månader: {difference}, och"
        " med 80 procents säkerhet mellan {low} och {high}. Det är ett samband: de kan ha skilt sig åt redan"
        " tidigare."
    ),
    "groups_few_answer": (
        "Ingen grupp i {column} har 30 kunder som kan jämföras med andra som vunnits samma månader."
    ),
    "groups_level_answer": (
        "Ingen grupp i {column} skiljer sig från de andra som vunnits samma månader mer än slumpen förklarar."
    ),
    "groups_words_note": "Grupperna är orden i kolumnen, utan skillnad på versaler; ovanliga visas tillsammans.",
    "groups_marks_note": "Grupperna är betygen i kolumnen.",
    "groups_promoters_note": "Betyg från 0 till 10 står i NPS-banden: 0-6, 7-8 och 9-10.",
    "groups_fifths_note": "Grupperna är femtedelar av kunderna efter talet; lika tal hamnar i samma grupp.",
    "groups_note": (
        "Köpte igen: de senaste 12 månaderna, av dem som köpte under året före. Mot andra: skillnaden mot alla"
        " andra kunder som köpte första gången samma månad, med månaderna vägda efter alla som kom då; jämförda är"
        " de som har andra i sin månad. Intervallen är på 80 procent, normalfördelade, efter spridningen inom"
        " grupper och månader. Den som går med eller är nöjd kan ha skilt sig åt redan tidigare: inget här säger"
        " att det ena orsakar det andra."
    ),
    # --- contracts
    "section.contracts": "Avtal",
    "contracts_none": "Inget avtal börjar före analysdatum.",
    "contracts_running": "löpande avtal",
    "contracts_running_meaning": "av {count} som någonsin börjat; avtal som följs åt inom en månad räknas som ett",
    "sbg_alpha": "alfa",
    "sbg_beta": "beta",
    "sbg_alpha_meaning": "i sBG-modellen, medelfel {error}; alfa / (alfa + beta) lämnar vid första beslutet",
    "sbg_beta_meaning": "i sBG-modellen, medelfel {error}",
    "sbg_alpha_unsure_meaning": "i sBG-modellen; data visar inte hur säkert det är",
    "sbg_beta_unsure_meaning": "i sBG-modellen; data visar inte hur säkert det är",
    "contracts_year_answer": (
        "{share} av {count} avtal som löpte i början av året från {period} löpte fortfarande vid dess slut."
    ),
    "contracts_quarter_answer": (
        "{share} av {count} avtal som löpte i början av kvartalet från {period} löpte fortfarande vid dess slut."
    ),
    "contracts_ahead_answer": (
        "Av {count} avtal som löper i dag väntas {share} förnyas nästa gång (80-procentigt intervall {low} till"
        " {high})."
    ),
    "contracts_by_period_title": "Avtal per kalenderperiod",
    "period_from": "från",
    "at_risk_contracts": "löpte dessförinnan",
    "ended_of_them": "avslutade av dem",
    "new_contracts": "nya",
    "running_at_end": "löper vid slutet",
    "stayed": "stannade",
    "contracts_by_tenure_title": "Per beslut om förnyelse; ett avtal löper i {length}",
    "decision_number": "beslut",
    "asked_to_renew": "tillfrågade",
    "did_not_renew": "lämnade",
    "renewed": "förnyade",
    "still_there": "kvar",
    "fitted_retention": "förnyade, enligt sBG",
    "fitted_survival": "kvar, enligt sBG",
    "contracts_ahead_title": "Dagens avtal, framskrivna",
    "periods_ahead": "beslut framåt",
    "expected_running": "väntas löpa",
    "share_of_running": "av dagens",
    "contracts_note": (
        "Ett avtal löper i {length} tills det förnyas. Kvar: av alla som börjat, där de som inte tillfrågats så"
        " ofta räknas så långt de kommit (Kaplan-Meier). En kunds avtal som överlappar, eller följs åt inom en"
        " månad, är ett."
    ),
    "contracts_model_note": (
        "Andelen som förnyar stiger med tiden, eftersom de som är benägna att lämna gör det tidigt (sBG av Fader"
        " och Hardie); att hålla fast vid graden för första beslutet skulle undervärdera alla som stannat."
        " Intervallen täcker 80 procent av det som kan hända: vilka som lämnar är slump, och alfa och beta är inte"
        " säkert kända."
    ),
    "contracts_boundary_note": "Data avgör inte modellen: {reason}.",
    "contracts_unfitted_note": "Det finns ingen framskrivning: {reason}.",
}
