"""Danish: how an order list is headed."""

from __future__ import annotations

from clvcli.orders.languages.base import Language

LANGUAGE = Language(
    code="da",
    names={
        "customer_id": (
            "kunde id", "kundenr", "kundenummer", "kundenøgle", "debitornr", "debitornummer", "medlemsnr",
            "medlemsnummer", "kontonr", "bruger id", "medlem id", "kunde", "debitor", "medlem", "køber",
            "bruger",
        ),
        "customer_email": (
            "e-mail", "e-mailadresse", "mail", "mailadresse", "kundens e-mail", "kunde e-mail", "kunde mail",
        ),
        "customer_phone": (
            "telefon", "telefonnr", "telefonnummer", "mobil", "mobilnr", "mobilnummer", "tlf", "tlf nr",
            "tlfnr",
        ),
        "order_id": (
            "ordrenr", "ordrenummer", "ordre id", "ordre", "fakturanr", "fakturanummer", "bilagsnr",
            "bilagsnummer", "bonnr", "bonnummer", "købs id", "salgsordrenr", "bestillingsnr", "faktura", "bon",
            "dokumentnr",
        ),
        "order_date": (
            "ordredato", "købsdato", "bestillingsdato", "salgsdato", "fakturadato", "bogføringsdato",
            "bogf dato", "bilagsdato", "oprettet", "oprettelsesdato", "dato", "tidspunkt", "dag", "dato og tid",
        ),
        "paid_at": ("betalingsdato", "betalt den"),
        "updated_at": ("opdateret", "senest ændret", "ændret"),
        "fulfilled_at": ("afsendelsesdato", "leveringsdato", "afsendt den"),
        "cancelled_at": ("annulleringsdato", "annulleret den"),
        "refunded_at": ("returdato", "refunderingsdato", "refusionsdato", "krediteringsdato", "refunderet den"),
        "status": ("ordrestatus", "status"),
        "payment_status": ("betalingsstatus",),
        "currency": ("valuta", "valutakode"),
        "fx_rate": ("valutakurs", "omregningskurs"),
        "payment_method": ("betalingsmetode", "betalingsmåde", "betalingsform"),
        "channel": ("kanal", "salgskanal"),
        "source": ("kilde", "trafikkilde", "kampagne"),
        "discount_code": ("rabatkode", "kampagnekode"),
        "country": ("land", "landekode"),
        "region": ("region", "landsdel"),
        "store": ("butik", "butiksnr", "forretning", "afdeling"),
        "customer_type": ("kundetype", "kundegruppe"),
        "order_subtotal": ("subtotal", "ordresubtotal", "varesum", "varetotal"),
        "order_total": ("ordretotal", "ordresum", "ordrebeløb", "ordreværdi", "fakturabeløb", "fakturatotal"),
        "order_discount": ("ordrerabat", "samlet rabat"),
        "order_tax": ("moms i alt", "samlet moms", "ordremoms"),
        "order_shipping": (
            "fragt", "fragtpris", "fragtbeløb", "forsendelse", "porto", "levering", "leveringspris",
        ),
        "order_shipping_discount": ("fragtrabat",),
        "order_refund": ("refunderet beløb", "refunderet", "returbeløb", "krediteret beløb"),
        "order_shipping_refund": (
            "refunderet fragt", "fragt refunderet", "refundering fragt", "refunderet forsendelse", "fragt retur",
            "returneret fragt", "krediteret fragt",
        ),
        "line_type": ("linjetype",),
        "quantity": ("antal", "stk", "antal stk", "mængde", "styk", "antal enheder"),
        "unit_price": (
            "stk pris", "stykpris", "enhedspris", "salgspris", "pris pr stk", "pris pr enhed", "pris",
        ),
        "amount": (
            "linjetotal", "linjebeløb", "linjesum", "beløb", "nettobeløb", "omsætning", "nettoomsætning",
            "salg", "salgsbeløb", "betalt beløb", "totalbeløb", "købsbeløb", "samlet beløb", "total", "i alt",
            "ialt", "sum", "værdi", "bruttobeløb", "netto", "brutto", "totalpris",
        ),
        "line_discount": (
            "linjerabat", "linjerabatbeløb", "rabatbeløb", "rabat", "rabat %", "rabatprocent", "rabat i procent",
            "rabat i %", "rabat pct", "rabatsats", "linjerabat %", "linjerabat pct",
        ),
        "line_gross": (
            "beløb før rabat", "brutto før rabat", "bruttobeløb før rabat", "total før rabat", "før rabat",
            "listebeløb",
        ),
        "line_tax": ("heraf moms", "momsbeløb", "moms"),
        "tax_rate": ("momssats", "moms %", "momsprocent", "moms pct", "moms i %"),
        "line_refund": (
            "refunderet vare", "refunderede varer", "varer refunderet", "refundering varer", "returnerede varer",
            "refunderet varebeløb",
        ),
        "unit_cost": ("kostpris", "købspris", "indkøbspris", "kostpris pr stk"),
        "line_cost": ("kostbeløb", "vareforbrug", "kostværdi"),
        "restocked_cost": (
            "kostbeløb retur", "kostværdi retur", "vareforbrug retur", "kostpris retur", "returneret vareforbrug",
            "tilbage på lager",
        ),
        "sku": ("varenr", "varenummer", "varekode", "sku", "produktnr", "produktnummer", "stregkode", "ean"),
        "product_id": ("produkt id", "vare id"),
        "product": (
            "varenavn", "produktnavn", "varetekst", "produkt", "vare", "varebeskrivelse", "beskrivelse",
        ),
        "variant": ("variant", "variantkode"),
        "size": ("størrelse", "str"),
        "color": ("farve",),
        "category": ("varegruppe", "kategori", "produktgruppe", "varekategori", "produktkategori"),
        "brand": ("mærke", "varemærke", "producent"),
        "season": ("sæson", "kollektion"),
    },
    who=("kunde", "debitor", "medlem", "køber", "bruger"),
    people=("navn", "kundenavn", "fornavn", "efternavn", "købers navn", "kundens navn"),
    numbers=("id", "nr", "nummer"),
    prices=("pris",),
    gross=("brutto", "bruttobeløb", "bruttosalg", "bruttoomsætning"),
    within="heraf",
    months=(
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
        "september", "oktober", "november", "december",
    ),
    tax=("moms", "afgift"),
    including=("inkl", "inklusiv", "inklusive", "med"),
    excluding=("ekskl", "eksklusiv", "eksklusive", "uden"),
    beside={
        "fx_rate": ("kurs", "kurs pr 100", "kurs pr 100 enheder", "vekselkurs", "noteret kurs"),
        "quantity": ("enheder", "enhed", "antal enheder"),
        "unit_cost": ("kostpris", "kost", "indkøbspris", "vareforbrug"),
        "valid_from": ("gyldig fra", "fra dato", "startdato", "fra", "start", "indmeldt", "tilmeldt"),
        "valid_to": ("gyldig til", "til dato", "slutdato", "til", "slut", "udmeldt", "ophørt", "opsagt"),
        "renewals": ("fornyelser", "antal fornyelser"),
        "contract_period": ("løbetid", "binding", "bindingsperiode", "interval"),
        "segment": ("segment", "kundesegment", "medlemskab"),
        "consent": ("samtykke", "markedsføringssamtykke", "samtykke email", "nyhedsbrev"),
        "channel": ("hvervet gennem", "første kanal"),
        "month": ("måned", "maaned", "dato", "dag", "periode", "uge", "år måned"),
        "spend": (
            "forbrug", "annonceforbrug", "annonceudgift", "markedsføringsforbrug", "markedsføringsudgift",
            "markedsføringsomkostning", "omkostning", "omkostninger", "udgift", "udgifter",
        ),
    },
    nobody=(
        "kontant", "kontantkunde", "kontant kunde", "kontantsalg", "kontant salg", "gæst", "gæstekunde",
        "diverse kunder", "løs kunde", "butikskunde", "anonym", "ukendt",
    ),
    documents=("type", "bilagstype", "dokumenttype", "fakturatype"),
    credits=(
        "kreditnota", "salgskreditnota", "kreditfaktura", "retur", "refusion", "refundering", "tilbagebetaling",
    ),
    carriage=("fragt", "fragtgebyr", "forsendelse", "forsendelsesgebyr", "porto", "levering", "leveringsgebyr"),
    gift_cards=("gavekort",),
    statuses={
        "afsendt": "paid", "betalt": "paid", "leveret": "paid", "afsluttet": "paid", "gennemført": "paid",
        "ny": "pending", "afventer": "pending", "annulleret": "cancelled", "refunderet": "refunded",
        "delvist refunderet": "partially_refunded", "delvist krediteret": "partially_refunded",
        "returneret": "refunded", "krediteret": "refunded",
    },
)  # fmt: skip
