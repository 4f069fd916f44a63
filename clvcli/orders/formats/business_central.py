"""Dynamics NAV and Business Central: item ledger entries in Danish, and posted sales invoice lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Format

if TYPE_CHECKING:
    from clvcli.orders.formats.base import LineType

GUESTS = ("kontant", "kontantkunde", "kontantsalg", "butik", "butikskunde")
"""Customers that every cash sale is booked on."""

NO_GOODS: dict[str, LineType] = {
    r"(?i)^pant": "fee",
    r"(?i)^(fragt|freight|frakt|porto)": "shipping",
    r"product:(?i)^(pant|emballage|kortgebyr|gebyr|packaging|deposit)\b": "fee",
    r"product:(?i)^(fragt|freight|frakt|forsendelse|shipping|porto)\b": "shipping",
    r"product:(?i)^(indbetaling|payment)\b": "payment",
}
"""What is booked like goods and is none: deposits, packaging, card fees, freight, payments."""

FORMATS = (
    Format(
        name="business_central_item_ledger_da",
        title="Dynamics NAV or Business Central, Vareposter",
        confidence="parser",
        signatures=(("Bogføringsdato", "Posttype", "Bilagsnr.", "Varenr.", "Antal", "Kildenr."),),
        columns={
            "order_id": ("Bilagsnr.",),
            "customer_id": ("Kildenr.",),
            "order_date": ("Bogføringsdato",),
            "quantity": ("Antal",),
            "amount": ("Salgsbeløb (faktisk)", "Salgsbeløb"),
            "line_cost": ("Kostbeløb (faktisk)", "Kostbeløb"),
            "sku": ("Varenr.",),
            "variant": ("Variantkode",),
            "product": ("Beskrivelse",),
            "store": ("Lokationskode",),
        },
        only_rows={"Posttype": r"(?i)^salg$"},
        ignored_rows={"Salgsbeløb (faktisk)": r"^[-0.,]*$"},
        refund_rows={"Bilagstype": r"(?i)kreditnota|returvarekvittering"},
        negated=("quantity",),
        money="line_net",
        tax="excluded",
        line_types=NO_GOODS,
        guest_ids=GUESTS,
        source="a Danish project that reads this export and states its rules",
        traps=(
            "what left the stock is negative: a sold quantity is printed with a minus, its amount without",
            "purchases, transfers and adjustments of the stock stand among the sales",
            "a shipment that is not invoiced yet has no amount",
            "a credit note does not say which invoice it takes back",
            "cash sales are booked on one customer, who is nobody",
            "deposits, packaging, card fees and payments are booked like goods",
        ),
    ),
    Format(
        name="business_central_sales_invoice_lines",
        title="Business Central, posted sales invoice lines",
        confidence="docs",
        signatures=(
            ("Document No.", "Line No.", "Sell-to Customer No.", "Amount"),
            ("Bilagsnr.", "Linjenr.", "Kundenr.", "Beløb", "Beløb inkl. moms"),
            ("Dokumentnr", "Radnr", "Kundnr", "Belopp", "Belopp inkl. moms"),
        ),
        columns={
            "order_id": ("Document No.", "Bilagsnr.", "Dokumentnr"),
            "customer_id": ("Sell-to Customer No.", "Kundenr.", "Kundnr"),
            "order_date": ("Posting Date", "Bogføringsdato", "Bokföringsdatum"),
            "line_type": ("Type", "Typ"),
            "quantity": ("Quantity", "Antal"),
            "unit_price": ("Unit Price", "Enhedspris", "Enhetspris"),
            "line_discount": ("Line Discount Amount", "Linjerabatbeløb", "Radrabattbelopp"),
            "amount": ("Amount", "Beløb", "Belopp"),
            "unit_cost": ("Unit Cost (LCY)",),
            "sku": ("No.", "Nummer"),
            "variant": ("Variant Code", "Variantkode"),
            "product": ("Description", "Beskrivelse", "Beskrivning"),
            "category": ("Item Category Code", "Varekategorikode"),
        },
        ignored_rows=dict.fromkeys(("Type", "Typ"), r"^$|(?i)^(comment|bemærkning|kommentar)$"),
        money="line_net",
        tax="excluded",
        line_types={
            r"line_type:.": "product",
            r"line_type:(?i)^(g/l account|finanskonto|redovisningskonto)$": "fee",
            r"line_type:(?i)^(charge|gebyr)": "shipping",
            **NO_GOODS,
        },
        guest_ids=GUESTS,
        source="the vendor's reference of the table Sales Invoice Line",
        traps=(
            "a line of the type G/L Account is a fee or a rounding, one of no type a comment",
            "credit memos are another table: without it refunds are missing",
            "the currency stands on the invoice, not on its lines",
            "orders of a web shop are often booked on one customer",
        ),
    ),
)
