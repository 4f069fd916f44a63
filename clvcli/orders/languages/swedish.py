"""Swedish: how an order list is headed."""

from __future__ import annotations

from clvcli.orders.languages.base import Language

LANGUAGE = Language(
    code="sv",
    names={
        "customer_id": (
            "kund id", "kundnr", "kundnummer", "medlemsnr", "medlemsnummer", "användar id", "kund", "köpare",
            "medlem", "användare",
        ),
        "customer_email": (
            "e-post", "e-postadress", "mejl", "mejladress", "mail", "mailadress", "kundens e-post",
        ),
        "customer_phone": ("telefon", "telefonnr", "telefonnummer", "mobil", "mobilnummer", "mobilnr"),
        "order_id": (
            "ordernummer", "ordernr", "order id", "order", "fakturanr", "fakturanummer", "kvittonr",
            "kvittonummer", "beställningsnummer", "köp id", "faktura", "kvitto", "verifikatnr",
        ),
        "order_date": (
            "orderdatum", "köpdatum", "beställningsdatum", "försäljningsdatum", "fakturadatum",
            "bokföringsdatum", "skapad", "skapad datum", "datum", "tidpunkt", "dag",
        ),
        "paid_at": ("betaldatum", "betalningsdatum"),
        "updated_at": ("uppdaterad", "senast ändrad", "ändrad"),
        "fulfilled_at": ("leveransdatum", "skickad datum"),
        "cancelled_at": ("avbokningsdatum", "makuleringsdatum"),
        "refunded_at": ("returdatum", "återbetalningsdatum"),
        "status": ("orderstatus", "status", "betalningsstatus", "betalstatus"),
        "currency": ("valuta", "valutakod"),
        "fx_rate": ("valutakurs", "växelkurs"),
        "payment_method": ("betalningsmetod", "betalsätt", "betalningssätt"),
        "channel": ("kanal", "försäljningskanal"),
        "source": ("källa", "trafikkälla", "kampanj"),
        "discount_code": ("rabattkod", "kampanjkod"),
        "country": ("land", "landskod"),
        "region": ("region", "län"),
        "store": ("butik", "butiksnr", "butiksnummer"),
        "customer_type": ("kundtyp", "kundgrupp"),
        "order_subtotal": ("delsumma", "varusumma"),
        "order_total": (
            "ordersumma", "ordervärde", "orderbelopp", "ordertotal", "fakturabelopp", "fakturasumma",
        ),
        "order_discount": ("orderrabatt", "total rabatt"),
        "order_tax": ("total moms", "moms totalt"),
        "order_shipping": ("frakt", "fraktavgift", "fraktkostnad", "porto"),
        "order_refund": ("återbetalt belopp", "återbetalt", "returbelopp"),
        "order_shipping_refund": (
            "återbetald frakt", "frakt återbetald", "återbetalning frakt", "returnerad frakt", "krediterad frakt",
        ),
        "line_type": ("radtyp",),
        "quantity": ("antal", "st", "kvantitet", "antal st", "mängd"),
        "unit_price": (
            "à-pris", "a-pris", "styckpris", "enhetspris", "pris per st", "försäljningspris", "pris",
        ),
        "amount": (
            "radsumma", "radbelopp", "radtotal", "belopp", "nettobelopp", "omsättning", "nettoomsättning",
            "försäljning", "försäljningsbelopp", "betalt belopp", "köpbelopp", "totalbelopp", "summa",
            "totalt", "total", "totalsumma", "värde", "bruttobelopp", "netto", "brutto", "totalpris",
        ),
        "line_discount": (
            "radrabatt", "rabattbelopp", "rabatt", "rabatt %", "rabattprocent", "rabatt i procent", "rabatt i %",
            "rabattsats", "radrabatt %",
        ),
        "line_gross": (
            "belopp före rabatt", "brutto före rabatt", "summa före rabatt", "före rabatt", "listbelopp",
        ),
        "line_tax": ("varav moms", "momsbelopp", "moms"),
        "tax_rate": ("momssats", "moms %", "momsprocent", "moms i %"),
        "line_refund": (
            "återbetalda varor", "återbetalning varor", "varor återbetalt", "returnerade varor",
            "returbelopp varor",
        ),
        "unit_cost": ("inköpspris", "självkostnad", "självkostnadspris"),
        "line_cost": ("kostnad", "varukostnad"),
        "restocked_cost": ("varukostnad retur", "kostnad retur", "returnerad varukostnad", "åter i lager"),
        "sku": ("artikelnr", "artikelnummer", "sku", "produktnr", "produktnummer", "streckkod", "ean"),
        "product_id": ("produkt id", "artikel id"),
        "product": ("produktnamn", "artikelnamn", "benämning", "produkt", "artikel", "vara", "beskrivning"),
        "variant": ("variant",),
        "size": ("storlek", "stl"),
        "color": ("färg",),
        "category": ("varugrupp", "kategori", "produktgrupp", "produktkategori"),
        "brand": ("varumärke", "märke", "leverantör"),
        "season": ("säsong", "kollektion"),
    },
    who=("kund", "medlem", "köpare", "användare"),
    people=("namn", "kundnamn", "förnamn", "efternamn", "kundens namn"),
    numbers=("id", "nr", "nummer"),
    prices=("pris",),
    gross=("brutto", "bruttobelopp", "bruttoförsäljning", "bruttoomsättning"),
    within="varav",
    months=(
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
        "september", "oktober", "november", "december",
    ),
    tax=("moms", "avgift"),
    including=("inkl", "inklusive", "med"),
    excluding=("exkl", "exklusive", "utan"),
    beside={
        "unit_cost": ("inköpspris", "kostnad", "självkostnad", "kostpris"),
        "valid_from": ("giltig från", "från datum", "startdatum", "från"),
        "valid_to": ("giltig till", "till datum", "slutdatum", "till"),
        "segment": ("segment", "kundsegment", "medlemskap"),
        "consent": ("samtycke", "marknadsföringssamtycke", "nyhetsbrev"),
        "channel": ("värvad genom", "första kanal"),
        "month": ("månad", "manad", "datum", "dag", "period", "vecka", "år månad"),
        "spend": (
            "kostnader", "annonskostnad", "annonseringskostnad", "marknadsföringskostnad",
            "mediekostnad", "utgift", "utgifter", "förbrukat belopp",
        ),
    },
    nobody=(
        "kontant", "kontantkund", "kontantförsäljning", "gäst", "gästkund", "drop-in", "strökund", "diverse kunder",
        "butikskund", "anonym", "okänd",
    ),
    documents=("typ", "dokumenttyp", "fakturatyp", "verifikationstyp"),
    credits=("kreditfaktura", "kreditnota", "kredit", "retur", "återbetalning"),
    carriage=("frakt", "fraktavgift", "fraktkostnad", "porto", "leverans"),
    gift_cards=("presentkort",),
    statuses={
        "levererad": "paid", "skickad": "paid", "betald": "paid", "klar": "paid", "slutförd": "paid",
        "ny": "pending", "väntar": "pending", "avbruten": "cancelled", "makulerad": "cancelled",
        "annullerad": "cancelled", "returnerad": "refunded", "återbetald": "refunded",
        "krediterad": "refunded",
    },
)  # fmt: skip
