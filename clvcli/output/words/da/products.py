"""The Danish of the sections on what customers buy: preferences, first products and sizes."""

from __future__ import annotations

WORDS = {
    # --- columns
    "column.product": "vare",
    "column.category": "varegruppe",
    "column.brand": "mærke",
    "column.size": "størrelse",
    "column.season": "sæson",
    "column.channel": "kanal",
    "products_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at se, hvad kunderne køber.",
    "columns_missing": (
        "Ingen kolonner angiver disse ting om det købte: {fields}. --map FIELD=COLUMN siger, hvilken der gør, eller"
        " --products FILE henter dem efter varenummer."
    ),
    "column_missing": (
        "Ingen kolonne angiver {column} for det købte: --map {field}=COLUMN siger, hvilken der gør, eller"
        " --products FILE henter det efter varenummer."
    ),
    # --- preferences
    "section.preferences": "Hvad de bedste kunder køber",
    "preferences_answer": (
        "Kunder på niveauet {tier} bruger {spent_share} af deres penge på {value}, alle kunder {base_spent_share}."
    ),
    "preferences_alike_answer": (
        "Kunder på niveauet {tier} bruger deres penge stort set på det samme som alle kunder."
    ),
    "preferences_title": "Hvad kunder på niveauet {tier} køber oftere, og sjældnere, end andre: yderpunkterne",
    "preferred_products_title": (
        "Varer, som kunder på niveauet {tier} køber oftere, og sjældnere, end andre: yderpunkterne"
    ),
    "dimension": "hvad",
    "bought_value": "købt",
    "tier_buyers": "købere på niveau",
    "base_buyers": "kunder",
    "tier_share": "af niveau",
    "base_share": "af alle",
    "likely_index": "indeks",
    "index_low": "fra, 80\xa0%",
    "index_high": "til, 80\xa0%",
    "spent_index": "beløbsindeks",
    "spent_share": "af niveauets forbrug",
    "index_of_tier": "{tier}",
    "discount_title": "Hvor tit kunderne køber med rabat",
    "discount_class": "med rabat",
    "discount_always": "altid",
    "discount_mostly": "for det meste",
    "discount_sometimes": "nogle gange",
    "discount_never": "aldrig",
    "base_spent_share": "af alles forbrug",
    "next_category_title": "Hvad der købes næste gang, efter hvad der blev købt",
    "bought_category": "varegruppe",
    "next_support": "købte igen",
    "same_again": "den samme",
    "next_category": "oftest ellers",
    "next_probability": "hvor tit",
    "category_trend_title": "Varegrupper, som kunder på niveauet {tier} tager til sig, og forlader: yderpunkterne",
    "bought_this_year": "købte den",
    "share_year_before": "året før",
    "share_this_year": "seneste 12 måneder",
    "share_change": "ændring",
    "base_change": "for alle kunder",
    "preferences_note": (
        "Indeks: andelen af niveauet, der har beholdt noget af det, i forhold til andelen af alle kunder; 1 er"
        " ingen forskel, og jo færre der har købt, jo nærmere 1 sættes det. Bedre kunder har købt mere af alt:"
        " sammenlign rækker, eller se beløbsindekset, andelen af niveauets forbrug i forhold til andelen af alles"
        " forbrug. Det, færre end 30 kunder har købt, er udeladt. At de bedste køber det, betyder ikke, at det gør"
        " dem til de bedste."
    ),
    "discount_note": (
        "Efter købsdage, hvor noget var nedsat: altid fra 80\xa0%, for det meste fra 50\xa0%. Den, der har købt én"
        " gang, kan kun være altid eller aldrig; prisnedsættelser, der ikke står i en rabatkolonne, kan ikke ses."
    ),
    "next_category_note": (
        "Et køb hører til den dyreste vares varegruppe. Andelene er af dem, der købte igen; det, der følger efter"
        " en varegruppe færre end 30 gange, er udeladt."
    ),
    "category_trend_note": (
        "Andele af de kunder på niveauet, der overhovedet købte i året. Niveauerne er de nuværende, så den, der er"
        " holdt op med at købe, er sjældent blandt dem."
    ),
    # --- first products
    "section.first_products": "Første varer",
    "first_products_few": "Ingen vare var den første for {least} kunder, der er fulgt i et år: det tager tid.",
    "first_products_answer": (
        "Kunder, der begyndte med {product}, er sandsynligvis {value} værd inden for et år, og {again} af dem køber"
        " igen; med {least_product} er det {least_value} og {least_again}."
    ),
    "first_categories_answer": (
        "Varer i samme varegruppe afviger ikke mere, end tilfældigheder kan forklare. Kunder, der begyndte med"
        " {category}, er sandsynligvis {value} værd inden for et år; med {least_category} er det {least_value} pr."
        " kunde."
    ),
    "first_products_answer_alone": (
        "Kunder, der begyndte med {product}, er sandsynligvis {value} værd inden for et år, og {again} af dem køber"
        " igen."
    ),
    "first_products_alike": (
        "Det, kunderne begyndte med, siger ikke, hvad de er værd: varerne afviger ikke mere, end tilfældigheder kan"
        " forklare."
    ),
    "first_products_most_title": "Varer, som flest kunder begyndte med",
    "first_products_title": "Varer, som mindst {least} kunder begyndte med: de bedste og de dårligste",
    "first_prices_title": "Kunder, der begyndte med rabat, og til fuld pris",
    "first_price": "begyndte",
    "began_discounted": "med rabat",
    "began_full_price": "til fuld pris",
    "began_with_it": "kunder",
    "again_within_year": "købte igen",
    "worth_in_year.revenue": "nettoomsætning, et år",
    "worth_in_year.contribution": "dækningsbidrag, et år",
    "likely_again": "sandsynligt igen",
    "likely_worth": "sandsynligt, et år",
    "worth_at_first.revenue": "første køb",
    "worth_at_first.contribution": "første køb",
    "second_category": "derefter oftest",
    "first_returned": "returneret",
    "top_index": "indeks, topniveau",
    "first_products_note.revenue": (
        "Kunder, hvis første køb ligger mindst et år tilbage. Nettoomsætning og køb er dem i året fra og med det."
        " Sandsynligt: ført tilbage mod varegruppens gennemsnit, mere jo færre kunder der er, og helt, hvor varerne"
        " i en varegruppe ikke afviger mere, end tilfældigheder kan forklare."
    ),
    "first_products_note.contribution": (
        "Kunder, hvis første køb ligger mindst et år tilbage. Dækningsbidrag og køb er dem i året fra og med det."
        " Sandsynligt: ført tilbage mod varegruppens gennemsnit, mere jo færre kunder der er, og helt, hvor varerne"
        " i en varegruppe ikke afviger mere, end tilfældigheder kan forklare."
    ),
    "first_credit_note.full": (
        "Den, der begyndte med flere varer, tæller helt med for hver, så rækkerne ikke kan lægges sammen;"
        " --first-credit shared lader hver vare tælle med sin andel af beløbet."
    ),
    "first_credit_note.shared": (
        "Den, der begyndte med flere varer, tæller for hver med dens andel af dagens beløb; kolonnen kunder tæller"
        " dem helt med."
    ),
    "first_index_note": (
        "Returneret: af beløbet for varen den dag. Indeks: andelen af dem, der i dag er på det øverste niveau, i"
        " forhold til andelen af alle, der begyndte."
    ),
    # --- sizes
    "section.sizes": "Størrelser",
    "sizes_few": "I ingen varegruppe er {least} varer med størrelse beholdt: størrelseskurver kræver flere.",
    "sizes_answer": (
        "I {category} beholdes {size} oftest: {share} af de beholdte varer; {returned} af størrelsen kommer retur."
    ),
    "sizes_answer_all": (
        "{size} beholdes oftest: {share} af de beholdte varer; {returned} af størrelsen kommer retur."
    ),
    "sizes_answer_all_sold": "{size} købes oftest: {share} af varerne.",
    "sizes_answer_sold": "I {category} købes {size} oftest: {share} af varerne.",
    "usual_size": "kunder med en fast størrelse",
    "usual_size_meaning": "der har beholdt mindst to varer i samme størrelse i en varegruppe, af {count}",
    "size_curve_title": "Størrelseskurve efter beholdte varer, i de største varegrupper",
    "units_sold": "solgte varer",
    "units_kept": "beholdt",
    "of_units_kept": "af beholdte varer",
    "units_returned": "returneret",
    "of_units_of_tier": "af topniveauets",
    "size_orders_title": "Ordrer med flere størrelser af samme vare, og ombytninger",
    "orders_with_sizes": "ordrer",
    "bracketed": "flere størrelser",
    "bracketing": "andel",
    "swaps": "ombytninger",
    "swaps_of_size": "til anden størrelse",
    "sizes_note": (
        "Varer i ordrer, hvis returneringer er overstået, inkl. gæsters. Den, der bestiller to størrelser for at"
        " beholde én, hæver salget af begge, så efterspørgslen er det, der blev beholdt. Stavemåder er samlet: M,"
        " med. og Medium er én størrelse. En ombytning er samme vare købt igen inden for 30 dage efter"
        " returneringen."
    ),
    "sizes_not_told_note": (
        "Returneringerne i disse data siger ikke, hvilken størrelse der kom retur, eller hvor mange: andelene er af"
        " solgte varer, og den, der bestiller to størrelser for at beholde én, tæller for begge. Stavemåder er"
        " samlet: M, med. og Medium er én størrelse."
    ),
    "sell_out_note": (
        "En udsolgt størrelse kunne ikke købes: uden lagerdata er dette det, der blev beholdt, ikke det, der blev"
        " ønsket."
    ),
}
