"""Filling the catalogue: the demo shop of practice mode."""

import asyncio
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import msgspec

from pos.domain.errors import Corrupt
from pos.domain.money import round_fiat
from pos.domain.retail.ports import Products
from pos.domain.retail.product import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A product as it stands in a list: a price without a currency."""

    id: str
    title: str
    category: str
    price: Decimal
    tax: Decimal = Decimal(0)
    barcode: str = ""
    color: str = ""


async def seed_demo(store: Products, path: Path, currency: str) -> bool:
    """Fill an empty catalogue from a JSON list of products; the answer is whether it was empty.

    Prices keep their figures in whatever currency the shop has. Raises Corrupt if the list
    cannot be read.
    """
    if await store.categories():
        return False
    products = await asyncio.to_thread(_listed_in, path, currency)
    await store.save_products(products)
    return True


def _listed_in(path: Path, currency: str) -> list[Product]:
    try:
        listed = msgspec.json.decode(path.read_bytes(), type=list[_Listed])
    except (OSError, msgspec.MsgspecError) as why:
        raise Corrupt(f"The list of products {path} cannot be read") from why
    return [
        Product(
            id=one.id,
            title=one.title,
            category=one.category,
            price=round_fiat(one.price, currency),
            tax=one.tax,
            barcode=one.barcode,
            color=one.color,
        )
        for one in listed
    ]
