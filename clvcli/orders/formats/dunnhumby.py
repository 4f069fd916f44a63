"""dunnhumby: The Complete Journey, two years of the baskets of 2,500 households."""

from __future__ import annotations

from clvcli.orders.formats.base import Companion, DayNumber, Format

FORMATS = (
    Format(
        name="dunnhumby_transactions",
        title="dunnhumby, The Complete Journey: transaction_data",
        confidence="fixture",
        signatures=(("household_key", "BASKET_ID", "SALES_VALUE"),),
        file="transaction_data.csv",
        companions=(
            Companion(
                name="products",
                file="product.csv",
                signature=("PRODUCT_ID", "DEPARTMENT", "COMMODITY_DESC", "SUB_COMMODITY_DESC"),
                on={"PRODUCT_ID": "PRODUCT_ID"},
                columns=("DEPARTMENT", "COMMODITY_DESC", "BRAND"),
            ),
            Companion(
                name="households",
                file="hh_demographic.csv",
                signature=("household_key", "AGE_DESC", "INCOME_DESC"),
            ),
            Companion(
                name="redeemed coupons",
                file="coupon_redempt.csv",
                signature=("household_key", "DAY", "COUPON_UPC", "CAMPAIGN"),
            ),
            Companion(
                name="coupons",
                file="coupon.csv",
                signature=("COUPON_UPC", "PRODUCT_ID", "CAMPAIGN"),
            ),
            Companion(
                name="campaigns",
                file="campaign_table.csv",
                signature=("DESCRIPTION", "household_key", "CAMPAIGN"),
            ),
            Companion(
                name="days of campaigns",
                file="campaign_desc.csv",
                signature=("CAMPAIGN", "START_DAY", "END_DAY"),
            ),
            Companion(
                name="displays and mailers",
                file="causal_data.csv",
                signature=("PRODUCT_ID", "STORE_ID", "WEEK_NO", "display", "mailer"),
            ),
        ),
        derived={"calendar day": DayNumber("DAY")},
        columns={
            "order_id": ("BASKET_ID",),
            "customer_id": ("household_key",),
            "order_date": ("calendar day",),
            "store": ("STORE_ID",),
            "quantity": ("QUANTITY",),
            "amount": ("SALES_VALUE",),
            "sku": ("PRODUCT_ID",),
            "product_id": ("PRODUCT_ID",),
            "product": ("products.COMMODITY_DESC",),
            "category": ("products.DEPARTMENT",),
            "brand": ("products.BRAND",),
        },
        constants={"currency": "USD"},
        money="amount",
        refunds="none",
        source="a fixture of the transactions; the guide of the data set for the other files",
        traps=(
            "days are counted from 1 and no calendar date is printed, so that seasons cannot be told",
            "SALES_VALUE is what the shop received: the discounts beside it are negative and already out of it",
            "fuel is sold in thousands of units",
        ),
    ),
)
