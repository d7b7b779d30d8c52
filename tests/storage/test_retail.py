import asyncio
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import SaleId
from pos.domain.money import Fiat
from pos.domain.payment.terms import Door, Origin
from pos.domain.retail.cart import Cart, add_amount
from pos.domain.retail.product import Product
from pos.domain.retail.sale import Sale
from pos.storage.readers import Readers
from pos.storage.retail import FindByWords, StoredRetail, find_by_parts
from pos.storage.sqlite import PLACE, ROWS_AT_ONCE, find_by_words, reading_engine, writing_engine
from pos.storage.store import Store, open_store
from pos.storage.writer import Writer
from tests.storage.invoices import numbered, told


def product(title: str, category: str = "Coffee", barcode: str = "") -> Product:
    return Product(
        id=title.lower(),
        title=title,
        category=category,
        price=Fiat(Decimal("2.40"), "EUR"),
        tax=Decimal(19),
        barcode=barcode,
        color="brown",
    )


def sale(number: int, *, held: bool = False) -> Sale:
    cart = add_amount(Cart(currency="EUR"), Fiat(Decimal("2.40"), "EUR"), "Espresso")
    return Sale(
        id=SaleId(f"{number:016x}"),
        number=0,
        cart=cart,
        created_at=1_000,
        label="Table 4" if held else "",
        held=held,
        cashier="Ada",
    )


SHELF = (
    product("Café crème", barcode="2000000000015"),
    product("Café au lait"),
    product("Espresso"),
    product("Crème brûlée", "Sweets"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "florin.db")
    yield opened
    opened.close()


@pytest.fixture(params=[find_by_words, find_by_parts])
def retail(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoredRetail]:
    """The catalogue with each way of finding words there is."""
    find: FindByWords = request.param
    path = tmp_path / "florin.db"
    open_store(path).close()
    writing, reading = writing_engine(path), reading_engine(path, 1)
    writer, readers = Writer(writing, place=PLACE, rows_at_once=ROWS_AT_ONCE), Readers(reading, 1)
    yield StoredRetail(writer, readers, find)
    writer.close()
    readers.close()
    writing.dispose()
    reading.dispose()


async def titles(retail: StoredRetail, text: str = "", category: str = "") -> list[str]:
    found = await retail.products(text=text, category=category, limit=10)
    return [product.title for product in found]


async def test_products_are_listed_by_title(retail: StoredRetail) -> None:
    await retail.save_products(SHELF)

    assert await titles(retail) == ["Café au lait", "Café crème", "Crème brûlée", "Espresso"]
    assert await titles(retail, category="Sweets") == ["Crème brûlée"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("esp", ["Espresso"]),
        ("Café", ["Café au lait", "Café crème"]),
        ("crème caf", ["Café crème"]),
        ("sweet", ["Crème brûlée"]),
        ("20000000", ["Café crème"]),
        ("tea", []),
        ('"', []),
        ("%", []),
    ],
)
async def test_products_are_found_by_the_beginnings_of_words(
    retail: StoredRetail, text: str, found: list[str]
) -> None:
    await retail.save_products(SHELF)

    assert await titles(retail, text) == found


async def test_words_are_looked_for_in_one_category(retail: StoredRetail) -> None:
    await retail.save_products(SHELF)

    assert await titles(retail, "crème", "Sweets") == ["Crème brûlée"]


async def test_accents_need_not_be_typed(store: Store) -> None:
    await store.retail.save_products(SHELF)

    assert await titles(store.retail, "creme cafe") == ["Café crème"]


async def test_a_changed_product_is_found_by_its_new_words_only(retail: StoredRetail) -> None:
    await retail.save_products(SHELF)

    await retail.save_products([replace(SHELF[2], title="Ristretto")])

    assert await titles(retail, "ristretto") == ["Ristretto"]
    assert await titles(retail, "espresso") == []


async def test_categories_are_told_once_by_name(retail: StoredRetail) -> None:
    assert await retail.categories() == []

    await retail.save_products(SHELF)

    assert await retail.categories() == ["Coffee", "Sweets"]


async def test_a_barcode_leads_to_its_product(retail: StoredRetail) -> None:
    await retail.save_products(SHELF)

    assert await retail.by_barcode("2000000000015") == SHELF[0]
    assert await retail.by_barcode("200000000001") is None
    assert await retail.by_barcode("") is None


async def test_a_barcode_belongs_to_one_product(store: Store) -> None:
    await store.retail.save_products(SHELF)

    with pytest.raises(Refused) as refused:
        await store.retail.save_products([product("Tea"), product("Chai", barcode="2000000000015")])

    assert refused.value.code == "duplicate"
    assert await titles(store.retail, "tea") == []


async def test_sales_are_numbered_without_gaps_from_1001(store: Store) -> None:
    written = await asyncio.gather(*(store.retail.add_sale(sale(n)) for n in range(20)))

    assert sorted(one.number for one in written) == list(range(1001, 1021))


async def test_a_refused_sale_uses_no_number(store: Store) -> None:
    await store.retail.add_sale(sale(1))
    with pytest.raises(Refused):
        await store.retail.add_sale(sale(1))

    assert (await store.retail.add_sale(sale(2))).number == 1002


async def test_the_number_of_a_dropped_sale_is_given_again(store: Store) -> None:
    await store.retail.add_sale(sale(1))

    await store.retail.drop_sale(sale(1).id)

    assert await store.retail.sale(sale(1).id) is None
    assert (await store.retail.add_sale(sale(2))).number == 1001


async def test_a_number_that_others_follow_is_not_given_again(store: Store) -> None:
    await store.retail.add_sale(sale(1))
    await store.retail.add_sale(sale(2))

    await store.retail.drop_sale(sale(1).id)

    assert (await store.retail.add_sale(sale(3))).number == 1003


async def test_a_sale_knows_the_invoices_that_name_it(store: Store) -> None:
    kept = await store.retail.add_sale(sale(1))
    of_it = replace(numbered(1), origin=Origin(door=Door.TILL, reference=kept.id))
    of_a_shop = replace(numbered(2), origin=Origin(door=Door.ZEROXBTCPAY, reference=kept.id))
    for invoice in (of_it, of_a_shop):
        await store.payments.commit(told(invoice))

    assert await store.retail.sale(kept.id) == replace(kept, invoices=(of_it.id,))
    assert await store.retail.invoices(kept.id) == [of_it]


async def test_an_unknown_sale_is_none(store: Store) -> None:
    assert await store.retail.sale(sale(1).id) is None
    assert await store.retail.invoices(sale(1).id) == []


async def test_held_sales_have_no_number_and_are_told_oldest_first(store: Store) -> None:
    held = [await store.retail.add_sale(sale(n, held=True)) for n in (2, 1)]

    assert [one.number for one in held] == [0, 0]
    assert await store.retail.held() == held
    assert await store.retail.sale(held[0].id) == held[0]
    assert (await store.retail.add_sale(sale(3))).number == 1001


async def test_a_held_sale_is_taken_by_one(store: Store) -> None:
    held = await store.retail.add_sale(sale(1, held=True))

    taken = await asyncio.gather(*(store.retail.take_held(held.id) for _ in range(5)))

    assert sorted(taken, key=str) == sorted([held, None, None, None, None], key=str)
    assert await store.retail.held() == []


async def test_sales_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "florin.db"
    store = open_store(path)
    sold = await store.retail.add_sale(sale(1))
    held = await store.retail.add_sale(sale(2, held=True))
    store.close()

    store = open_store(path)

    assert await store.retail.sale(sold.id) == sold
    assert await store.retail.held() == [held]
    assert (await store.retail.add_sale(sale(3))).number == 1002
    store.close()
