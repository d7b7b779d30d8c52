from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.errors import Corrupt
from pos.domain.money import Fiat
from pos.domain.retail.product import Product
from pos.storage.store import Store, open_store
from pos.till.catalogue import seed_demo

DEMO = Path(__file__).parents[2] / "resources" / "demo_shop.json"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "florin.db")
    yield opened
    opened.close()


async def all_of(store: Store) -> list[Product]:
    return list(await store.retail.products(text="", category="", limit=1_000))


def check_digit(barcode: str) -> str:
    """The last digit of an EAN-13, from the twelve before it (GS1 General Specifications 7.9)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(barcode[:12]))
    return str(-total % 10)


async def test_an_empty_catalogue_is_filled_with_the_demo_shop(store: Store) -> None:
    assert await seed_demo(store.retail, DEMO, "EUR")

    products = await all_of(store)
    espresso = next(product for product in products if product.title == "Espresso")
    assert espresso.price == Fiat(Decimal("2.40"), "EUR")
    assert len(products) >= 24
    assert len(await store.retail.categories()) == 5


async def test_a_catalogue_that_has_something_is_left_alone(store: Store) -> None:
    mine = Product(
        id="mine", title="Mine", category="Mine", price=Fiat(Decimal("1.00"), "EUR"), color="red"
    )
    await store.retail.save_products([mine])

    assert not await seed_demo(store.retail, DEMO, "EUR")

    assert await all_of(store) == [mine]


async def test_prices_are_rounded_to_what_the_currency_can_pay(store: Store) -> None:
    await seed_demo(store.retail, DEMO, "JPY")

    assert {product.price.value % 1 for product in await all_of(store)} == {Decimal(0)}


async def test_the_barcodes_of_the_demo_shop_are_real_ones(store: Store) -> None:
    await seed_demo(store.retail, DEMO, "EUR")

    codes = [product.barcode for product in await all_of(store) if product.barcode]
    assert codes
    assert all(code[12:] == check_digit(code) for code in codes)


@pytest.mark.parametrize("text", [None, "", "{}", '[{"id": "x"}]'])
async def test_a_list_that_cannot_be_read_is_corrupt(
    store: Store, tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "products.json"
    if text is not None:
        path.write_text(text)

    with pytest.raises(Corrupt):
        await seed_demo(store.retail, path, "EUR")
