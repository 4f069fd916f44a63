"""Norwegian: how an order list is headed."""

from __future__ import annotations

from clvcli.orders.languages.base import Language

LANGUAGE = Language(
    code="no",
    names={
        "customer_id": (
            "kunde id", "kundenr", "kundenummer", "medlemsnr", "medlemsnummer", "bruker id", "kunde", "kjøper",
        ),
        "customer_email": ("e-post", "e-postadresse", "epostadresse"),
        "customer_phone": ("telefon", "telefonnummer", "mobil", "mobilnummer", "tlf"),
        "order_id": (
            "ordrenr", "ordrenummer", "ordre id", "ordre", "fakturanr", "fakturanummer", "bilagsnr",
            "kvitteringsnr", "bestillingsnr",
        ),
        "order_date": (
            "ordredato", "kjøpsdato", "bestillingsdato", "salgsdato", "fakturadato", "bilagsdato", "opprettet",
            "dato", "tidspunkt", "dag",
        ),
        "paid_at": ("betalingsdato",),
        "updated_at": ("oppdatert", "sist endret"),
        "fulfilled_at": ("leveringsdato",),
        "refunded_at": ("returdato", "refusjonsdato", "refundert dato"),
        "status": ("ordrestatus", "status", "betalingsstatus"),
        "currency": ("valuta", "valutakode"),
        "fx_rate": ("valutakurs",),
        "payment_method": ("betalingsmåte", "betalingsmetode"),
        "channel": ("kanal", "salgskanal"),
        "source": ("kilde", "kampanje"),
        "discount_code": ("rabattkode",),
        "country": ("land", "landkode"),
        "region": ("region", "fylke"),
        "store": ("butikk", "butikknr"),
        "customer_type": ("kundetype", "kundegruppe"),
        "order_subtotal": ("delsum", "varesum"),
        "order_total": ("ordresum", "ordretotal", "ordrebeløp", "fakturabeløp"),
        "order_discount": ("ordrerabatt",),
        "order_tax": ("mva totalt",),
        "order_shipping": ("frakt", "fraktkostnad", "porto"),
        "order_refund": ("refundert beløp", "refundert"),
        "order_shipping_refund": (
            "refundert frakt", "frakt refundert", "refusjon frakt", "returnert frakt", "kreditert frakt",
        ),
        "line_type": ("linjetype",),
        "quantity": ("antall", "stk", "kvantum"),
        "unit_price": ("enhetspris", "stykkpris", "pris per stk", "pris"),
        "amount": (
            "linjesum", "linjebeløp", "linjetotal", "beløp", "nettobeløp", "omsetning", "nettoomsetning",
            "salg", "salgsbeløp", "totalbeløp", "sum", "totalt", "total", "verdi", "netto", "brutto",
        ),
        "line_discount": (
            "linjerabatt", "rabattbeløp", "rabatt", "rabatt %", "rabattprosent", "rabatt i prosent", "rabatt pst",
            "rabattsats",
        ),
        "line_gross": (
            "beløp før rabatt", "brutto før rabatt", "sum før rabatt", "før rabatt", "listebeløp",
        ),
        "line_tax": ("herav mva", "mva-beløp", "mva"),
        "tax_rate": ("mva-sats", "mva %", "mva prosent", "mva pst", "momssats"),
        "line_refund": (
            "refunderte varer", "refusjon varer", "varer refundert", "returnerte varer", "returbeløp varer",
        ),
        "unit_cost": ("innkjøpspris", "kostpris", "varekostpris"),
        "line_cost": ("varekostnad", "kostnad"),
        "restocked_cost": ("varekostnad retur", "kostnad retur", "returnert varekostnad", "tilbake på lager"),
        "sku": ("varenr", "varenummer", "artikkelnr", "artikkelnummer", "produktnr", "produktnummer", "sku"),
        "product_id": ("produkt id", "vare id"),
        "product": ("varenavn", "produktnavn", "varetekst", "produkt", "vare", "beskrivelse"),
        "variant": ("variant",),
        "size": ("størrelse", "str"),
        "color": ("farge",),
        "category": ("varegruppe", "kategori", "produktgruppe", "produktkategori"),
        "brand": ("merke", "varemerke", "produsent"),
        "season": ("sesong", "kolleksjon"),
    },
    who=("kunde", "medlem", "kjøper", "bruker"),
    people=("navn", "kundenavn", "fornavn", "etternavn"),
    numbers=("id", "nr", "nummer"),
    prices=("pris",),
    gross=("brutto", "bruttobeløp", "bruttosalg", "bruttoomsetning"),
    months=(
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august",
        "september", "oktober", "november", "desember",
    ),
    tax=("mva", "moms", "avgift"),
    including=("inkl", "inklusive", "med"),
    excluding=("ekskl", "eksklusive", "uten"),
    beside={
        "unit_cost": ("kostpris", "innkjøpspris", "kostnad"),
        "valid_from": ("gyldig fra", "fra dato", "startdato"),
        "valid_to": ("gyldig til", "til dato", "sluttdato"),
        "segment": ("segment", "kundesegment", "medlemskap"),
        "consent": ("samtykke", "nyhetsbrev"),
    },
    nobody=(
        "kontant", "kontantkunde", "kontantsalg", "gjest", "gjestekunde", "drop-in", "diverse kunder", "butikkunde",
        "anonym", "ukjent",
    ),
    gift_cards=("gavekort",),
    statuses={
        "sendt": "paid", "betalt": "paid", "levert": "paid", "ny": "pending", "kansellert": "cancelled",
        "refundert": "refunded", "returnert": "refunded",
    },
)  # fmt: skip
