"""The Swedish of the sections on what changed, what customers are worth together and what would change it."""

from __future__ import annotations

WORDS = {
    # --- changed
    "section.changed": "Vad som har förändrats",
    "section.equity": "Kundbasens värde",
    "section.what_if": "Vad som påverkar värdet",
    "changed_missing": "Vad som har förändrats framgår bara av ordrarna, inte av filen från compute.",
    "changed_too_short": (
        "Ordrarna går inte två år tillbaka, så inget år kan jämföras med det föregående; --compare-to DAY jämför"
        " med vilken dag som helst."
    ),
    "changed_partly_seen": (
        "De tidigare 12 månaderna börjar före den första ordern: de är inget helt år, och en del av skillnaden"
        " beror på det."
    ),
    "changed_rose.revenue": (
        "De 12 månaderna till och med {day} gav {after} i nettoomsättning, {change} mer än de till och med {then};"
        " den största posten är {cause}, {effect}."
    ),
    "changed_rose.contribution": (
        "De 12 månaderna till och med {day} gav {after} i täckningsbidrag, {change} mer än de till och med {then};"
        " den största posten är {cause}, {effect}."
    ),
    "changed_fell.revenue": (
        "De 12 månaderna till och med {day} gav {after} i nettoomsättning, {change} mindre än de till och med"
        " {then}; den största posten är {cause}, {effect}."
    ),
    "changed_fell.contribution": (
        "De 12 månaderna till och med {day} gav {after} i täckningsbidrag, {change} mindre än de till och med"
        " {then}; den största posten är {cause}, {effect}."
    ),
    "changed_not.revenue": (
        "De 12 månaderna till och med {day} gav {after} i nettoomsättning, lika mycket som de till och med {then}."
    ),
    "changed_not.contribution": (
        "De 12 månaderna till och med {day} gav {after} i täckningsbidrag, lika mycket som de till och med {then}."
    ),
    "bridge_title": "Från 12 månader till och med {then} till 12 månader till och med {day}",
    "bridge_amount.revenue": "nettoomsättning",
    "bridge_amount.contribution": "täckningsbidrag",
    "share_of_before": "av tidigare",
    "year_before": "12 månader tidigare",
    "year_after": "12 månader nu",
    "orders_per_customer": "ordrar per kund",
    "kept_after_returns": "kvar efter returer",
    "margin_of_revenue": "täckningsgrad",
    "by_guests": "gäster",
    "whole_shop": "hela butiken",
    "drivers_title": "Kända kunder båda åren",
    "year_to": "12 månader till och med",
    "flows_title.revenue": "De båda årens kända kunder och deras nettoomsättning",
    "flows_title.contribution": "De båda årens kända kunder och deras täckningsbidrag",
    "back": "tillbaka",
    "nothing_kept": "inget kvar efter returer",
    "number_before": "tidigare",
    "number_after": "nu",
    "flow_value_before": "gav tidigare",
    "flow_value_after": "gav nu",
    "flow_change": "förändring",
    "known_later": "känt i efterhand",
    "known_later_meaning": (
        "vad som efter {day} blev känt om de tidigare 12 månaderna, mest returer; det ingår inte i siffrorna här"
    ),
    "new_returning_title.revenue": "Nettoomsättning från nya och återkommande kunder",
    "new_returning_title.contribution": "Täckningsbidrag från nya och återkommande kunder",
    "period_of_orders": "period",
    "by_new": "nya",
    "by_returning": "återkommande",
    "share_of_returning": "återkommande, andel",
    "customers_new": "nya kunder",
    "customers_returning": "återkommande kunder",
    "changed_note.contribution": (
        "Kunder x ordrar x genomsnittligt ordervärde x vad som är kvar efter returer x täckningsgrad är vad kända"
        " kunder gav; varje steg är effekten av en faktor, fördelad med logaritmer, och avrundningen ligger på den"
        " största. Varje år ses som det var känt vid sitt slut."
    ),
    "changed_note.revenue": (
        "Kunder x ordrar x genomsnittligt ordervärde x vad som är kvar efter returer är vad kända kunder gav; varje"
        " steg är effekten av en faktor, fördelad med logaritmer, och avrundningen ligger på den största. Varje år"
        " ses som det var känt vid sitt slut."
    ),
    "flows_note": (
        "Kvar: köpte båda åren. Inaktiv: bara det tidigare. Ny: köpte först efter det tidigare året. Tillbaka:"
        " köpte innan det var slut, inte under det, och nu igen. Den som returnerade allt räknas inte i antal, men"
        " påverkar beloppen."
    ),
    "new_returning_note": (
        "Nya: ordrar till och med dagen för första köpet. Återkommande: ordrarna därefter. Gäster står för sig."
    ),
    # --- equity
    "equity_missing": "Vad kunderna är värda tillsammans kräver ordrarna, inte filen från compute.",
    "equity_no_forecast": "Det finns ingen prognos att summera.",
    "equity_no_spend": "Med --spend värderas de kommande fem årens kunder vid sidan av dagens.",
    "equity_answer.revenue": (
        "Dagens {count} kunder väntas ge {equity} i nettoomsättning inom {horizon}, diskonterat."
    ),
    "equity_answer.revenue.one": (
        "Dagens enda kund väntas ge {equity} i nettoomsättning inom {horizon}, diskonterat."
    ),
    "equity_answer.contribution": (
        "Dagens {count} kunder väntas lämna {equity} i täckningsbidrag inom {horizon}, diskonterat."
    ),
    "equity_answer.contribution.one": (
        "Dagens enda kund väntas lämna {equity} i täckningsbidrag inom {horizon}, diskonterat."
    ),
    "customer_equity": "kundbasens värde",
    "customer_equity_meaning.revenue": (
        "väntad nettoomsättning från dagens kunder inom {horizon}, diskonterad; även kunder under noll"
    ),
    "customer_equity_meaning.contribution": (
        "väntat täckningsbidrag från dagens kunder inom {horizon}, diskonterat; även kunder under noll"
    ),
    "customers_forecast_meaning": "dagens, med en prognos",
    "equity_beyond_36m": "bortom tre år",
    "equity_beyond_36m_meaning": "andel av kundbasens värde som ligger mer än tre år framåt",
    "equity_beyond_data": "bortom data",
    "equity_beyond_data_meaning": "andel av kundbasens värde som ligger längre fram än ordrarna når bakåt",
    "below_zero": "under noll",
    "below_zero_meaning": "kunder som väntas kosta mer än de ger, sammanlagt {loss}",
    "future_customers": "kommande kunder",
    "future_customers_meaning": (
        "under de kommande {years} åren, {count} per år som det senaste, var och en värd {worth} för en kostnad på"
        " {cac}, diskonterat"
    ),
    "equity_total": "med kommande kunder",
    "equity_total_meaning": "dagens kunder och de kommande; vad dagens har kostat är redan betalt",
    "won_in": "första köp",
    "guests_of_cohorts": "gäster",
    "year_of_orders": "{year}",
    "all_years": "alla år",
    "acquisition_by_year_title.revenue": "Nettoomsättning efter år för första köp och år för order",
    "acquisition_by_year_title.contribution": "Täckningsbidrag efter år för första köp och år för order",
    "acquisition_by_year_note": (
        "Raderna är åren för kundernas första köp, kolumnerna åren för deras ordrar: det är vad analytiker frågar"
        " efter för att värdera ett företag efter dess kunder. En order som returnerades helt före första köpet"
        " står till vänster om det."
    ),
    "top_fifth_again": "bästa femtedelen, igen",
    "top_fifth_again_meaning": (
        "av de {count} bästa kunderna året före köpte de senaste 12 månaderna; {stayed} tillhör åter den bästa"
        " femtedelen"
    ),
    "top_fifth_again_meaning.one": (
        "av den bästa kunden året före köpte de senaste 12 månaderna; {stayed} tillhör åter den bästa femtedelen"
    ),
    # --- what if
    "what_if_missing": "Vad som påverkar värdet kräver ordrarna, och nog många för en prognos.",
    "what_if_answer": (
        "Av det som har prövats påverkar {lever} {change} värdet av de {count} kunderna mest: med {equity_change},"
        " {share} av värdet."
    ),
    "what_if_answer.one": (
        "Av det som har prövats påverkar {lever} {change} värdet av den enda kunden mest: med {equity_change},"
        " {share} av värdet."
    ),
    "what_if_title": "Vad varje ändring för sig skulle vara värd, från och med nu",
    "together_title": "Alla på en gång",
    "lever": "faktor",
    "change": "ändring",
    "retention": "kvarhållningsgrad",
    "frequency": "köpfrekvens",
    "discount_rate": "diskonteringsränta",
    "equity_change": "kundbasens värde",
    "clv_change": "per kund",
    "share_of_equity": "av kundbasens värde",
    "told_by": "beräknat med",
    "curve": "kohortkurva",
    "formula": "formel",
    "effect": "effekt",
    "sum_of_effects": "summan av var och en för sig",
    "interaction": "hur de påverkar varandra",
    "all_at_once": "alla på en gång",
    "what_if_note": (
        "Varje kund värderas på nytt med det ändrade värdet, från och med nu och så långt som prognosen sträcker"
        " sig; pp är procentenheter. Alla på en gång är ännu en sådan beräkning, ingen summa. Ett antagande är"
        " inget löfte: vad en ändring kostar, och om den går att få, ingår inte i siffrorna."
    ),
    "what_if_by_model": (
        "Modell: kvarhållningsgraden är procentenheter på andelen av dagens kunder som fortfarande är kunder om 12"
        " månader; köpfrekvensen skalar hur ofta var och en köper, och där modellen låter kunder lämna efter köp"
        " lämnar de då tidigare."
    ),
    "what_if_by_curve": "Kohortkurva: köpen är desamma, och deras värde ändras.",
    "what_if_by_formula": (
        "Formel: där ingen modell vet när kunder lämnar verkar kvarhållningsgraden genom marginalmultipeln av"
        " återköpsgraden för 12 månader, kapad vid tidshorisonten, och en kohortkurvas köp ökar med köpfrekvensen."
    ),
    "what_if_by_spend": (
        "Kostnad: vad det kostar att vinna en kund påverkar bara de kommande fem årens kunder, räknat per sådan"
        " kund; som andel jämförs det med dagens kunders värde."
    ),
}
