"""The Danish of the sections on orders, the journey and the newest customers."""

from __future__ import annotations

WORDS = {
    # --- orders
    "section.orders": "Ordrer",
    "orders_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at se ordreværdier og frekvens.",
    "orders_answer": (
        "De {count} ordrer er i gennemsnit {aov} værd før returneringer: {units} varer til {price} pr. styk."
    ),
    "orders_answer.one": "Ordren er {aov} værd før returneringer: {units} varer til {price} pr. styk.",
    "orders_answer_alone": "De {count} ordrer er i gennemsnit {aov} værd før returneringer.",
    "orders_answer_alone.one": "Ordren er {aov} værd før returneringer.",
    "orders_later_answer": "En første ordre er {first} værd, en senere {later} værd.",
    "purchases_per_year": "køb om året",
    "purchases_per_year_meaning": (
        "gennemsnit af {count} kunder, der er fulgt i mindst et år, første køb medregnet; halvdelen køber højst"
        " {median} gange"
    ),
    "purchases_per_year_meaning.one": "for {count} kunde, der er fulgt i mindst et år, første køb medregnet",
    "purchases_per_year_missing": "ingen kunde er fulgt i et år endnu",
    "order_values_title": "Hvad en ordre er værd, ekskl. moms og fragt",
    "order_group": "hvilke ordrer",
    "all_orders": "alle",
    "order_first": "kundens første",
    "order_second": "anden",
    "order_third_or_later": "tredje eller senere",
    "order_returning": "anden eller senere",
    "order_guest": "fra gæster",
    "order_not_known": "kanal ukendt",
    "aov_before_returns": "før returneringer",
    "aov_kept": "beholdt, efter returneringer",
    "aov_charged": "som opkrævet",
    "median": "median",
    "p90": "90\xa0% er under",
    "units_per_order": "varer",
    "price_per_unit": "pr. vare",
    "discount_share": "rabat, af listepris",
    "discounted": "ordrer med rabat",
    "order_bands_title": "Ordrer efter deres værdi før returneringer",
    "band_from": "fra",
    "band_below": "under",
    "share_of_orders": "af ordrer",
    "share_of_sales": "af salg",
    "band_sales": "salg",
    "attach_title": "Varegrupper i samme ordre, det højeste løft først",
    "bought_with": "sammen med",
    "orders_with_both": "ordrer",
    "attach": "har den også",
    "attach_base": "af alle ordrer",
    "lift": "løft",
    "orders_note": (
        "Før returneringer: varer efter rabatter, over alle gyldige ordrer; antal varer gange pris er denne værdi."
        " Beholdt, efter returneringer: over de ordrer, hvor noget blev beholdt. Som opkrævet: inkl. moms og fragt."
        " Ordrer på samme dag har ét nummer; en prisnedsættelse, der ikke står i en rabatkolonne, kan ikke ses."
    ),
    "attach_note": (
        "Løft: andelen af ordrer med den første varegruppe, der også har den anden, i forhold til andelen af alle"
        " ordrer; over 1 er mere end tilfældigt. Hvor de fleste ordrer kun har én varegruppe, ligger det under 1"
        " for næsten alle par: sammenlign par. Par i færre end 30 ordrer er udeladt."
    ),
    # --- journey
    "section.journey": "Kunderejse",
    "journey_missing": "Angiv ordrefilen i stedet for resultatet fra compute for at se rejsen fra ordre til ordre.",
    "journey_too_young": "Ingen købte første gang for mindst et år siden: kunderejsen tager tid.",
    "journey_answer": (
        "{second} af {count} kunder købte igen inden for et år efter første køb, halvdelen af dem inden for {days}"
        " dage; af dem, der er fulgt i to år, købte {third} tredje gang inden for et år derefter."
    ),
    "journey_answer.one": (
        "{second} af {count} kunde købte igen inden for et år efter første køb, efter {days} dage, og {third} købte"
        " tredje gang inden for et år derefter."
    ),
    "journey_second_answer": (
        "{second} af {count} kunder købte igen inden for et år efter første køb, halvdelen af dem inden for {days}"
        " dage."
    ),
    "journey_second_answer.one": (
        "{second} af {count} kunde købte igen inden for et år efter første køb, efter {days} dage."
    ),
    "journey_none_answer": "Ingen af {count} kunder købte igen inden for et år efter første køb.",
    "journey_none_answer.one": "Kunden købte ikke igen inden for et år efter første køb.",
    "journey_title": "Fra første køb til tredje, efter hvad det første var",
    "began_with": "begyndte med",
    "category_not_known": "varegruppe ukendt",
    "second_orders": "købte igen",
    "went_on_to_second": "andet køb",
    "days_to_second": "dage til andet",
    "asked_for_third": "fulgt længe nok",
    "third_orders": "købte tredje gang",
    "went_on_to_third": "tredje køb",
    "days_to_third": "dage til tredje",
    "journey_note": (
        "Kunder, hvis første køb ligger mindst et år tilbage, uden kunderne fra de første måneder, som kan have"
        " købt, før dataene begynder. Andet køb: på en anden dag inden for et år. Tredje køb: blandt dem, hvis"
        " første køb ligger to år tilbage, de, der købte igen inden for et år efter det andet. Dage er medianer for"
        " dem, der gik videre. Varegruppen er den dyreste vares på første dag."
    ),
    "journey_rest_note": "{count} mindre varegrupper er ikke vist; de er med i første række.",
    "journey_rest_note.one": "{count} mindre varegruppe er ikke vist; den er med i første række.",
    # --- newest
    "section.newest": "Nyeste kunder",
    "newest_missing": "Angiv ordrefilen for at holde de nyeste kunder op mod de tidligere.",
    "newest_too_young": (
        "For at holde de nyeste kunder op mod de tidligere kræves femten måneder med nye kunder, hver fulgt i en"
        " måned, og til deres returneringer var overstået."
    ),
    "newest_alarm.revenue": (
        "Alarm: kunder vundet fra {from} til {to} gav hver {value} i nettoomsætning i deres første {days} dage,"
        " kunderne fra året før dem {before}; forskellen ligger mellem {low} og {high} pr. kunde."
    ),
    "newest_alarm.contribution": (
        "Alarm: kunder vundet fra {from} til {to} gav hver {value} i dækningsbidrag i deres første {days} dage,"
        " kunderne fra året før dem {before}; forskellen ligger mellem {low} og {high} pr. kunde."
    ),
    "newest_quiet.revenue": (
        "Ingen alarm: kunder vundet fra {from} til {to} gav hver {value} i nettoomsætning i deres første {days}"
        " dage, kunderne fra året før dem {before}; i ingen alder er de mindre værd, end tilfældigheder og sæson"
        " kan forklare."
    ),
    "newest_quiet.contribution": (
        "Ingen alarm: kunder vundet fra {from} til {to} gav hver {value} i dækningsbidrag i deres første {days}"
        " dage, kunderne fra året før dem {before}; i ingen alder er de mindre værd, end tilfældigheder og sæson"
        " kan forklare."
    ),
    "newest_title.revenue": "Nettoomsætning pr. ny kunde, de nyeste tre måneder ved siden af året før dem",
    "newest_title.contribution": "Dækningsbidrag pr. ny kunde, de nyeste tre måneder ved siden af året før dem",
    "newest_from": "vundet fra",
    "newest_to": "til",
    "brought_each.revenue": "nettoomsætning pr. kunde",
    "brought_each.contribution": "dækningsbidrag pr. kunde",
    "year_before_them": "året før dem",
    "newest_difference": "forskel",
    "low_95": "fra, 95\xa0%",
    "high_95": "til, 95\xa0%",
    "same_months_last_year": "samme måneder, sidste år",
    "newest_note": (
        "Hver alder viser de seneste tre måneder, hvor alle kunder er fulgt så længe, og til deres returneringer"
        " var overstået, ved siden af de tolv måneder før dem i samme alder. Intervallet på 95\xa0% følger"
        " forskellen mellem kunder, eller mellem måneder, hvor den er større. En alarm kræver, at hele intervallet"
        " ligger under nul, og at faldet er større end i de samme måneder året før."
    ),
}
