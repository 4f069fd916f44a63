"""The English of the sections on what customers buy: preferences, first products and sizes."""

from __future__ import annotations

WORDS = {
    # --- columns
    "column.product": "product",
    "column.category": "category",
    "column.brand": "brand",
    "column.size": "size",
    "column.season": "season",
    "column.channel": "channel",
    "products_missing": "For what customers buy, give the orders instead of what compute wrote.",
    "columns_missing": (
        "No columns name these of what was bought: {fields}. --map FIELD=COLUMN says which one does, or"
        " --products FILE brings them by article number."
    ),
    "column_missing": (
        "No column names the {column} of what was bought: --map {field}=COLUMN says which one does, or"
        " --products FILE brings it by article number."
    ),
    # --- preferences
    "section.preferences": "What the best customers buy",
    "preferences_answer": (
        "Customers in {tier} spend {spent_share} of their money on {value}, all customers {base_spent_share}."
    ),
    "preferences_alike_answer": "Customers in {tier} spend their money on much the same as all customers do.",
    "preferences_title": (
        "What more, and fewer, customers in {tier} have bought than others: the most and the least"
    ),
    "preferred_products_title": (
        "Products that more, and fewer, customers in {tier} have bought than others: the most and the least"
    ),
    "dimension": "what",
    "bought_value": "bought",
    "tier_buyers": "buyers in tier",
    "base_buyers": "customers",
    "tier_share": "of tier",
    "base_share": "of all",
    "likely_index": "index",
    "index_low": "from, 80%",
    "index_high": "to, 80%",
    "spent_index": "index of money",
    "spent_share": "of what tier spent",
    "index_of_tier": "{tier}",
    "discount_title": "How often customers buy with a discount",
    "discount_class": "with a discount",
    "discount_always": "always",
    "discount_mostly": "mostly",
    "discount_sometimes": "sometimes",
    "discount_never": "never",
    "base_spent_share": "of what all spent",
    "next_category_title": "What is bought next, by what was bought",
    "bought_category": "category",
    "next_support": "bought again",
    "same_again": "the same",
    "next_category": "most often else",
    "next_probability": "how often",
    "category_trend_title": "Categories that customers in {tier} take up, and leave: the most and the least",
    "bought_this_year": "bought it",
    "share_year_before": "year before",
    "share_this_year": "last 12 months",
    "share_change": "change",
    "base_change": "of all customers",
    "preferences_note": (
        "Index: the share of the tier that has kept some of it, over that of all customers; 1 is no difference,"
        " and the fewer bought, the nearer to 1 it is put. Better customers have bought more of everything:"
        " compare rows, or see the index of money, the share of what the tier spent over the share of what all"
        " spent. What fewer than 30 customers bought is left out. That the best buy it does not mean that it"
        " makes them the best."
    ),
    "discount_note": (
        "By purchase days on which anything was discounted: always from 80%, mostly from 50%. Who bought once"
        " can only be always or never; price cuts that are in no discount column cannot be seen."
    ),
    "next_category_note": (
        "A purchase is of the category of its dearest goods. Shares are of those who bought again; what follows"
        " a category fewer than 30 times is left out."
    ),
    "category_trend_note": (
        "Shares of the customers of the tier who bought at all in the year. Tiers are those of today, so that"
        " whoever stopped buying is seldom among them."
    ),
    # --- first products
    "section.first_products": "First products",
    "first_products_few": (
        "No product was the first of {least} customers who have been observed for a year: that takes time."
    ),
    "first_products_answer": (
        "Customers who began with {product} are likely to be worth {value} within a year, and {again} of them to"
        " buy again; with {least_product} it is {least_value} and {least_again}."
    ),
    "first_categories_answer": (
        "Products of a category differ no more than chance would have it. Customers who began with {category} are"
        " likely to be worth {value} within a year; with {least_category} it is {least_value}."
    ),
    "first_products_answer_alone": (
        "Customers who began with {product} are likely to be worth {value} within a year, and {again} of them to"
        " buy again."
    ),
    "first_products_alike": (
        "What customers began with does not tell what they are worth: products differ no more than chance would"
        " have it."
    ),
    "first_products_most_title": "Products that most customers began with",
    "first_products_title": "Products that {least} customers or more began with: the best and the worst",
    "first_prices_title": "Customers who began with a discount, and at full price",
    "first_price": "began",
    "began_discounted": "with a discount",
    "began_full_price": "at full price",
    "began_with_it": "customers",
    "again_within_year": "bought again",
    "worth_in_year.revenue": "net revenue, a year",
    "worth_in_year.contribution": "contribution, a year",
    "likely_again": "likely again",
    "likely_worth": "likely, a year",
    "worth_at_first.revenue": "first purchase",
    "worth_at_first.contribution": "first purchase",
    "second_category": "then most often",
    "first_returned": "returned",
    "top_index": "index of top tier",
    "first_products_note.revenue": (
        "Customers whose first purchase lies a year back or more. Net revenue and purchases are those of the"
        " year from it on. Likely: led back to the mean of the category, the more the fewer customers there"
        " are, and wholly where products of a category differ no more than chance would have it."
    ),
    "first_products_note.contribution": (
        "Customers whose first purchase lies a year back or more. Contribution and purchases are those of the"
        " year from it on. Likely: led back to the mean of the category, the more the fewer customers there"
        " are, and wholly where products of a category differ no more than chance would have it."
    ),
    "first_credit_note.full": (
        "Who began with several products counts whole for each, so that rows do not add up; --first-credit"
        " shared counts each by its share of the money."
    ),
    "first_credit_note.shared": (
        "Who began with several products counts for each by its share of the money of that day; the column"
        " customers counts them whole."
    ),
    "first_index_note": (
        "Returned: of the money for the product on that day. Index: the share of them in the top tier today,"
        " over that of all who began."
    ),
    # --- sizes
    "section.sizes": "Sizes",
    "sizes_few": "Of no category {least} units with a size have been kept: size curves need more.",
    "sizes_answer": "Of {category}, {size} is kept most: {share} of the units kept; {returned} of it comes back.",
    "sizes_answer_all": "{size} is kept most: {share} of the units kept; {returned} of it comes back.",
    "sizes_answer_all_sold": "{size} is bought most: {share} of the units.",
    "sizes_answer_sold": "Of {category}, {size} is bought most: {share} of the units.",
    "usual_size": "customers with a usual size",
    "usual_size_meaning": "who kept two units or more of one size in a category, of {count}",
    "size_curve_title": "Sizes by what was kept, in the largest categories",
    "units_sold": "units sold",
    "units_kept": "kept",
    "of_units_kept": "of units kept",
    "units_returned": "returned",
    "of_units_of_tier": "of top tier's",
    "size_orders_title": "Orders with several sizes of one product, and exchanges",
    "orders_with_sizes": "orders",
    "bracketed": "several sizes",
    "bracketing": "share",
    "swaps": "exchanges",
    "swaps_of_size": "for another size",
    "sizes_note": (
        "Units, guests included, of orders whose returns are over. Who orders two sizes to keep one raises what"
        " is sold of both, so that demand is what was kept. Spellings are put together: M, med. and Medium are"
        " one size. An exchange is the same product bought again within 30 days of its return."
    ),
    "sizes_not_told_note": (
        "Returns in these data do not say which size came back, or how many units: shares are of units sold,"
        " and who orders two sizes to keep one counts for both. Spellings are put together: M, med. and Medium"
        " are one size."
    ),
    "sell_out_note": (
        "A size that was sold out could not be bought: without stock data this is what was kept, not what was"
        " wanted."
    ),
}
