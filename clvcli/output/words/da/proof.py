"""Danish words of the sections that prove the rest: the data, the method, what the words mean."""

from __future__ import annotations

WORDS = {
    # --- data
    "data_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at få rede på rækker og beløb.",
    "said": "{text}",
    "rows_title": "Hvad der blev af rækkerne",
    "fate": "udfald",
    "rule": "regel",
    "rows": "rækker",
    "orders": "ordrer",
    "money_of_rows": "netto efter refusioner",
    "read": "læst",
    "accepted": "godkendt",
    "excluded": "udeladt",
    "rejected": "afvist",
    "rows_answer": (
        "Af {count} læste rækker er {accepted} godkendt; der er gjort rede for hver af de øvrige nedenfor."
    ),
    "rows_answer.one": "{count} række er læst, {accepted} er godkendt.",
    "rows_answer_none": "Af {count} læste rækker er ingen godkendt.",
    "guests_answer": "Gæster gav {share} af nettoomsætningen: de er med i disse totaler og ikke i kundernes tal.",
    "grade_answer": "Dataene har karakteren {grade}; svageste punkt: {weakest}.",
    "grade_answer_best": "Dataene har karakteren {grade} i alt det, der bedømmes.",
    "data_grade": "datakarakter",
    "data_grade_meaning": "den laveste af de karakterer, der følger; A er den bedste og D den sidste",
    "grade_guests": "købt af gæster",
    "grade_guests_meaning": (
        "af nettoomsætningen, ikke med i kundernes tal: {grade} (A til og med {a}, B til og med {b}, C til og med"
        " {c})"
    ),
    "grade_rejected": "afviste rækker",
    "grade_rejected_meaning": "af de læste rækker: {grade} (A til og med {a}, B til og med {b}, C til og med {c})",
    "grade_costs": "kendt vareforbrug",
    "grade_costs_meaning": "af nettosalget: {grade} (A fra {a}, B fra {b})",
    "grade_costs_margin_meaning": "én dækningsgrad gælder for alle varer: {grade}",
    "grade_costs_none_meaning": "ingen omkostning er kendt, så værdi er nettoomsætning: {grade}",
    "grade_tax": "moms",
    "grade_tax_meaning": "om beløbene er med moms: {grade}",
    "grade_span": "dage med ordrer",
    "grade_span_meaning": "fra den første til opgørelsesdagen: {grade} (A fra {a}, B fra {b}, C fra {c})",
    "grade_returns": "returneret",
    "grade_returns_meaning": "af nettosalget: {grade}",
    "grade_returns_none_meaning": "der er ingen returneringer i ordrerne, og dem udelader udtræk tit: {grade}",
    "is_known": "kendt",
    "one_margin": "én dækningsgrad",
    "ladder_title": "Fra bruttosalg til nettoomsætning, inkl. gæster",
    "ladder_title_in": "Fra bruttosalg til nettoomsætning i {currency}, inkl. gæster",
    "step": "trin",
    "lines": "linjer",
    "amount": "beløb",
    "share_of_net_revenue": "andel af nettoomsætning",
    "gross": "bruttosalg",
    "discounts": "- rabatter",
    "net_sales": "= nettosalg",
    "refunds_of_orders": "- refusioner på ordrer",
    "refunds_of_none": "- refusioner uden ordre",
    "net_revenue": "= nettoomsætning",
    "guests": "heraf gæster",
    "shipping_and_other": "derudover: fragt og andet",
    "decided_answer": (
        "Det, der hverken fremgik af dataene eller af indstillinger, er taget som standard og er mærket sådan."
    ),
    "decided_answer_all": "Det hele fremgik af dataene eller af indstillinger.",
    "decided_note": (
        "Fundet: ud fra alle værdier i en fil eller kolonne. Angivet: med en indstilling eller en fil med"
        " indstillinger. Standard: som sædvanligt, hvor intet fremgik."
    ),
    "decided_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at se, hvordan dataene er læst.",
    "subject": "emne",
    "decided_value": "værdi",
    "how": "måde",
    "because": "begrundelse",
    "source": "fil",
    "detected": "fundet",
    "set": "angivet",
    "default": "standard",
    # --- method
    "method": "metode",
    "note": "bemærkning",
    "method_answer": "Kundernes køb de næste {horizon} er forudsagt med {method}.",
    "method_answer_curve": (
        "Ingen model kunne bestemmes ud fra disse ordrer; kunderne forventes de næste {horizon} at gøre, som"
        " tidligere kunder med samme alder og antal køb gjorde."
    ),
    "method_answer_none": "Der er ingen prognose: {reason}.",
    "method_answer_past": "Der er ingen prognose.",
    "repeat_buyers": "kunder med genkøb",
    "repeat_buyers_meaning": "har købt på mindst to forskellige dage; modellen lærer af dem",
    "span_days": "dage med ordrer",
    "span_days_meaning": "fra første ordre til opgørelsesdagen",
    "return_rate": "returrate",
    "return_rate_meaning": "af nettosalget i beholdte ordrer er returneret og trækkes fra det, der forventes",
    "beyond_36m": "efter 36 måneder",
    "beyond_36m_meaning": "af kundebasens forventede værdi ligger mere end 36 måneder ude i fremtiden",
    "cost_known": "kendt omkostning",
    "cost_known_meaning": "af nettoomsætningen; resten antages i gennemsnit at koste det samme",
    "methods_title": "Kunder efter metode",
    "parameter": "parameter",
    "parameters_title": "Parametre, tid i uger",
    "reasons_title": "Hvorfor denne metode",
    "why": "trin for trin",
    "models_title": "Modeller, der blev prøvet, den mest sandsynlige først",
    "model": "model",
    "parameters": "parametre",
    "log_likelihood": "log-likelihood",
    "ratio": "forbedring ift. NBD",
    "bic": "BIC",
    "deviance": "devians",
    "at_boundary": "uafklaret",
    "method_note": (
        "Forventede værdier er gennemsnit af det, der kan ske: en enkelt kunde kan gøre noget andet, mens held og"
        " uheld udjævnes for mange tilsammen, og usikkerheden om parametre og tider bliver."
    ),
    "no_cost": "Ukendt: omkostninger. Kunderne sammenlignes på nettoomsætning, ikke på det, der er tilbage af den.",
    "tax_unknown": "Ukendt: om beløbene er med moms. De står, som de er oplyst.",
    # --- definitions
    "settings_answer": "Denne rapport er lavet af clvcli {version} med indstillingerne nedenfor.",
    "version": "version",
    "version_meaning": "af clvcli, som har lavet denne rapport",
    "settings_title": "Indstillinger for denne rapport, også dem, der er standard",
    "setting": "indstilling",
    "setting_value": "værdi",
    "setting_source": "fra",
    "as_of_definition": (
        "Opgjort pr.: dagen for den seneste ordre, hvis ikke andet er angivet; intet senere er kendt eller brugt."
    ),
    "kept_order_definition": (
        "Beholdt ordre: en gyldig ordre, hvor der er noget tilbage efter returneringer. Antal bygger på dem."
    ),
    "purchase_definition": "Køb: alle en kundes beholdte ordrer på samme dag.",
    "net_revenue_definition": (
        "Nettoomsætning: varer efter rabatter og returneringer, uden fragt; returneringer hører til ordrens dag."
    ),
    "residual_definition": (
        "Forventet: fra opgørelsesdagen og frem, diskonteret, uden det, der allerede er tjent, og uden det, kunden"
        " kostede at vinde."
    ),
    "rfm_definition": (
        "R, F, M: dage siden seneste beholdte ordre, antal beholdte ordrer og nettoomsætning de seneste 24 måneder,"
        " hver inddelt i femtedele. Lige værdier får samme point, så femtedelene er ikke lige store."
    ),
    "repurchase_definition": (
        "En butik kan ikke se, når en kunde falder fra: genkøb er det, der er set i en angivet periode."
    ),
}
