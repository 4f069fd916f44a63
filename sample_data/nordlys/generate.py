"""Write the files of Nordlys, the invented shop: always the same bytes.

    python generate.py [FOLDER]

Only the standard library is used, and of its random numbers only the ones that are the same in every
Python; FOLDER is the folder of this script unless another is given.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from generator import assortment, exports, tables, trade
from generator import people as crowd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEED = 20250630


def write_csv(
    target: Path,
    header: Sequence[str],
    rows: Iterable[Iterable[str]],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\n",
) -> None:
    """Write one table as the system that prints it would."""
    with target.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator=line_end)
        writer.writerow(header)
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Make the shop from its seed and write all its files into `folder`."""
    rng = Random(SEED)
    styles = assortment.assortment(rng)
    customers = crowd.customers(rng)
    orders = trade.orders(rng, customers, styles)
    shopify = (row.values() for row in exports.shopify_rows(orders))
    write_csv(folder / "shopify_orders_export.csv", exports.SHOPIFY_HEADER, shopify)
    write_csv(
        folder / "ordrelinjer.csv",
        exports.ERP_HEADER,
        exports.erp_rows(orders),
        separator=";",
        encoding="cp1252",
        line_end="\r\n",
    )
    write_csv(folder / "products.csv", tables.PRODUCTS_HEADER, tables.products(styles))
    write_csv(folder / "customers.csv", tables.CUSTOMERS_HEADER, tables.people(customers))
    write_csv(folder / "spend.csv", tables.SPEND_HEADER, tables.spend(rng, orders))
    write_csv(folder / "rates.csv", tables.RATES_HEADER, tables.rates(rng))
    (folder / "truth.json").write_text(json.dumps(tables.truth(orders), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
