"""eBay: the orders report of the Seller Hub."""

from __future__ import annotations

from clvcli.orders.formats.base import Format

FORMATS = (
    Format(
        name="ebay_orders",
        title="eBay Seller Hub, Orders Report",
        confidence="parser",
        signatures=(
            ("Sales Record Number", "Order Number", "Item Number", "Sold For", "Total Price"),
            ("Sales Record Number", "Order Number", "Item Number", "Total Price", "Sale Date"),
        ),
        columns={
            "order_id": ("Order Number",),
            "customer_id": ("Buyer Username",),
            "order_date": ("Sale Date",),
            "paid_at": ("Paid On Date",),
            "fulfilled_at": ("Shipped On Date",),
            "payment_method": ("Payment Method",),
            "quantity": ("Quantity",),
            "unit_price": ("Sold For",),
            "amount": ("Sold For",),
            "order_total": ("Total Price",),
            "order_shipping": ("Shipping And Handling", "Postage And Handling"),
            "sku": ("Custom Label",),
            "product": ("Item Title",),
            "product_id": ("Item Number",),
            "variant": ("Variation Details",),
            "country": ("Ship To Country",),
        },
        ignored_rows={"Item Number": r"^$"},
        order_fields="once",
        currency_in_money=True,
        money="unit_or_line",
        refunds="none",
        source="the column list of a public reader, and two fixtures like real reports",
        traps=(
            "an order of several items has a row of sums without an item, and a row for each item",
            "the last lines count the records and name the seller",
            "Sold For is of one unit or of the line: the totals of orders of several units tell",
            "the currency stands in the amounts: $90.00, AU $90.00, EUR 90,00",
            "Buyer Email is a relay address: the user name is read",
            "a report covers about 90 days, so that files overlap",
        ),
    ),
)
