"""The Danish of the sections on what changed, what customers are worth together and what would change it."""

from __future__ import annotations

WORDS = {
    # --- changed
    "section.changed": "Hvad der har ændret sig",
    "section.equity": "Kundebasens værdi",
    "section.what_if": "Hvad der flytter værdien",
    "changed_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at se, hvad der har ændret sig.",
    "changed_too_short": (
        "Ordrerne går ikke to år tilbage, så intet år kan holdes op mod det forrige; --compare-to DAY sammenligner"
        " med en hvilken som helst dag."
    ),
    "changed_partly_seen": (
        "De tidligere 12 måneder begyndte før første ordre: de er ikke et helt år, og en del af ændringen skyldes"
        " længden."
    ),
    "changed_rose.revenue": (
        "De 12 måneder til {day} gav {after} i nettoomsætning, {change} mere end de 12 måneder til {then}; største"
        " årsag: {cause} ({effect})."
    ),
    "changed_rose.contribution": (
        "De 12 måneder til {day} gav {after} i dækningsbidrag, {change} mere end de 12 måneder til {then}; største"
        " årsag: {cause} ({effect})."
    ),
    "changed_fell.revenue": (
        "De 12 måneder til {day} gav {after} i nettoomsætning, {change} mindre end de 12 måneder til {then};"
        " største årsag: {cause} ({effect})."
    ),
    "changed_fell.contribution": (
        "De 12 måneder til {day} gav {after} i dækningsbidrag, {change} mindre end de 12 måneder til {then};"
        " største årsag: {cause} ({effect})."
    ),
    "changed_not.revenue": (
        "De 12 måneder til {day} gav {after} i nettoomsætning, lige så meget som de 12 måneder til {then}."
    ),
    "changed_not.contribution": (
        "De 12 måneder til {day} gav {after} i dækningsbidrag, lige så meget som de 12 måneder til {then}."
    ),
    "bridge_title": "Fra de 12 måneder til {then} til de 12 måneder til {day}",
    "bridge_amount.revenue": "nettoomsætning",
    "bridge_amount.contribution": "dækningsbidrag",
    "share_of_before": "af før",
    "year_before": "12 måneder før",
    "year_after": "12 måneder nu",
    "orders_per_customer": "ordrer pr. kunde",
    "kept_after_returns": "beholdt efter returneringer",
    "margin_of_revenue": "dækningsgrad",
    "by_guests": "gæster",
    "whole_shop": "hele butikken",
    "drivers_title": "Kendte kunder i begge år",
    "year_to": "12 måneder til",
    "flows_title.revenue": "Kendte kunder i begge år og deres nettoomsætning",
    "flows_title.contribution": "Kendte kunder i begge år og deres dækningsbidrag",
    "back": "tilbage",
    "nothing_kept": "intet beholdt",
    "number_before": "før",
    "number_after": "nu",
    "flow_value_before": "gav før",
    "flow_value_after": "gav nu",
    "flow_change": "ændring",
    "known_later": "kendt senere",
    "known_later_meaning": (
        "det, der blev kendt om de tidligere 12 måneder efter {day}, mest på grund af returneringer; det er ikke"
        " med i tallene her"
    ),
    "new_returning_title.revenue": "Nettoomsætning fra nye og tilbagevendende kunder",
    "new_returning_title.contribution": "Dækningsbidrag fra nye og tilbagevendende kunder",
    "period_of_orders": "periode",
    "by_new": "nye",
    "by_returning": "tilbagevendende",
    "share_of_returning": "andel tilbagevendende",
    "customers_new": "nye kunder",
    "customers_returning": "tilbagevendende kunder",
    "changed_note.contribution": (
        "Kunder x ordrer x gennemsnitlig ordreværdi x det, der beholdes efter returneringer, x dækningsgrad er det,"
        " kendte kunder gav; hvert trin er virkningen af én faktor, fordelt logaritmisk, og afrundingsresten er"
        " lagt til den største. Hvert år er set, som det var kendt ved årets slutning."
    ),
    "changed_note.revenue": (
        "Kunder x ordrer x gennemsnitlig ordreværdi x det, der beholdes efter returneringer, er det, kendte kunder"
        " gav; hvert trin er virkningen af én faktor, fordelt logaritmisk, og afrundingsresten er lagt til den"
        " største. Hvert år er set, som det var kendt ved årets slutning."
    ),
    "flows_note": (
        "Beholdt: købte i begge år. Inaktiv: kun i det tidligere. Ny: første køb efter det tidligere år. Tilbage:"
        " købte, før det tidligere år sluttede, ikke i det, og nu igen. Den, der returnerede alt, tæller ikke med i"
        " antal, men flytter beløb."
    ),
    "new_returning_note": (
        "Nye: ordrer til og med dagen for første køb. Tilbagevendende: dem derefter. Gæster står for sig."
    ),
    # --- equity
    "equity_missing": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at se, hvad kunderne er værd tilsammen."
    ),
    "equity_no_forecast": "Der er ingen prognose at lægge sammen.",
    "equity_no_spend": "Med --spend opgøres også værdien af de kunder, der kommer til de næste fem år.",
    "equity_answer.revenue": (
        "De nuværende {count} kunder forventes at give {equity} i nettoomsætning de næste {horizon}, diskonteret."
    ),
    "equity_answer.revenue.one": (
        "Den ene nuværende kunde forventes at give {equity} i nettoomsætning de næste {horizon}, diskonteret."
    ),
    "equity_answer.contribution": (
        "De nuværende {count} kunder forventes at give {equity} i dækningsbidrag de næste {horizon}, diskonteret."
    ),
    "equity_answer.contribution.one": (
        "Den ene nuværende kunde forventes at give {equity} i dækningsbidrag de næste {horizon}, diskonteret."
    ),
    "customer_equity": "kundebasens værdi",
    "customer_equity_meaning.revenue": (
        "nettoomsætning, der forventes af de nuværende kunder over {horizon}, diskonteret; kunder under nul er med"
    ),
    "customer_equity_meaning.contribution": (
        "dækningsbidrag, der forventes af de nuværende kunder over {horizon}, diskonteret; kunder under nul er med"
    ),
    "customers_forecast_meaning": "i dag, med en prognose",
    "equity_beyond_36m": "efter tre år",
    "equity_beyond_36m_meaning": "andel af kundebasens værdi, der ligger mere end tre år ude i fremtiden",
    "equity_beyond_data": "ud over dataene",
    "equity_beyond_data_meaning": "andel af kundebasens værdi, der ligger længere fremme, end ordrerne går tilbage",
    "below_zero": "under nul",
    "below_zero_meaning": "kunder, der forventes at koste mere, end de giver, {loss} i alt",
    "future_customers": "kommende kunder",
    "future_customers_meaning": (
        "over de næste {years} år, {count} om året som i det seneste, hver {worth} værd og vundet for {cac},"
        " diskonteret"
    ),
    "equity_total": "med de kommende",
    "equity_total_meaning": (
        "de nuværende kunder og de kommende; det, de nuværende kostede at vinde, er allerede brugt"
    ),
    "won_in": "første køb",
    "guests_of_cohorts": "gæster",
    "year_of_orders": "{year}",
    "all_years": "alle år",
    "acquisition_by_year_title.revenue": "Nettoomsætning efter år for første køb og år for ordren",
    "acquisition_by_year_title.contribution": "Dækningsbidrag efter år for første køb og år for ordren",
    "acquisition_by_year_note": (
        "Rækkerne er de år, kunderne første gang købte, kolonnerne de år, de bestilte: det, analytikere beder om"
        " for at værdiansætte en virksomhed ud fra dens kunder. En ordre, der kom helt retur før første køb, står"
        " til venstre for det."
    ),
    "top_fifth_again": "bedste femtedel, igen",
    "top_fifth_again_meaning": (
        "af de bedste {count} kunder i året før købte inden for de seneste 12 måneder; {stayed} er igen i den"
        " bedste femtedel"
    ),
    "top_fifth_again_meaning.one": (
        "af den bedste kunde i året før købte inden for de seneste 12 måneder; {stayed} er igen i den bedste"
        " femtedel"
    ),
    # --- what if
    "what_if_missing": (
        "Angiv ordrefilen, med nok ordrer til en prognose, for at se, hvad der ville flytte værdien."
    ),
    "what_if_answer": (
        "Af det, der er prøvet, flytter {lever} {change} værdien af de {count} kunder mest: med {equity_change},"
        " eller {share} af den."
    ),
    "what_if_answer.one": (
        "Af det, der er prøvet, flytter {lever} {change} værdien af den ene kunde mest: med {equity_change}, eller"
        " {share} af den."
    ),
    "what_if_title": "Hvad hver ændring ville være værd, alene, fra nu af",
    "together_title": "Alle på én gang",
    "lever": "faktor",
    "change": "ændring",
    "retention": "fastholdelse",
    "frequency": "købsfrekvens",
    "discount_rate": "diskonteringsrente",
    "equity_change": "kundebasens værdi",
    "clv_change": "pr. kunde",
    "share_of_equity": "af kundebasens værdi",
    "told_by": "beregnet med",
    "curve": "kohortekurve",
    "formula": "formel",
    "effect": "virkning",
    "sum_of_effects": "summen af hver for sig",
    "interaction": "deres indbyrdes virkning",
    "all_at_once": "alle på én gang",
    "what_if_note": (
        "Hver kunde opgøres igen med den ændrede forudsætning, fra nu af og så langt, som prognosen rækker; pp er"
        " procentpoint. Alle på én gang er endnu en sådan beregning, ikke en sum. En antagelse er ikke et løfte:"
        " hvad en ændring koster, og om den kan opnås, indgår ikke i tallene."
    ),
    "what_if_by_model": (
        "Model: fastholdelse er point på andelen af de nuværende kunder, der stadig er kunder om 12 måneder;"
        " frekvens ændrer, hvor tit hver enkelt køber, og hvor modellen lader kunder falde fra efter køb, falder de"
        " så tidligere fra."
    ),
    "what_if_by_curve": "Kohortekurve: købene er de samme, og det, de er værd, ændres.",
    "what_if_by_formula": (
        "Formel: hvor ingen model kender til, at kunder forsvinder, virker fastholdelse på marginmultiplen af"
        " genkøbsraten over 12 måneder, afskåret ved tidshorisonten, og en kohortekurves køb stiger med frekvensen."
    ),
    "what_if_by_spend": (
        "Udgift: det, det koster at vinde en kunde, virker alene på kunderne i de næste fem år, pr. kunde; som"
        " andel holdes det op mod de nuværende."
    ),
}
