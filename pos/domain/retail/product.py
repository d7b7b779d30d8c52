"""What a shop has to sell."""

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.money import Fiat


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One article of the catalogue.

    `tax` is the percentage that is already inside `price`. `color` is a word of the theme or
    `#rrggbb` for its tile, empty for the plain one.
    """

    id: str
    title: str
    category: str
    price: Fiat
    tax: Decimal = Decimal(0)
    barcode: str = ""
    color: str = ""
