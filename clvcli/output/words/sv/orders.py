"""The Swedish of the sections on orders, the journey and the newest customers."""

from __future__ import annotations

WORDS = {
    # --- orders
    "section.orders": "Ordrar",
    "orders_missing": "Ordervärden och köpfrekvens kräver ordrarna, inte filen från compute.",
    "orders_answer": "De {count} ordrarna är värda {aov} styck före returer: {units} varor à {price}.",
    "orders_answer.one": "Den enda ordern är värd {aov} före returer: {units} varor à {price}.",
    "orders_answer_alone": "De {count} ordrarna är värda {aov} styck före returer.",
    "orders_answer_alone.one": "Den enda ordern är värd {aov} före returer.",
    "orders_later_answer": "En första order är värd {first}, en senare {later}.",
    "purchases_per_year": "köp per år",
    "purchases_per_year_meaning": (
        "genomsnitt för {count} kunder som kan följas ett år eller längre, första köpet inräknat; hälften gör"
        " {median} eller färre"
    ),
    "purchases_per_year_meaning.one": "för {count} kund som kan följas ett år eller längre, första köpet inräknat",
    "purchases_per_year_missing": "ingen kund kan följas ett helt år än",
    "order_values_title": "Vad en order är värd, exkl. moms och frakt",
    "order_group": "vilka ordrar",
    "all_orders": "alla",
    "order_first": "kundens första",
    "order_second": "andra",
    "order_third_or_later": "tredje eller senare",
    "order_returning": "andra eller senare",
    "order_guest": "gästers",
    "order_not_known": "okänd kanal",
    "aov_before_returns": "före returer",
    "aov_kept": "kvar, efter returer",
    "aov_charged": "som debiterat",
    "median": "median",
    "p90": "90\N{NO-BREAK SPACE}% ligger under",
    "units_per_order": "varor",
    "price_per_unit": "per vara",
    "discount_share": "rabatt, av ordinarie pris",
    "discounted": "ordrar med rabatt",
    "order_bands_title": "Ordrar efter värde före returer",
    "band_from": "från",
    "band_below": "under",
    "share_of_orders": "av ordrarna",
    "share_of_sales": "av försäljningen",
    "band_sales": "försäljning",
    "attach_title": "Varugrupper i samma order, högst samköpsindex först",
    "bought_with": "tillsammans med",
    "orders_with_both": "ordrar",
    "attach": "har även den",
    "attach_base": "av alla ordrar",
    "lift": "samköpsindex",
    "orders_note": (
        "Före returer: varor efter rabatter, över alla giltiga ordrar; varor gånger pris är det värdet. Kvar, efter"
        " returer: över de ordrar där något behölls. Som debiterat: inklusive moms och frakt. En dags ordrar har"
        " samma nummer; en prissänkning som inte står i någon rabattkolumn syns inte."
    ),
    "attach_note": (
        "Samköpsindex: andelen ordrar med den första varugruppen som även har den andra, i förhållande till andelen"
        " av alla ordrar; över 1 är mer än slumpen. Där de flesta ordrar har en enda varugrupp ligger den under 1"
        " för nästan alla par: jämför paren. Par i färre än 30 ordrar är utelämnade."
    ),
    # --- journey
    "section.journey": "Kundresa",
    "journey_missing": "Kundresan från order till order kräver ordrarna, inte filen från compute.",
    "journey_too_young": "Ingen gjorde sitt första köp för så länge som ett år sedan: kundresan kräver tid.",
    "journey_answer": (
        "{second} av {count} kunder köpte igen inom ett år från första köpet, hälften av dem inom {days} dagar; av"
        " dem som kunnat följas i två år gick {third} vidare till ett tredje köp inom ett år från det andra."
    ),
    "journey_answer.one": (
        "{second} av {count} kund köpte igen inom ett år från första köpet, efter {days} dagar, och {third} gick"
        " vidare till ett tredje inom ett år från det."
    ),
    "journey_second_answer": (
        "{second} av {count} kunder köpte igen inom ett år från första köpet, hälften av dem inom {days} dagar."
    ),
    "journey_second_answer.one": (
        "{second} av {count} kund köpte igen inom ett år från första köpet, efter {days} dagar."
    ),
    "journey_none_answer": "Ingen av {count} kunder köpte igen inom ett år från första köpet.",
    "journey_none_answer.one": "Den enda kunden köpte inte igen inom ett år från första köpet.",
    "journey_title": "Från första köpet till det tredje, efter vad det första var",
    "began_with": "började med",
    "category_not_known": "okänd varugrupp",
    "second_orders": "köpte igen",
    "went_on_to_second": "till andra köp",
    "days_to_second": "dagar dit",
    "asked_for_third": "följda länge nog",
    "third_orders": "köpte en tredje gång",
    "went_on_to_third": "till tredje köp",
    "days_to_third": "dagar till det tredje",
    "journey_note": (
        "Kunder som gjorde sitt första köp för minst ett år sedan, utom dem från de första månaderna som kan ha"
        " köpt innan data börjar. Till andra köp: köpte en annan dag inom ett år. Till tredje köp: av dem som"
        " gjorde det, och som köpte första gången för minst två år sedan, de som köpte igen inom ett år från det"
        " andra köpet. Dagar är medianer för dem som gick vidare. Varugruppen är den dyraste varans den första"
        " dagen."
    ),
    "journey_rest_note": "{count} mindre varugrupper visas inte; de ingår i första raden.",
    "journey_rest_note.one": "{count} mindre varugrupp visas inte; den ingår i första raden.",
    # --- newest
    "section.newest": "De nyaste kunderna",
    "newest_missing": "Att jämföra de nyaste kunderna med tidigare kräver ordrarna.",
    "newest_too_young": (
        "Att jämföra de nyaste kunderna med tidigare kräver femton månader med nya kunder, som alla kan följas en"
        " månad och tills deras returer är klara."
    ),
    "newest_alarm.revenue": (
        "Varning: kunder som vunnits från {from} till {to} gav {value} var i nettoomsättning under sina första"
        " {days} dagar, de från året före {before}; skillnaden ligger mellan {low} och {high}."
    ),
    "newest_alarm.contribution": (
        "Varning: kunder som vunnits från {from} till {to} gav {value} var i täckningsbidrag under sina första"
        " {days} dagar, de från året före {before}; skillnaden ligger mellan {low} och {high}."
    ),
    "newest_quiet.revenue": (
        "Ingen varning: kunder som vunnits från {from} till {to} gav {value} var i nettoomsättning under sina"
        " första {days} dagar, de från året före {before}; vid ingen ålder är de mindre värda än slump och säsong"
        " förklarar."
    ),
    "newest_quiet.contribution": (
        "Ingen varning: kunder som vunnits från {from} till {to} gav {value} var i täckningsbidrag under sina"
        " första {days} dagar, de från året före {before}; vid ingen ålder är de mindre värda än slump och säsong"
        " förklarar."
    ),
    "newest_title.revenue": "Nettoomsättning per ny kund, de senaste tre månaderna mot året före",
    "newest_title.contribution": "Täckningsbidrag per ny kund, de senaste tre månaderna mot året före",
    "newest_from": "vunna från",
    "newest_to": "till",
    "brought_each.revenue": "nettoomsättning per kund",
    "brought_each.contribution": "täckningsbidrag per kund",
    "year_before_them": "året före",
    "newest_difference": "skillnad",
    "low_95": "från, 95\N{NO-BREAK SPACE}%",
    "high_95": "till, 95\N{NO-BREAK SPACE}%",
    "same_months_last_year": "samma månader i fjol",
    "newest_note": (
        "Varje ålder visar de tre senaste månader vars kunder alla kunnat följas så länge och tills deras returer"
        " var klara, mot de tolv månaderna före vid samma ålder. Intervallet på 95 procent utgår från hur kunderna"
        " skiljer sig åt, eller månaderna om de skiljer sig mer. En varning kräver att hela intervallet ligger"
        " under noll, och mer än för samma månader året före."
    ),
}
