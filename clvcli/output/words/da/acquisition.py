"""The Danish of the section on winning customers."""

from __future__ import annotations

WORDS = {
    "section.acquisition": "Nye kunder og CAC",
    "acquisition_missing": (
        "Angiv ordrefilen i stedet for resultatet fra compute for at se, hvad en ny kunde koster og er værd."
    ),
    "acquisition_add_spend": (
        "Med --spend spend.csv (month, channel, amount) viser dette afsnit, hvad en ny kunde koster, og hvornår det"
        " er tjent ind."
    ),
    "payback_answer.contribution": (
        "En ny kunde koster {cac}; dækningsbidraget har tjent det ind i måned {count} efter første ordre."
    ),
    "payback_answer_at_once.contribution": (
        "En ny kunde koster {cac}; allerede måneden for første ordre giver i gennemsnit mere end det."
    ),
    "payback_answer_at_once.revenue": (
        "En ny kunde koster {cac}; allerede måneden for første ordre giver i gennemsnit mere end det i omsætning,"
        " hvoraf varerne endnu skal betales."
    ),
    "payback_answer.revenue": (
        "En ny kunde koster {cac}; nettoomsætningen, hvoraf varerne endnu skal betales, har nået det i måned"
        " {count} efter første ordre."
    ),
    "payback_answer_not.contribution": (
        "En ny kunde koster {cac}, og det har dækningsbidraget ikke tjent ind i de {count} måneder, der er"
        " observeret."
    ),
    "payback_answer_not.contribution.one": (
        "En ny kunde koster {cac}, og det har dækningsbidraget ikke tjent ind i den {count} måned, der er"
        " observeret."
    ),
    "payback_answer_not.revenue.one": (
        "En ny kunde koster {cac}, og det har nettoomsætningen ikke nået i den {count} måned, der er observeret."
    ),
    "payback_answer_not.revenue": (
        "En ny kunde koster {cac}, og det har nettoomsætningen ikke nået i de {count} måneder, der er observeret."
    ),
    "new_line_at_once.contribution": (
        "En ny kunde koster {cac}, i gennemsnit tjent ind allerede i måneden for første ordre, og forventes at give"
        " {worth} på 36 måneder."
    ),
    "new_line_at_once.revenue": (
        "En ny kunde koster {cac}, som omsætningen i gennemsnit når allerede i måneden for første ordre, og"
        " forventes at give {worth} i omsætning på 36 måneder, hvoraf varerne endnu skal betales."
    ),
    "new_line_month.contribution": (
        "En ny kunde koster {cac}, tjent ind af dækningsbidraget i måned {count} efter første ordre, og forventes"
        " at give {worth} på 36 måneder."
    ),
    "new_line_month.revenue": (
        "En ny kunde koster {cac}, som omsætningen når i måned {count} efter første ordre, og forventes at give"
        " {worth} i omsætning på 36 måneder, hvoraf varerne endnu skal betales."
    ),
    "new_line_not.contribution": (
        "En ny kunde koster {cac}, ikke tjent ind af dækningsbidraget i de {count} måneder, der er observeret, og"
        " forventes at give {worth} på 36 måneder."
    ),
    "new_line_not.contribution.one": (
        "En ny kunde koster {cac}, ikke tjent ind af dækningsbidraget i den måned, der er observeret, og forventes"
        " at give {worth} på 36 måneder."
    ),
    "new_line_not.revenue": (
        "En ny kunde koster {cac}, som omsætningen ikke har nået i de {count} måneder, der er observeret, og"
        " forventes at give {worth} i omsætning på 36 måneder, hvoraf varerne endnu skal betales."
    ),
    "new_line_not.revenue.one": (
        "En ny kunde koster {cac}, som omsætningen ikke har nået i den måned, der er observeret, og forventes at"
        " give {worth} i omsætning på 36 måneder, hvoraf varerne endnu skal betales."
    ),
    "clv_new_answer.contribution": (
        "En ny kunde forventes at give {worth} i dækningsbidrag på 36 måneder, heraf {later} efter første ordre."
    ),
    "clv_new_answer.revenue": (
        "En ny kunde forventes at give {worth} i nettoomsætning på 36 måneder, heraf {later} efter første ordre."
    ),
    "payback": "tilbagebetalingsmåned",
    "payback_meaning": "måneder efter måneden for første ordre, til en ny kunde har tjent det ind, den kostede",
    "payback_not_reached": "mere end de {count} måneder, der er observeret",
    "payback_not_reached.one": "mere end den {count} måned, der er observeret",
    "payback_unknown": "ingen var ny i de måneder, udgifterne dækker",
    "cac": "CAC",
    "cac_meaning": "kundeanskaffelsesomkostning: alle udgifter ({spend}) delt med {count} nye kunder",
    "cac_meaning.one": "kundeanskaffelsesomkostning: alle udgifter ({spend}) delt med {count} ny kunde",
    "cac_paid": "betalt CAC",
    "cac_paid_meaning": "alle udgifter delt med de {count} nye kunder fra kanaler, der er brugt penge på",
    "clv_new": "værdi af en ny kunde",
    "clv_new_36m": "værdi, 36 måneder",
    "clv_new_meaning.contribution": "over 36 måneder, inkl. første ordre, der giver {first}",
    "clv_new_meaning.revenue": "nettoomsætning over 36 måneder, inkl. første ordre, der giver {first}",
    "clv_new_unknown": "ukendt: {reason}",
    "clv_new_later": "det samme efter første ordre",
    "clv_new_later_meaning": "forventet i de 36 måneder efter den, diskonteret til dens dag",
    "first_loss": "tab på første ordre",
    "first_loss_share": "tab på første ordre",
    "first_loss_meaning.contribution": "andel af nye kunder, hvis første ordre giver mindre, end de kostede",
    "first_loss_meaning.revenue": "andel af nye kunder, hvis første ordre giver mindre i omsætning, end de kostede",
    "acquisition_channels_title": "Nye kunder efter første ordres {by}",
    "acquisition_seasons_title": "Nye kunder efter det kvartal, de kom i",
    "acquisition_months_title": "Udgifter og nye kunder pr. måned og CAC pr. kanal",
    "cac_of": "CAC {channel}",
    "won_by_channel": "kanal",
    "won_by_source": "kilde",
    "quarter": "kvartal",
    "spend": "udgift",
    "new_customers": "nye",
    "new_kept": "beholdt noget",
    "cac_kept": "CAC, beholdt",
    "payback_month": "tilbagebetalt, måned",
    "payback_observed": "måneder set",
    "ratio_12m": "ratio, 12 måneder",
    "ratio_36m": "ratio, 36 måneder",
    "first_value.contribution": "første ordre",
    "first_value.revenue": "første omsætning",
    "value_12m.contribution": "værdi, 12 måneder",
    "value_12m.revenue": "omsætning, 12 måneder",
    "allowable_cac": "højeste acceptable CAC",
    "acquisition_by_note": (
        "Kunder regnes som vundet gennem første ordres {by}; navnene dækker {share} af udgifterne."
    ),
    "cac_note.contribution": (
        "Alle udgifter regnes som brugt på at vinde kunder, så CAC er fuldt indregnet; ny er den, der bestilte for"
        " første gang, uanset om varen blev beholdt. Tilbagebetalt: den første måned, hvor det, kunderne har givet,"
        " dækker CAC; tom, hvis det ikke skete i de måneder, der er set. Ratio er værdi i forhold til CAC: 12"
        " måneder observeret, for kunder, der er et år gamle, og 36 måneder forventet."
    ),
    "cac_note.revenue": (
        "Alle udgifter regnes som brugt på at vinde kunder, så CAC er fuldt indregnet; ny er den, der bestilte for"
        " første gang, uanset om varen blev beholdt. Vareforbruget er ukendt, så tilbagebetaling og ratio holder"
        " omsætning op mod CAC og siger intet om, hvad varerne koster; det gør --margin 45%. Tilbagebetalt er tom,"
        " hvis det ikke skete i de måneder, der er set."
    ),
    "acquisition_left_out_note": (
        "Måneder, der ikke er slut, hvis første ordrer måske ikke er de første, eller som udgifterne ikke dækker,"
        " står alene pr. måned: {count} nye kunder og {spend} i udgifter."
    ),
    "acquisition_left_out_note.one": (
        "Måneder, der ikke er slut, hvis første ordrer måske ikke er de første, eller som udgifterne ikke dækker,"
        " står alene pr. måned: {count} ny kunde og {spend} i udgifter."
    ),
    "clv_new_held.contribution": (
        "Det, modellen forventer af en ny kunde efter første ordre, ganges med {times}: så stor en del af det har"
        " kunder, der er et år gamle, givet i deres første år."
    ),
    "clv_new_held.revenue": (
        "Det, modellen forventer af en ny kunde efter første ordre, ganges med {times}: så stor en del af det har"
        " kunder, der er et år gamle, købt for i deres første år."
    ),
    "clv_new_note.contribution": (
        "Værdien over 36 måneder for en kanal eller et kvartal er det, de første ordrer giver, plus det, butikkens"
        " kunder forventes at give derefter, ganget med, hvor meget mere eller mindre gruppens kunder giver end"
        " andre i samme alder; grupper med få kunder trækkes mod butikkens gennemsnit."
    ),
    "clv_new_note.revenue": (
        "Værdien over 36 måneder for en kanal eller et kvartal er den omsætning, de første ordrer giver, plus den,"
        " butikkens kunder forventes at give derefter, ganget med, hvor meget mere eller mindre gruppens kunder"
        " giver end andre i samme alder; grupper med få kunder trækkes mod butikkens gennemsnit."
    ),
    "allowable_of_revenue_note": (
        "Omkostningerne er ukendte, så værdien er nettoomsætning: varer og levering skal endnu betales af den."
    ),
    "allowable_note": "Højeste acceptable CAC er {share} af værdien over 36 måneder.",
    "allowable_within_note": (
        "Højeste acceptable CAC er {share} af værdien over 36 måneder, dog højst det, sådanne kunder har givet til"
        " og med {count} måneder efter måneden for første ordre."
    ),
}
