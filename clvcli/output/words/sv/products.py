"""The Swedish of the sections on what customers buy: preferences, first products and sizes."""

from __future__ import annotations

WORDS = {
    # --- columns
    "column.product": "produkt",
    "column.category": "varugrupp",
    "column.brand": "varumärke",
    "column.size": "storlek",
    "column.season": "säsong",
    "column.channel": "kanal",
    "products_missing": "Vad kunderna köper kräver ordrarna, inte filen från compute.",
    "columns_missing": (
        "Inga kolumner anger detta om det köpta: {fields}. --map FIELD=COLUMN anger vilken som gör det, eller så"
        " hämtar --products FILE det efter artikelnummer."
    ),
    "column_missing": (
        "Ingen kolumn anger {column} för det köpta: --map {field}=COLUMN anger vilken som gör det, eller så hämtar"
        " --products FILE det efter artikelnummer."
    ),
    # --- preferences
    "section.preferences": "Vad de bästa kunderna köper",
    "preferences_answer": (
        "Kunder på nivån {tier} lägger {spent_share} av sina pengar på {value}, alla kunder {base_spent_share}."
    ),
    "preferences_alike_answer": "Kunder på nivån {tier} lägger sina pengar på ungefär samma varor som alla kunder.",
    "preferences_title": "Vad fler och färre kunder på nivån {tier} har köpt än andra: topp och botten",
    "preferred_products_title": (
        "Produkter som fler och färre kunder på nivån {tier} har köpt än andra: topp och botten"
    ),
    "dimension": "vad",
    "bought_value": "köpt",
    "tier_buyers": "köpare på nivån",
    "base_buyers": "kunder",
    "tier_share": "av nivån",
    "base_share": "av alla",
    "likely_index": "index",
    "index_low": "från, 80\N{NO-BREAK SPACE}%",
    "index_high": "till, 80\N{NO-BREAK SPACE}%",
    "spent_index": "index, pengar",
    "spent_share": "av nivåns köp",
    "index_of_tier": "{tier}",
    "discount_title": "Hur ofta kunder köper med rabatt",
    "discount_class": "med rabatt",
    "discount_always": "alltid",
    "discount_mostly": "oftast",
    "discount_sometimes": "ibland",
    "discount_never": "aldrig",
    "base_spent_share": "av allas köp",
    "next_category_title": "Vad som köps härnäst, efter vad som köptes",
    "bought_category": "varugrupp",
    "next_support": "köpte igen",
    "same_again": "samma",
    "next_category": "oftast annars",
    "next_probability": "hur ofta",
    "category_trend_title": "Varugrupper som kunder på nivån {tier} börjar och slutar köpa: topp och botten",
    "bought_this_year": "köpte den",
    "share_year_before": "året före",
    "share_this_year": "senaste 12 månaderna",
    "share_change": "förändring",
    "base_change": "för alla kunder",
    "preferences_note": (
        "Index: andelen av nivån som har behållit något av det, i förhållande till andelen av alla kunder; 1 är"
        " ingen skillnad, och ju färre som köpt, desto närmare 1 läggs det. Bättre kunder har köpt mer av allt:"
        " jämför raderna, eller se index för pengar, det vill säga andelen av nivåns köp i förhållande till andelen"
        " av allas köp. Det som färre än 30 kunder köpt är utelämnat. Att de bästa köper något betyder inte att det"
        " gör dem till de bästa."
    ),
    "discount_note": (
        "Efter köpdagar då något var rabatterat: alltid från 80 procent, oftast från 50 procent. Den som köpt en"
        " gång kan bara vara alltid eller aldrig; prissänkningar som inte står i någon rabattkolumn syns inte."
    ),
    "next_category_note": (
        "Ett köp hör till varugruppen för sina dyraste varor. Andelarna är av dem som köpte igen; det som följer"
        " efter en varugrupp färre än 30 gånger är utelämnat."
    ),
    "category_trend_note": (
        "Andelar av de kunder på nivån som köpte något alls under året. Nivåerna är dagens, så den som slutat köpa"
        " finns sällan bland dem."
    ),
    # --- first products
    "section.first_products": "Första produkter",
    "first_products_few": "Ingen produkt var den första för {least} kunder som kan följas ett år: det tar tid.",
    "first_products_answer": (
        "Kunder som började med {product} är troligen värda {value} inom ett år, och {again} av dem köper troligen"
        " igen; med {least_product} är det {least_value} och {least_again}."
    ),
    "first_categories_answer": (
        "Produkterna i en varugrupp skiljer sig inte mer än slumpen medger. Kunder som började med {category} är"
        " troligen värda {value} inom ett år; med {least_category} är det {least_value}."
    ),
    "first_products_answer_alone": (
        "Kunder som började med {product} är troligen värda {value} inom ett år, och {again} av dem köper troligen"
        " igen."
    ),
    "first_products_alike": (
        "Vad kunderna började med säger inte vad de är värda: produkterna skiljer sig inte mer än slumpen medger."
    ),
    "first_products_most_title": "Produkter som flest kunder började med",
    "first_products_title": "Produkter som minst {least} kunder började med: de bästa och de sämsta",
    "first_prices_title": "Kunder som började med rabatt, och till ordinarie pris",
    "first_price": "började",
    "began_discounted": "med rabatt",
    "began_full_price": "till ordinarie pris",
    "began_with_it": "kunder",
    "again_within_year": "köpte igen",
    "worth_in_year.revenue": "nettoomsättning, ett år",
    "worth_in_year.contribution": "täckningsbidrag, ett år",
    "likely_again": "troligen igen",
    "likely_worth": "troligen, ett år",
    "worth_at_first.revenue": "första köpet",
    "worth_at_first.contribution": "första köpet",
    "second_category": "sedan oftast",
    "first_returned": "returer",
    "top_index": "index, högsta nivån",
    "first_products_note.revenue": (
        "Kunder som gjorde sitt första köp för minst ett år sedan. Nettoomsättning och köp gäller året från och med"
        " det. Troligen: fört mot varugruppens medelvärde, mer ju färre kunderna är, och helt där produkterna i en"
        " varugrupp inte skiljer sig mer än slumpen medger."
    ),
    "first_products_note.contribution": (
        "Kunder som gjorde sitt första köp för minst ett år sedan. Täckningsbidrag och köp gäller året från och med"
        " det. Troligen: fört mot varugruppens medelvärde, mer ju färre kunderna är, och helt där produkterna i en"
        " varugrupp inte skiljer sig mer än slumpen medger."
    ),
    "first_credit_note.full": (
        "Den som började med flera produkter räknas helt för var och en, så raderna går inte att summera;"
        " --first-credit shared räknar var och en efter sin andel av pengarna."
    ),
    "first_credit_note.shared": (
        "Den som började med flera produkter räknas för var och en efter dess andel av den dagens pengar; kolumnen"
        " kunder räknar dem hela."
    ),
    "first_index_note": (
        "Returer: av pengarna för produkten den dagen. Index: andelen av dem som i dag är på högsta nivån, i"
        " förhållande till andelen av alla som började."
    ),
    # --- sizes
    "section.sizes": "Storlekar",
    "sizes_few": "Ingen varugrupp har {least} behållna varor med storlek: storlekskurvor kräver fler.",
    "sizes_answer": (
        "I varugruppen {category} behålls storlek {size} oftast: {share} av de behållna varorna; {returned} av det"
        " sålda i storleken kommer tillbaka."
    ),
    "sizes_answer_all": (
        "Storlek {size} behålls oftast: {share} av de behållna varorna; {returned} av det sålda i storleken kommer"
        " tillbaka."
    ),
    "sizes_answer_all_sold": "Storlek {size} köps oftast: {share} av varorna.",
    "sizes_answer_sold": "I varugruppen {category} köps storlek {size} oftast: {share} av varorna.",
    "usual_size": "kunder med en vanlig storlek",
    "usual_size_meaning": "som behållit minst två varor i samma storlek i en varugrupp, av {count}",
    "size_curve_title": "Storlekskurva på behållna varor, i de största varugrupperna",
    "units_sold": "sålda varor",
    "units_kept": "behållna",
    "of_units_kept": "av behållna varor",
    "units_returned": "returer",
    "of_units_of_tier": "av högsta nivåns",
    "size_orders_title": "Ordrar med flera storlekar av samma produkt, och byten",
    "orders_with_sizes": "ordrar",
    "bracketed": "flera storlekar",
    "bracketing": "andel",
    "swaps": "byten",
    "swaps_of_size": "till en annan storlek",
    "sizes_note": (
        "Varor, gästers inräknade, i ordrar vars returer är klara. Den som beställer två storlekar för att behålla"
        " en höjer det sålda av båda, så efterfrågan är det som behölls. Stavningar förs samman: M, med. och Medium"
        " är en storlek. Ett byte är samma produkt som köps igen inom 30 dagar efter att den returnerats."
    ),
    "sizes_not_told_note": (
        "Returerna i dessa data säger inte vilken storlek som kom tillbaka, eller hur många varor: andelarna är av"
        " sålda varor, och den som beställer två storlekar för att behålla en räknas för båda. Stavningar förs"
        " samman: M, med. och Medium är en storlek."
    ),
    "sell_out_note": (
        "En storlek som var slutsåld gick inte att köpa: utan lagerdata är detta vad som behölls, inte vad som"
        " önskades."
    ),
}
