"""PrestaShop: the grid of orders of the back office, and the query that says who bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Companion, Format

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

STATES: dict[str, Status] = {
    "awaiting check payment": "pending",
    "payment accepted": "paid",
    "processing in progress": "paid",
    "shipped": "paid",
    "delivered": "paid",
    "canceled": "cancelled",
    "refunded": "refunded",
    "payment error": "failed",
    "on backorder (paid)": "paid",
    "awaiting bank wire payment": "pending",
    "remote payment accepted": "paid",
    "on backorder (not paid)": "pending",
    "awaiting cash on delivery validation": "pending",
}
"""Order states of a fresh shop, in the order of their numbers from 1 on."""

NUMBERED = {str(number): status for number, status in enumerate(STATES.values(), start=1)}
"""The same, as the tables have them."""

FORMATS = (
    Format(
        name="prestashop_grid",
        title="PrestaShop, Orders > Export",
        confidence="exporter_source",
        signatures=(("Reference", "New client", "Delivery", "Total", "Status"),),
        columns={
            "order_id": ("ID",),
            "order_date": ("Date",),
            "status": ("Status",),
            "payment_method": ("Payment",),
            "country": ("Delivery",),
            "order_total": ("Total",),
        },
        grain="order",
        currency_in_money=True,
        money="total_spread",
        statuses=STATES,
        source="the definition of the grid in PrestaShop's own source",
        traps=(
            "customers are an initial and a surname, which names nobody: the orders make totals and no customers",
            "who bought is told by a query in the SQL Manager: see prestashop_sql_orders for its columns",
            "Total holds tax and shipping, and its currency as a sign",
            "statuses are in the language of the back office",
        ),
    ),
    Format(
        name="prestashop_sql_orders",
        title="PrestaShop, SQL Manager over orders and customers",
        confidence="docs",
        signatures=(("id_order", "email", "total_paid_tax_excl", "date_add", "current_state"),),
        columns={
            "order_id": ("id_order",),
            "customer_id": ("id_customer",),
            "customer_email": ("email",),
            "order_date": ("date_add",),
            "status": ("current_state",),
            "currency": ("iso_code",),
            "order_total": ("total_paid_tax_incl", "total_paid_tax_excl"),
            "order_total_net": ("total_paid_tax_excl",),
            "order_shipping": ("total_shipping_tax_excl",),
        },
        grain="order",
        money="total_spread",
        tax="excluded",
        statuses=NUMBERED,
        source="the names of the tables' columns",
        traps=(
            "states are numbers, of which a shop may have made more",
            "guests get a new id_customer with every order: the e-mail tells who they are",
        ),
    ),
    Format(
        name="prestashop_order_details",
        title="PrestaShop, SQL Manager over order_detail, with orders and customers",
        confidence="exporter_source",
        signatures=(("id_order_detail", "id_order", "product_name", "total_price_tax_excl"),),
        file="order_detail.csv",
        companions=(
            Companion(
                name="orders",
                file="orders.csv",
                signature=("id_order", "id_customer", "current_state", "date_add", "total_paid_tax_excl"),
                on={"id_order": "id_order"},
                columns=(
                    "id_customer",
                    "email",
                    "current_state",
                    "date_add",
                    "iso_code",
                    "total_paid_tax_incl",
                    "total_paid_tax_excl",
                    "total_shipping_tax_excl",
                ),
                needed="they say who bought, when, and what vouchers took off",
                has_money=True,
            ),
            Companion(
                name="customers",
                file="customer.csv",
                signature=("id_customer", "email", "firstname", "lastname"),
                on={"orders.id_customer": "id_customer"},
                columns=("email",),
            ),
        ),
        columns={
            "order_id": ("id_order",),
            "customer_id": ("orders.id_customer",),
            "customer_email": ("customers.email", "orders.email"),
            "order_date": ("orders.date_add",),
            "status": ("orders.current_state",),
            "currency": ("orders.iso_code",),
            "order_total": ("orders.total_paid_tax_incl", "orders.total_paid_tax_excl"),
            "order_total_net": ("orders.total_paid_tax_excl",),
            "order_shipping": ("orders.total_shipping_tax_excl",),
            "quantity": ("product_quantity",),
            "unit_price": ("unit_price_tax_excl",),
            "line_refund": ("total_refunded_tax_excl",),
            "unit_cost": ("purchase_supplier_price",),
            "sku": ("product_reference",),
            "product_id": ("product_id",),
            "product": ("product_name",),
        },
        order_fields="repeated",
        money="total_spread",
        tax="excluded",
        refunds="line_column",
        statuses=NUMBERED,
        source="the definition of the tables in PrestaShop's own source",
        traps=(
            "prices of lines are before vouchers, which stand in the order's total only",
            "states are numbers, of which a shop may have made more",
            "guests get a new id_customer with every order: the e-mail tells who they are",
        ),
    ),
)
