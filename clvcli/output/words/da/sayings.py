"""The Danish of texts that are made in English below the output: notes, decisions, reasons."""

from __future__ import annotations

SAYINGS = {
    # --- what a column means in a table after the first that has it
    "ISO 4217; null where the data name none": "ISO 4217; tom, hvor dataene ingen angiver",
    "channel or source of the first order, or a channel of spend that nobody came by": (
        "kanal eller kilde for første ordre, eller en kanal med udgifter, som ingen kom ad"
    ),
    "code of the reason, see clvcli explain": "grundens kode, se clvcli explain",
    "collection or season": "kollektion eller sæson",
    "customers in both": "kunder i begge",
    "customers known at the cut": "kunder kendt på skæringsdagen",
    "customers of the segment: exported + held_out + withheld": (
        "kunder i segmentet: exported + held_out + withheld"
    ),
    "customers who went this way": "kunder, der gik denne vej",
    "days since the last order, the median": "dage siden seneste ordre, median",
    "fewer than 30: they say little of others like them": "færre end 30: de siger lidt om andre som dem",
    "file as given": "filen, som den er angivet",
    "how to reach them": "hvordan de nås",
    "last day that counts": "sidste dag, der tæller",
    "lower end of the 80 % interval of clv_residual; empty without the orders": (
        "nedre grænse for 80\xa0%-intervallet for clv_residual; tom uden ordrerne"
    ),
    "money of the step": "beløbet i trinnet",
    "net revenue expected in the next 12 months": "nettoomsætning, der forventes de næste 12 måneder",
    "net revenue to date and expected, undiscounted": "nettoomsætning til dato og forventet, ikke diskonteret",
    "of all customers, in percent": "af alle kunder, i procent",
    "of clv_12m, what hangs on purchases that may not come: x (1 - p_buy_12m)": (
        "af clv_12m det, der afhænger af køb, som måske ikke kommer: x (1 - p_buy_12m)"
    ),
    "of the segment": "segmentets",
    "of the value, and of the segment": "værdiens og segmentets",
    "of those who come back, a quarter has by then": "af dem, der kommer igen, er en fjerdedel kommet da",
    "of those who come back, three quarters have by then": "af dem, der kommer igen, er tre fjerdedele kommet da",
    "orders they belong to": "de ordrer, de hører til",
    "probability of buying again within 12 months, left alone": (
        "sandsynlighed for at købe igen inden for 12 måneder, uden kontakt"
    ),
    "product group": "varegruppe",
    "share of the value that tiers rank by, in percent": (
        "andel af den værdi, niveauerne rangordner efter, i procent"
    ),
    "size": "størrelse",
    "the last day before the customer counts as lapsed": "den sidste dag, før kunden regnes som inaktiv",
    "the later day": "den senere dag",
    "the most to spend on them in 12 months, by the book of actions": (
        "det højeste beløb at bruge på dem i 12 måneder, ifølge handlingsbogen"
    ),
    "the rule that excludes, or the reason of a rejection": (
        "den regel, der udelader, eller grunden til en afvisning"
    ),
    "the segment of the first scheme": "segmentet i den første inddeling",
    "the segment; (all): those of a currency together": "segmentet; (all): alle i samme valuta",
    "the shop's id as printed; null where it has none": "butikkens nummer, som det står; tom, hvor der intet er",
    "the shop's id of the customer": "butikkens nummer på kunden",
    "treated, control or withheld": "treated, control eller withheld",
    "unit of the money": "beløbets valuta",
    "upper end of the 80 % interval of clv_residual; empty without the orders": (
        "øvre grænse for 80\xa0%-intervallet for clv_residual; tom uden ordrerne"
    ),
    "value tier": "værdiniveau",
    "value to date and to come": "værdi til dato og fremover",
    "value_to_date + clv_residual": "value_to_date + clv_residual",
    "what money means": "hvad beløb betyder",
    "what the forecast of the model in use was made by, chosen before the cut": (
        "hvad den brugte models prognose er lavet med, valgt før skæringsdagen"
    ),
    "what they are expected to be worth in 12 months": "hvad de forventes at være værd over 12 måneder",
    "what they are expected to be worth over the horizon": (
        "hvad de forventes at være værd inden for tidshorisonten"
    ),
    "what they were worth so far": "hvad de har været værd hidtil",
    "where the formula comes from": "hvor formlen kommer fra",
    "who ordered for the first time in these months, kept or not": (
        "dem, der bestilte første gang i disse måneder, uanset om de beholdt noget"
    ),
}
