"""What people call the columns of an order list, in English, Danish, Swedish, Norwegian and German.

A header is compared by its `key`: without case, blanks, dots, underscores, hyphens and brackets, with the
Nordic and German letters spelled out, so that `Beløb`, `BELOEB` and `beløb:` are one name.  Words that say
something about the amounts (`inkl. moms`, `excl. VAT`, `(DKK)`) are taken out first and kept as facts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

Languages = dict[str, tuple[str, ...]]

NAMES: dict[str, Languages] = {
    "customer_id": {
        "en": (
            "customer id", "customer no", "customer number", "customer nr", "customer #", "customer code", "cust id",
            "customer key", "client id", "client no", "client number", "user id", "member id", "member no",
            "member number", "buyer id", "account id", "account no", "account number", "shopper id", "contact id",
            "loyalty id", "household key", "cust no", "custno", "cid", "uid", "card no", "card number", "customer",
            "client", "user", "member", "buyer", "cust", "account",
        ),
        "da": (
            "kunde id", "kundenr", "kundenummer", "kundenøgle", "debitornr", "debitornummer", "medlemsnr",
            "medlemsnummer", "kontonr", "bruger id", "medlem id", "kunde", "debitor", "medlem", "køber", "bruger",
        ),
        "sv": (
            "kund id", "kundnr", "kundnummer", "medlemsnr", "medlemsnummer", "användar id", "kund", "köpare",
            "medlem", "användare",
        ),
        "no": ("kunde id", "kundenr", "kundenummer", "medlemsnr", "medlemsnummer", "bruker id", "kunde", "kjøper"),
        "de": (
            "kunden id", "kundennummer", "kundennr", "kunden nr", "debitorennummer", "debitornr", "mitgliedsnummer",
            "kunde", "käufer", "debitor", "mitglied",
        ),
    },
    "customer_email": {
        "en": (
            "email", "e-mail", "customer email", "billing email", "buyer email", "email address", "e-mail address",
            "customer email address", "contact email", "user email", "client email", "mail",
        ),
        "da": ("e-mail", "e-mailadresse", "mail", "mailadresse", "kundens e-mail", "kunde e-mail", "kunde mail"),
        "sv": ("e-post", "e-postadress", "mejl", "mejladress", "mail", "mailadress", "kundens e-post"),
        "no": ("e-post", "e-postadresse", "epostadresse"),
        "de": ("e-mail", "e-mail-adresse", "email adresse", "mail", "kunden e-mail"),
    },
    "customer_phone": {
        "en": ("phone", "phone number", "customer phone", "mobile", "telephone", "billing phone", "tel"),
        "da": ("telefon", "telefonnr", "telefonnummer", "mobil", "mobilnr", "mobilnummer", "tlf", "tlf nr", "tlfnr"),
        "sv": ("telefon", "telefonnr", "telefonnummer", "mobil", "mobilnummer", "mobilnr"),
        "no": ("telefon", "telefonnummer", "mobil", "mobilnummer", "tlf"),
        "de": ("telefon", "telefonnummer", "mobil", "handy", "handynummer"),
    },
    "order_id": {
        "en": (
            "order id", "order no", "order number", "order nr", "order #", "order name", "invoice no",
            "invoice number", "invoice id", "receipt no", "receipt number", "receipt id", "transaction id",
            "transaction no", "transaction number", "basket id", "sales id", "sale id", "purchase id", "order key",
            "order ref", "order reference", "order", "invoice", "receipt", "transaction", "document no",
        ),
        "da": (
            "ordrenr", "ordrenummer", "ordre id", "ordre", "fakturanr", "fakturanummer", "bilagsnr", "bilagsnummer",
            "bonnr", "bonnummer", "købs id", "salgsordrenr", "bestillingsnr", "faktura", "bon", "dokumentnr",
        ),
        "sv": (
            "ordernummer", "ordernr", "order id", "order", "fakturanr", "fakturanummer", "kvittonr", "kvittonummer",
            "beställningsnummer", "köp id", "faktura", "kvitto", "verifikatnr",
        ),
        "no": (
            "ordrenr", "ordrenummer", "ordre id", "ordre", "fakturanr", "fakturanummer", "bilagsnr", "kvitteringsnr",
            "bestillingsnr",
        ),
        "de": (
            "bestellnummer", "bestellnr", "bestell id", "auftragsnummer", "auftragsnr", "rechnungsnummer",
            "rechnungsnr", "belegnummer", "belegnr", "bestellung", "auftrag", "rechnung",
        ),
    },
    "order_date": {
        "en": (
            "order date", "ordered at", "order time", "order datetime", "order timestamp", "order created at",
            "purchase date", "purchased at", "purchase time", "order purchase timestamp", "invoice date",
            "transaction date", "transaction time", "trans date", "sale date", "sales date", "date of purchase",
            "date of order", "receipt date", "created at", "created", "created on", "date created", "creation date",
            "date", "datetime", "date time", "timestamp", "time", "day", "ts",
        ),
        "da": (
            "ordredato", "købsdato", "bestillingsdato", "salgsdato", "fakturadato", "bogføringsdato", "bilagsdato",
            "oprettet", "oprettelsesdato", "dato", "tidspunkt", "dag", "dato og tid",
        ),
        "sv": (
            "orderdatum", "köpdatum", "beställningsdatum", "försäljningsdatum", "fakturadatum", "bokföringsdatum",
            "skapad", "skapad datum", "datum", "tidpunkt", "dag",
        ),
        "no": (
            "ordredato", "kjøpsdato", "bestillingsdato", "salgsdato", "fakturadato", "bilagsdato", "opprettet", "dato",
            "tidspunkt", "dag",
        ),
        "de": (
            "bestelldatum", "auftragsdatum", "kaufdatum", "rechnungsdatum", "belegdatum", "buchungsdatum",
            "erstellt am", "erstellt", "datum", "zeitpunkt", "tag",
        ),
    },
    "paid_at": {
        "en": ("paid at", "paid on", "payment date", "date paid", "paid date"),
        "da": ("betalingsdato", "betalt den"),
        "sv": ("betaldatum", "betalningsdatum"),
        "no": ("betalingsdato",),
        "de": ("zahlungsdatum", "bezahlt am"),
    },
    "updated_at": {
        "en": ("updated at", "updated", "modified at", "last modified", "last updated", "date modified"),
        "da": ("opdateret", "senest ændret", "ændret"),
        "sv": ("uppdaterad", "senast ändrad", "ändrad"),
        "no": ("oppdatert", "sist endret"),
        "de": ("aktualisiert", "aktualisiert am", "geändert am"),
    },
    "fulfilled_at": {
        "en": ("fulfilled at", "shipped at", "ship date", "shipping date", "delivered at", "delivery date"),
        "da": ("afsendelsesdato", "leveringsdato", "afsendt den"),
        "sv": ("leveransdatum", "skickad datum"),
        "no": ("leveringsdato",),
        "de": ("lieferdatum", "versanddatum"),
    },
    "cancelled_at": {
        "en": ("cancelled at", "canceled at", "cancellation date", "cancel date"),
        "da": ("annulleringsdato", "annulleret den"),
        "sv": ("avbokningsdatum", "makuleringsdatum"),
        "de": ("stornodatum", "storniert am"),
    },
    "refunded_at": {
        "en": ("refunded at", "refund date", "returned at", "return date"),
        "da": ("returdato", "refunderingsdato", "krediteringsdato"),
        "sv": ("returdatum", "återbetalningsdatum"),
        "no": ("returdato",),
        "de": ("rückgabedatum", "erstattungsdatum", "erstattet am"),
    },
    "status": {
        "en": ("order status", "status", "payment status", "financial status", "state", "order state"),
        "da": ("ordrestatus", "status", "betalingsstatus"),
        "sv": ("orderstatus", "status", "betalningsstatus", "betalstatus"),
        "no": ("ordrestatus", "status", "betalingsstatus"),
        "de": ("bestellstatus", "auftragsstatus", "status", "zahlungsstatus"),
    },
    "currency": {
        "en": ("currency", "currency code", "order currency", "iso currency", "ccy"),
        "da": ("valuta", "valutakode"),
        "sv": ("valuta", "valutakod"),
        "no": ("valuta", "valutakode"),
        "de": ("währung", "währungscode"),
    },
    "fx_rate": {
        "en": ("fx rate", "exchange rate", "currency rate"),
        "da": ("valutakurs", "omregningskurs"),
        "sv": ("valutakurs", "växelkurs"),
        "no": ("valutakurs",),
        "de": ("wechselkurs",),
    },
    "payment_method": {
        "en": ("payment method", "payment type", "payment", "paid with"),
        "da": ("betalingsmetode", "betalingsmåde", "betalingsform"),
        "sv": ("betalningsmetod", "betalsätt", "betalningssätt"),
        "no": ("betalingsmåte", "betalingsmetode"),
        "de": ("zahlungsart", "zahlungsmethode", "zahlungsweise"),
    },
    "channel": {
        "en": ("channel", "sales channel", "order channel", "acquisition channel"),
        "da": ("kanal", "salgskanal"),
        "sv": ("kanal", "försäljningskanal"),
        "no": ("kanal", "salgskanal"),
        "de": ("kanal", "vertriebskanal", "verkaufskanal"),
    },
    "source": {
        "en": ("source", "traffic source", "utm source", "campaign", "referrer", "attribution"),
        "da": ("kilde", "trafikkilde", "kampagne"),
        "sv": ("källa", "trafikkälla", "kampanj"),
        "no": ("kilde", "kampanje"),
        "de": ("quelle", "kampagne"),
    },
    "discount_code": {
        "en": ("discount code", "coupon", "coupon code", "voucher", "voucher code", "promo code"),
        "da": ("rabatkode", "kampagnekode"),
        "sv": ("rabattkod", "kampanjkod"),
        "no": ("rabattkode",),
        "de": ("gutscheincode", "rabattcode", "gutschein"),
    },
    "country": {
        "en": ("country", "country code", "billing country", "customer country", "shipping country"),
        "da": ("land", "landekode"),
        "sv": ("land", "landskod"),
        "no": ("land", "landkode"),
        "de": ("land", "ländercode"),
    },
    "region": {
        "en": ("region", "province", "billing state", "billing province", "customer state", "county"),
        "da": ("region", "landsdel"),
        "sv": ("region", "län"),
        "no": ("region", "fylke"),
        "de": ("region", "bundesland"),
    },
    "store": {
        "en": ("store", "shop", "store id", "store name", "location", "store code", "branch"),
        "da": ("butik", "butiksnr", "forretning", "afdeling"),
        "sv": ("butik", "butiksnr", "butiksnummer"),
        "no": ("butikk", "butikknr"),
        "de": ("filiale", "laden", "geschäft"),
    },
    "customer_type": {
        "en": ("customer type", "customer group", "customer segment"),
        "da": ("kundetype", "kundegruppe"),
        "sv": ("kundtyp", "kundgrupp"),
        "no": ("kundetype", "kundegruppe"),
        "de": ("kundentyp", "kundengruppe"),
    },
    "tags": {"en": ("tags", "order tags")},
    "order_subtotal": {
        "en": ("order subtotal", "subtotal", "sub total", "basket subtotal"),
        "da": ("subtotal", "ordresubtotal", "varesum", "varetotal"),
        "sv": ("delsumma", "varusumma"),
        "no": ("delsum", "varesum"),
        "de": ("zwischensumme", "warenwert"),
    },
    "order_total": {
        "en": (
            "order total", "order amount", "order value", "order revenue", "grand total", "invoice total",
            "invoice amount", "basket value", "basket total", "total order value", "total order amount",
        ),
        "da": ("ordretotal", "ordresum", "ordrebeløb", "ordreværdi", "fakturabeløb", "fakturatotal"),
        "sv": ("ordersumma", "ordervärde", "orderbelopp", "ordertotal", "fakturabelopp", "fakturasumma"),
        "no": ("ordresum", "ordretotal", "ordrebeløp", "fakturabeløp"),
        "de": ("bestellsumme", "bestellwert", "auftragssumme", "rechnungsbetrag", "rechnungssumme"),
    },
    "order_discount": {
        "en": ("order discount", "total discount", "cart discount"),
        "da": ("ordrerabat", "samlet rabat"),
        "sv": ("orderrabatt", "total rabatt"),
        "no": ("ordrerabatt",),
        "de": ("gesamtrabatt",),
    },
    "order_tax": {
        "en": ("order tax", "total tax", "tax total", "order vat", "total vat"),
        "da": ("moms i alt", "samlet moms", "ordremoms"),
        "sv": ("total moms", "moms totalt"),
        "no": ("mva totalt",),
        "de": ("gesamtsteuer", "steuersumme"),
    },
    "order_shipping": {
        "en": (
            "shipping", "shipping cost", "shipping amount", "shipping price", "shipping total", "order shipping",
            "freight", "postage", "delivery cost", "delivery fee", "shipping fee", "freight value",
        ),
        "da": ("fragt", "fragtpris", "fragtbeløb", "forsendelse", "porto", "levering", "leveringspris"),
        "sv": ("frakt", "fraktavgift", "fraktkostnad", "porto"),
        "no": ("frakt", "fraktkostnad", "porto"),
        "de": ("versand", "versandkosten", "porto"),
    },
    "order_refund": {
        "en": ("refunded amount", "refund amount", "amount refunded", "order refund", "total refunded", "refund"),
        "da": ("refunderet beløb", "refunderet", "returbeløb", "krediteret beløb"),
        "sv": ("återbetalt belopp", "återbetalt", "returbelopp"),
        "no": ("refundert beløp", "refundert"),
        "de": ("erstattungsbetrag", "erstattet"),
    },
    "line_type": {"en": ("line type",), "da": ("linjetype",), "sv": ("radtyp",), "no": ("linjetype",)},
    "quantity": {
        "en": (
            "quantity", "qty", "units", "pcs", "pieces", "item quantity", "units sold", "quantity sold",
            "items sold", "number of items", "item count", "no of items", "number of units", "count",
        ),
        "da": ("antal", "stk", "antal stk", "mængde", "styk", "antal enheder"),
        "sv": ("antal", "st", "kvantitet", "antal st", "mängd"),
        "no": ("antall", "stk", "kvantum"),
        "de": ("menge", "anzahl", "stück", "stückzahl"),
    },
    "unit_price": {
        "en": (
            "unit price", "price per unit", "price each", "item price", "price per item", "each", "list price",
            "price", "rate",
        ),
        "da": ("stk pris", "stykpris", "enhedspris", "salgspris", "pris pr stk", "pris pr enhed", "pris"),
        "sv": ("à-pris", "a-pris", "styckpris", "enhetspris", "pris per st", "försäljningspris", "pris"),
        "no": ("enhetspris", "stykkpris", "pris per stk", "pris"),
        "de": ("einzelpreis", "stückpreis", "verkaufspreis", "preis pro stück", "preis"),
    },
    "amount": {
        "en": (
            "line total", "line amount", "line value", "item total", "amount", "net amount", "total amount",
            "net sales", "net revenue", "revenue", "sales", "sales amount", "sale amount", "sales value",
            "total price", "price paid", "amount paid", "total paid", "paid amount", "purchase amount",
            "transaction amount", "transaction value", "purchase value", "total sales", "total revenue", "spend",
            "spent", "amount spent", "dollar value", "monetary value", "turnover", "value", "gross amount",
            "gross amt", "gross sales", "net total", "total value", "total", "sum", "net", "gross", "amt",
            "paid",
        ),
        "da": (
            "linjetotal", "linjebeløb", "linjesum", "beløb", "nettobeløb", "omsætning", "nettoomsætning", "salg",
            "salgsbeløb", "betalt beløb", "totalbeløb", "købsbeløb", "samlet beløb", "total", "i alt", "ialt", "sum",
            "værdi", "bruttobeløb", "netto", "brutto", "totalpris",
        ),
        "sv": (
            "radsumma", "radbelopp", "radtotal", "belopp", "nettobelopp", "omsättning", "nettoomsättning",
            "försäljning", "försäljningsbelopp", "betalt belopp", "köpbelopp", "totalbelopp", "summa", "totalt",
            "total", "totalsumma", "värde", "bruttobelopp", "netto", "brutto", "totalpris",
        ),
        "no": (
            "linjesum", "linjebeløp", "linjetotal", "beløp", "nettobeløp", "omsetning", "nettoomsetning", "salg",
            "salgsbeløp", "totalbeløp", "sum", "totalt", "total", "verdi", "netto", "brutto",
        ),
        "de": (
            "zeilensumme", "positionssumme", "gesamtpreis", "betrag", "nettobetrag", "umsatz", "nettoumsatz",
            "gesamtbetrag", "summe", "gesamt", "gesamtsumme", "wert", "bruttobetrag", "netto", "brutto",
        ),
    },
    "line_discount": {
        "en": ("line discount", "item discount", "discount amount", "discount", "discounts"),
        "da": ("linjerabat", "linjerabatbeløb", "rabatbeløb", "rabat"),
        "sv": ("radrabatt", "rabattbelopp", "rabatt"),
        "no": ("linjerabatt", "rabattbeløp", "rabatt"),
        "de": ("positionsrabatt", "rabattbetrag", "rabatt"),
    },
    "line_tax": {
        "en": ("line tax", "item tax", "tax amount", "vat amount", "tax", "vat", "gst", "sales tax"),
        "da": ("heraf moms", "momsbeløb", "moms"),
        "sv": ("varav moms", "momsbelopp", "moms"),
        "no": ("herav mva", "mva-beløp", "mva"),
        "de": ("mwst-betrag", "steuerbetrag", "mwst", "ust", "steuer", "umsatzsteuer", "mehrwertsteuer"),
    },
    "line_refund": {"en": ("line refund", "item refunded", "item refund")},
    "unit_cost": {
        "en": ("unit cost", "cost price", "cost per unit", "item cost", "purchase price", "buy price"),
        "da": ("kostpris", "købspris", "indkøbspris", "kostpris pr stk"),
        "sv": ("inköpspris", "självkostnad", "självkostnadspris"),
        "no": ("innkjøpspris", "kostpris", "varekostpris"),
        "de": ("einkaufspreis", "einstandspreis", "ek-preis"),
    },
    "line_cost": {
        "en": ("line cost", "total cost", "cost of goods", "cogs", "cost amount", "cost of goods sold", "cost"),
        "da": ("kostbeløb", "vareforbrug", "kostværdi"),
        "sv": ("kostnad", "varukostnad"),
        "no": ("varekostnad", "kostnad"),
        "de": ("wareneinsatz", "kosten"),
    },
    "sku": {
        "en": (
            "sku", "item sku", "product sku", "variant sku", "stock code", "stockcode", "item no", "item number",
            "item code", "product code", "product no", "product number", "article no", "article number", "style no",
            "ean", "barcode",
        ),
        "da": ("varenr", "varenummer", "varekode", "sku", "produktnr", "produktnummer", "stregkode", "ean"),
        "sv": ("artikelnr", "artikelnummer", "sku", "produktnr", "produktnummer", "streckkod", "ean"),
        "no": ("varenr", "varenummer", "artikkelnr", "artikkelnummer", "produktnr", "produktnummer", "sku"),
        "de": ("artikelnummer", "artikelnr", "artikel nr", "produktnummer", "sku", "ean"),
    },
    "product_id": {
        "en": ("product id", "item id", "article id", "product key"),
        "da": ("produkt id", "vare id"),
        "sv": ("produkt id", "artikel id"),
        "no": ("produkt id", "vare id"),
        "de": ("produkt id", "artikel id"),
    },
    "product": {
        "en": (
            "product name", "item name", "product title", "product", "item", "description", "product description",
            "item description", "article", "style", "style name",
        ),
        "da": ("varenavn", "produktnavn", "varetekst", "produkt", "vare", "varebeskrivelse", "beskrivelse"),
        "sv": ("produktnamn", "artikelnamn", "benämning", "produkt", "artikel", "vara", "beskrivning"),
        "no": ("varenavn", "produktnavn", "varetekst", "produkt", "vare", "beskrivelse"),
        "de": ("artikelname", "produktname", "artikelbezeichnung", "bezeichnung", "artikel", "produkt"),
    },
    "variant": {
        "en": ("variant", "variant name", "product variant", "variant title"),
        "da": ("variant", "variantkode"),
        "sv": ("variant",),
        "no": ("variant",),
        "de": ("variante",),
    },
    "size": {
        "en": ("size", "product size", "item size"),
        "da": ("størrelse", "str"),
        "sv": ("storlek", "stl"),
        "no": ("størrelse", "str"),
        "de": ("größe",),
    },
    "color": {
        "en": ("color", "colour", "product color"),
        "da": ("farve",),
        "sv": ("färg",),
        "no": ("farge",),
        "de": ("farbe",),
    },
    "category": {
        "en": ("category", "product category", "item category", "product group", "product type", "department"),
        "da": ("varegruppe", "kategori", "produktgruppe", "varekategori", "produktkategori"),
        "sv": ("varugrupp", "kategori", "produktgrupp", "produktkategori"),
        "no": ("varegruppe", "kategori", "produktgruppe", "produktkategori"),
        "de": ("warengruppe", "kategorie", "produktgruppe", "produktkategorie"),
    },
    "brand": {
        "en": ("brand", "vendor", "manufacturer", "product brand"),
        "da": ("mærke", "varemærke", "producent"),
        "sv": ("varumärke", "märke", "leverantör"),
        "no": ("merke", "varemerke", "produsent"),
        "de": ("marke", "hersteller"),
    },
    "season": {
        "en": ("season", "collection"),
        "da": ("sæson", "kollektion"),
        "sv": ("säsong", "kollektion"),
        "no": ("sesong", "kolleksjon"),
        "de": ("saison", "kollektion"),
    },
}  # fmt: skip
"""Field -> language -> names, best first: of two columns that name one field the better name is read."""

PEOPLE: tuple[str, ...] = (
    "name", "full name", "first name", "last name", "surname", "customer name", "client name", "buyer name",
    "billing name", "shipping name", "user name", "username", "member name", "contact", "contact name",
    "navn", "kundenavn", "fornavn", "efternavn", "købers navn", "etternavn", "kundens navn",
    "namn", "kundnamn", "förnamn", "efternamn", "kundens namn",
    "kundenname", "vorname", "nachname", "name des kunden",
)  # fmt: skip
"""Headers of columns that name people: never an id unless `--map` says so, as two may share a name."""

WHO: frozenset[str]
"""Keys that say who bought without saying whether by id, e-mail or name (`customer`, `kunde`): the values tell."""

STATUSES: dict[str, Status] = {
    "afsendt": "paid", "betalt": "paid", "leveret": "paid", "afsluttet": "paid", "gennemført": "paid",
    "ny": "pending", "afventer": "pending", "annulleret": "cancelled", "refunderet": "refunded",
    "returneret": "refunded", "krediteret": "refunded",
    "levererad": "paid", "skickad": "paid", "betald": "paid", "klar": "paid", "slutförd": "paid", "väntar": "pending",
    "avbruten": "cancelled", "makulerad": "cancelled", "annullerad": "cancelled", "returnerad": "refunded",
    "återbetald": "refunded", "krediterad": "refunded",
    "sendt": "paid", "levert": "paid", "kansellert": "cancelled", "refundert": "refunded", "returnert": "refunded",
    "versendet": "paid", "bezahlt": "paid", "komplett bezahlt": "paid", "geliefert": "paid",
    "abgeschlossen": "paid", "offen": "pending", "storniert": "cancelled", "abgebrochen": "cancelled",
    "erstattet": "refunded",
}  # fmt: skip
"""Lower-cased status words of the Nordic and German lists; those of English are everybody's."""

_TAX = frozenset({"moms", "vat", "mva", "mwst", "ust", "tax", "taxes", "gst", "steuer", "afgift", "avgift"})
_INCLUDING = frozenset({"inkl", "incl", "inc", "inklusive", "inklusiv", "including", "inclusive", "med", "with"})
_EXCLUDING = frozenset(
    {
        "ekskl", "exkl", "excl", "ex", "exc", "eksklusive", "eksklusiv", "exklusive", "exklusiv", "excluding",
        "exclusive", "uden", "utan", "uten", "without", "ohne", "zzgl",
    }
)  # fmt: skip
_ALONE = frozenset({"inkl", "incl", "ekskl", "exkl", "excl"})
"""Words that speak of tax even where no tax word follows them."""

CURRENCIES: dict[str, str | None] = {
    "dkk": "DKK", "sek": "SEK", "nok": "NOK", "eur": "EUR", "usd": "USD", "gbp": "GBP", "chf": "CHF", "isk": "ISK",
    "pln": "PLN", "€": "EUR", "£": "GBP", "kr": None, "$": None, "euro": "EUR",
}  # fmt: skip
"""Currency words in a header -> ISO 4217 code; None where the word is used in several countries."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD = re.compile(r"[€£$#%]|[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zæøåäöüß0-9])(?=[A-ZÆØÅÄÖÜ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header says: a name, and what it says about the amounts under it."""

    key: str
    tax_included: bool | None
    currency: str | None
    """ISO 4217 code; None where the header names none or an ambiguous one (`kr`)."""


def key(header: str) -> str:
    """Return `header` as names are compared: without case, blanks, punctuation and local letters."""
    return "".join(_words(header))


def parse(header: str) -> Header:
    """Take the words on tax and currency out of `header`; what is left is its name."""
    words = _words(_CAMEL.sub(" ", header))
    words, tax_included = _without_tax(words)
    currency = None
    if len(words) > 1:
        currency = next((CURRENCIES[word] for word in words if CURRENCIES.get(word)), None)
        words = [word for word in words if word not in CURRENCIES] or words
    return Header(key="".join(words), tax_included=tax_included, currency=currency)


def known_name(header: str) -> str | None:
    """Return the field that `header` names in any of the five languages, or None."""
    found = _FIELD_OF.get(key(header)) or _FIELD_OF.get(parse(header).key)
    return found[0] if found else None


def rank(header: str) -> int:
    """Return how good a name of its field `header` is, 0 the best; a name nobody knows comes last."""
    found = _FIELD_OF.get(key(header)) or _FIELD_OF.get(parse(header).key)
    return found[1] if found else len(_FIELD_OF)


def names_people(header: str) -> bool:
    """Whether the column holds names of people by its header."""
    return parse(header).key in _PEOPLE_KEYS


def _words(header: str) -> list[str]:
    text = unicodedata.normalize("NFC", header).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(bare)


def _without_tax(words: list[str]) -> tuple[list[str], bool | None]:
    """Drop `inkl. moms` and its kin; a word like `incl` that is about something else stays."""
    for at, word in enumerate(words):
        if word not in _INCLUDING | _EXCLUDING or at == 0:
            continue
        after = at + 1 < len(words) and words[at + 1] in _TAX
        last = at + 1 == len(words) and (word in _ALONE or words[at - 1] in _TAX)
        if after or last:
            start = at - 1 if last and words[at - 1] in _TAX and at > 1 else at
            return words[:start] + words[at + 2 :], word in _INCLUDING
    return words, None


def _fields_by_key() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for field, languages in NAMES.items():
        for names in languages.values():
            for place, name in enumerate(names):
                known = found.get(key(name))
                if known is None or (known[0] == field and place < known[1]):
                    found[key(name)] = (field, place)
    return found


_FIELD_OF = _fields_by_key()
_PEOPLE_KEYS = frozenset(key(name) for name in PEOPLE)
WHO = frozenset(
    key(word)
    for word in (
        "customer", "client", "user", "member", "buyer", "cust", "account",
        "kunde", "debitor", "medlem", "køber", "bruger", "kund", "köpare", "användare", "kjøper", "käufer", "mitglied",
    )
)  # fmt: skip
