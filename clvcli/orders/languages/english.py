"""English: how an order list is headed."""

from __future__ import annotations

from clvcli.orders.languages.base import Language

LANGUAGE = Language(
    code="en",
    names={
        "customer_id": (
            "customer id", "customer no", "customer number", "customer nr", "customer #", "customer code",
            "cust id", "customer key", "client id", "client no", "client number", "user id", "member id",
            "member no", "member number", "buyer id", "account id", "account no", "account number",
            "shopper id", "contact id", "loyalty id", "household key", "cust no", "custno", "cid", "uid",
            "card no", "card number", "customer", "client", "user", "member", "buyer", "cust", "account",
        ),
        "customer_email": (
            "email", "e-mail", "customer email", "billing email", "buyer email", "email address",
            "e-mail address", "customer email address", "contact email", "user email", "client email", "mail",
        ),
        "customer_phone": (
            "phone", "phone number", "customer phone", "mobile", "telephone", "billing phone", "tel",
        ),
        "order_id": (
            "order id", "order no", "order number", "order nr", "order #", "order name", "invoice no",
            "invoice number", "invoice id", "receipt no", "receipt number", "receipt id", "transaction id",
            "transaction no", "transaction number", "basket id", "sales id", "sale id", "purchase id",
            "order key", "order ref", "order reference", "order", "invoice", "receipt", "transaction",
            "document no",
        ),
        "order_date": (
            "order date", "ordered at", "order time", "order datetime", "order timestamp", "order created at",
            "purchase date", "purchased at", "purchase time", "order purchase timestamp", "invoice date",
            "transaction date", "transaction time", "trans date", "sale date", "sales date",
            "date of purchase", "date of order", "receipt date", "created at", "created", "created on",
            "date created", "creation date", "date", "datetime", "date time", "timestamp", "time", "day", "ts",
        ),
        "paid_at": ("paid at", "paid on", "payment date", "date paid", "paid date"),
        "updated_at": (
            "updated at", "updated", "modified at", "last modified", "last updated", "date modified",
        ),
        "fulfilled_at": (
            "fulfilled at", "shipped at", "ship date", "shipping date", "delivered at", "delivery date",
        ),
        "cancelled_at": ("cancelled at", "canceled at", "cancellation date", "cancel date"),
        "refunded_at": ("refunded at", "refund date", "returned at", "return date"),
        "status": ("order status", "status", "state", "order state"),
        "payment_status": ("payment status", "financial status", "payment state"),
        "currency": ("currency", "currency code", "order currency", "iso currency", "ccy"),
        "fx_rate": ("fx rate", "exchange rate", "currency rate"),
        "payment_method": ("payment method", "payment type", "payment", "paid with"),
        "channel": ("channel", "sales channel", "order channel", "acquisition channel"),
        "source": ("source", "traffic source", "utm source", "campaign", "referrer", "attribution"),
        "discount_code": ("discount code", "coupon", "coupon code", "voucher", "voucher code", "promo code"),
        "country": ("country", "country code", "billing country", "customer country", "shipping country"),
        "region": ("region", "province", "billing state", "billing province", "customer state", "county"),
        "store": ("store", "shop", "store id", "store name", "location", "store code", "branch"),
        "customer_type": ("customer type", "customer group", "customer segment"),
        "tags": ("tags", "order tags"),
        "order_subtotal": ("order subtotal", "subtotal", "sub total", "basket subtotal"),
        "order_total": (
            "order total", "order amount", "order value", "order revenue", "grand total", "invoice total",
            "invoice amount", "basket value", "basket total", "total order value", "total order amount",
        ),
        "order_discount": ("order discount", "total discount", "cart discount"),
        "order_tax": ("order tax", "total tax", "tax total", "order vat", "total vat"),
        "order_shipping": (
            "shipping", "shipping cost", "shipping amount", "shipping price", "shipping total",
            "order shipping", "freight", "postage", "delivery cost", "delivery fee", "shipping fee",
            "freight value",
        ),
        "order_shipping_discount": ("shipping discount", "ship promotion discount", "freight discount"),
        "order_refund": (
            "refunded amount", "refund amount", "amount refunded", "order refund", "total refunded", "refund",
            "refunded",
        ),
        "order_shipping_refund": (
            "shipping refund", "refund shipping", "refunded shipping", "shipping refunded", "freight refund",
            "refund freight", "shipping returned", "returned shipping",
        ),
        "line_type": ("line type",),
        "quantity": (
            "quantity", "qty", "units", "pcs", "pieces", "item quantity", "units sold", "quantity sold",
            "items sold", "number of items", "item count", "no of items", "number of units", "count",
        ),
        "unit_price": (
            "unit price", "price per unit", "price each", "item price", "price per item", "each", "list price",
            "price", "rate",
        ),
        "amount": (
            "line total", "line amount", "line value", "item total", "amount", "net amount", "total amount",
            "net sales", "net revenue", "revenue", "sales", "sales amount", "sale amount", "sales value",
            "total price", "price paid", "amount paid", "total paid", "paid amount", "purchase amount",
            "transaction amount", "transaction value", "purchase value", "total sales", "total revenue",
            "spend", "spent", "amount spent", "dollar value", "monetary value", "turnover", "value",
            "gross amount", "gross amt", "gross sales", "net total", "total value", "total", "sum", "net",
            "gross", "amt", "paid",
        ),
        "line_discount": (
            "line discount", "item discount", "discount amount", "discount", "discounts",
            "discount %", "discount percent", "discount percentage", "discount pct", "discount rate",
            "line discount %", "line discount percent", "% discount",
        ),
        "line_gross": (
            "list amount", "list value", "list total", "list price total", "amount before discount",
            "total before discount", "sales before discount", "gross before discount", "before discount",
            "gross merchandise",
        ),
        "line_tax": ("line tax", "item tax", "tax amount", "vat amount", "tax", "vat", "gst", "sales tax"),
        "tax_rate": ("tax rate", "vat rate", "vat %", "tax %", "vat percent", "tax percent", "vat pct", "tax pct"),
        "line_refund": (
            "line refund", "item refunded", "item refund", "refund merchandise", "merchandise refund",
            "refunded merchandise", "refund merch", "merch refund", "refund goods", "goods refunded",
            "product refund", "refund products", "returned merchandise", "returned goods",
        ),
        "unit_cost": ("unit cost", "cost price", "cost per unit", "item cost", "purchase price", "buy price"),
        "line_cost": (
            "line cost", "total cost", "cost of goods", "cogs", "cost amount", "cost of goods sold", "cost",
        ),
        "restocked_cost": (
            "restocked cost", "cost restocked", "cogs restocked", "restocked cogs", "returned cost",
            "cost of returns", "cost of returned goods", "cogs returned", "returned cogs", "restocked",
        ),
        "sku": (
            "sku", "item sku", "product sku", "variant sku", "stock code", "stockcode", "item no",
            "item number", "item code", "product code", "product no", "product number", "article no",
            "article number", "style no", "ean", "barcode",
        ),
        "product_id": ("product id", "item id", "article id", "product key"),
        "product": (
            "product name", "item name", "product title", "product", "item", "description",
            "product description", "item description", "article", "style", "style name",
        ),
        "variant": ("variant", "variant name", "product variant", "variant title"),
        "size": ("size", "product size", "item size"),
        "color": ("color", "colour", "product color"),
        "category": (
            "category", "product category", "item category", "product group", "product type", "department",
        ),
        "brand": ("brand", "vendor", "manufacturer", "product brand"),
        "season": ("season", "collection"),
    },
    who=("customer", "client", "user", "member", "buyer", "cust", "account"),
    people=(
        "name", "full name", "first name", "last name", "surname", "customer name", "client name",
        "buyer name", "billing name", "shipping name", "user name", "username", "member name", "contact",
        "contact name",
    ),
    numbers=("id", "no", "nr", "number", "#"),
    prices=("price",),
    gross=("gross", "gross amount", "gross amt", "gross sales", "gross revenue", "gross total", "gross value"),
    within="of which",
    months=(
        "january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december",
    ),
    tax=("vat", "tax", "taxes", "gst"),
    including=("incl", "inc", "including", "inclusive", "with"),
    excluding=("excl", "exc", "ex", "excluding", "exclusive", "without"),
    beside={
        "fx_rate": ("rate", "exchange rate", "fx", "fx rate", "rate per 100", "rate per 100 units"),
        "quantity": ("units", "unit", "per", "per units"),
        "unit_cost": ("unit cost", "cost", "cost price", "cogs", "purchase price", "landed cost"),
        "valid_from": (
            "valid from", "from date", "effective from", "start date", "from", "start", "contract start", "started",
        ),
        "valid_to": (
            "valid to", "valid until", "to date", "effective to", "end date", "until", "to", "end", "contract end",
        ),
        "renewals": ("renewals", "number of renewals", "renewal count", "times renewed"),
        "contract_period": (
            "term", "contract period", "contract length", "billing period", "billing interval", "interval",
        ),
        "segment": ("segment", "customer segment", "cluster", "membership", "loyalty tier"),
        "consent": (
            "consent", "marketing consent", "consent email", "email consent", "accepts marketing",
            "accepts email marketing", "newsletter", "opt in",
        ),
        "consent_sms": ("consent sms", "sms consent", "accepts sms marketing"),
        "ad_user_data": ("ad user data", "consent ad user data"),
        "ad_personalization": (
            "ad personalization", "ad personalisation", "consent ad personalization", "consent ad personalisation",
        ),
        "first_name": ("first name", "given name", "forename"),
        "last_name": ("last name", "surname", "family name"),
        "postal_code": ("postal code", "zip", "zip code", "postcode"),
        "city": ("city", "town"),
        "channel": ("acquisition channel", "signup channel", "first channel"),
        "month": ("month", "date", "day", "period", "week", "reporting starts", "year month", "spend month"),
        "spend": (
            "spend", "amount spent", "ad spend", "ad cost", "ads cost", "marketing spend", "marketing cost",
            "media spend", "media cost", "total cost", "total spend",
        ),
    },
    nobody=(
        "guest", "walk-in", "walkin", "walk in", "walk-in customer", "cash", "cash customer", "cash sale",
        "anonymous", "unknown", "none", "null", "nan", "n/a", "-",
    ),
    documents=("type", "document type", "transaction type", "event type", "invoice type", "entry type"),
    credits=(
        "credit note", "credit memo", "credit invoice", "sales credit memo", "refund", "refunded", "return",
        "returned", "sales return",
    ),
    carriage=(
        "shipping", "shipping cost", "shipping costs", "shipping fee", "shipping and handling", "freight",
        "delivery", "delivery fee", "delivery charge", "postage", "carriage",
    ),
    gift_cards=("gift card", "gift voucher"),
    statuses={
        "paid": "paid", "completed": "paid", "complete": "paid", "processing": "paid", "shipped": "paid",
        "delivered": "paid", "fulfilled": "paid", "closed": "paid", "success": "paid", "succeeded": "paid",
        "ok": "paid", "partially_refunded": "partially_refunded", "partially refunded": "partially_refunded",
        "refunded": "refunded", "payment refunded": "refunded", "returned": "refunded", "payment received": "paid",
        "captured": "paid", "pending": "pending", "unpaid": "pending", "open": "pending",
        "on-hold": "pending", "on hold": "pending", "authorized": "pending", "awaiting payment": "pending",
        "cancelled": "cancelled", "canceled": "cancelled", "void": "failed",
        "voided": "failed", "failed": "failed", "expired": "failed", "declined": "failed", "draft": "draft",
        "test": "test",
    },
)  # fmt: skip
