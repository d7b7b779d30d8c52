import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import SaleId
from pos.domain.money import Fiat
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.terms import Door, Line
from pos.domain.retail.cart import Cart, Discount, add_product, discount_cart
from pos.domain.retail.product import Product
from pos.domain.retail.sale import SaleStage, stage_of_sale
from pos.engine.claims import Claims
from pos.engine.desk import Desk
from pos.engine.feed import Feed
from pos.engine.ledger import Ledger
from pos.engine.quoting import Quoting
from pos.storage.store import Store, open_store
from pos.till.till import ShopFacts, Till
from tests.fakes.invoices import look, observed, payment
from tests.fakes.world import FakeClock, FakeRates, methods

ESPRESSO = Product(
    id="espresso",
    title="Espresso",
    category="Coffee",
    price=Fiat(Decimal("2.40"), "EUR"),
    barcode="2000000000015",
)
CART = add_product(add_product(Cart(currency="EUR"), ESPRESSO), ESPRESSO)
SHOP = ShopFacts(name="Corner Café", currency="EUR", is_practice=True, cashier="Ada")


@dataclass(slots=True)
class Counter:
    """A till with the real engine on a real store, and coins at fixed rates."""

    path: Path
    rates: FakeRates = field(default_factory=FakeRates)
    clock: FakeClock = field(default_factory=FakeClock)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    public_url: str = "https://pay.shop.example"
    store: Store = field(init=False)
    ledger: Ledger = field(init=False)
    claims: Claims = field(init=False)
    till: Till = field(init=False)

    def __post_init__(self) -> None:
        self.store = open_store(self.path)
        self.ledger = Ledger(self.store.payments, Feed())
        desk = Desk(
            ledger=self.ledger,
            payments=self.store.payments,
            quoting=Quoting(self.rates, "EUR"),
            methods=methods(),
            clock=self.clock,
            new_id=self.new_id,
        )
        self.claims = Claims(
            secret="5e" * 32,
            desk=desk,
            methods=methods(),
            clock=self.clock,
            public_url=self.public_url,
        )
        self.till = Till(
            store=self.store.retail,
            desk=desk,
            clock=self.clock,
            new_id=self.new_id,
            shop=SHOP,
            claims=self.claims,
        )

    def new_id(self) -> str:
        return f"{next(self.ids):016x}"

    def restart(self) -> None:
        self.store.close()
        self.__post_init__()

    async def pay(self, invoice: Invoice, txid: str = "0x01", more: int = 0) -> None:
        """Money for the whole invoice and so many units more, deep in the chain."""
        shown = prompt_of(invoice)
        money = payment(shown.due.units + more, txid, height=10, address=shown.address)
        await self.ledger.record(invoice.id, observed(look(height=100), money))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path / "florin.db")
    yield made
    made.store.close()


async def test_a_cart_is_charged_for_its_total(counter: Counter) -> None:
    cart = discount_cart(CART, Discount(value=Decimal("0.80")))

    charged = await counter.till.charge(cart)

    assert charged.invoice.terms.price == Fiat(Decimal("4.00"), "EUR")
    assert charged.invoice.lines == (
        Line(title="Espresso", quantity=Decimal(2), total=Fiat(Decimal("4.80"), "EUR")),
    )
    assert charged.sale.number == 1001


async def test_a_coin_that_is_named_is_prompted_for_at_once(counter: Counter) -> None:
    charged = await counter.till.charge(CART, "0xBTC")

    assert prompt_of(charged.invoice).due.units == 960_000_000


async def test_sale_and_invoice_know_each_other(counter: Counter) -> None:
    charged = await counter.till.charge(CART)

    assert charged.invoice.origin.door is Door.TILL
    assert charged.invoice.origin.reference == charged.sale.id
    assert await counter.till.sale(charged.sale.id) == charged.sale
    assert charged.sale.invoices == (charged.invoice.id,)


async def test_a_sale_says_who_sold_it_and_when(counter: Counter) -> None:
    charged = await counter.till.charge(replace(CART, selected=0))

    assert (charged.sale.cashier, charged.sale.created_at) == ("Ada", counter.clock.now())


@pytest.mark.parametrize(
    "cart",
    [Cart(currency="EUR"), discount_cart(CART, Discount(percent=Decimal(100)))],
    ids=["no lines", "nothing to pay"],
)
async def test_a_cart_that_costs_nothing_cannot_be_charged(counter: Counter, cart: Cart) -> None:
    with pytest.raises(Refused) as refused:
        await counter.till.charge(cart)

    assert refused.value.code == "empty_cart"


async def test_a_cart_in_another_currency_cannot_be_charged(counter: Counter) -> None:
    with pytest.raises(Refused) as refused:
        await counter.till.charge(replace(CART, currency="USD", lines=()))

    assert refused.value.code == "currency"


@pytest.mark.parametrize(("code", "why"), [("DOGE", "unknown_coin"), ("POL", "no_rate")])
async def test_a_charge_that_is_refused_uses_no_sale_number(
    counter: Counter, code: str, why: str
) -> None:
    with pytest.raises(Refused) as refused:
        await counter.till.charge(CART, code)

    assert refused.value.code == why
    assert (await counter.till.charge(CART, "0xBTC")).sale.number == 1001


async def test_sales_and_their_numbers_survive_a_restart(counter: Counter) -> None:
    charged = await counter.till.charge(CART)

    counter.restart()

    assert await counter.till.sale(charged.sale.id) == charged.sale
    assert (await counter.till.charge(CART)).sale.number == 1002


async def test_a_held_cart_survives_a_restart_and_is_recalled_once(counter: Counter) -> None:
    held = await counter.till.hold(CART, "Table 4")
    counter.restart()
    assert await counter.till.held() == [held]

    assert await counter.till.recall(held.id) == replace(CART, selected=None)

    assert await counter.till.held() == []
    with pytest.raises(Refused) as refused:
        await counter.till.recall(held.id)
    assert refused.value.code == "unknown_sale"


async def test_a_held_sale_is_told_as_held(counter: Counter) -> None:
    held = await counter.till.hold(CART, "Table 4")

    assert stage_of_sale(await counter.till.sale(held.id), ()) is SaleStage.HELD


async def test_an_empty_cart_is_not_held(counter: Counter) -> None:
    with pytest.raises(Refused) as refused:
        await counter.till.hold(Cart(currency="EUR"))

    assert refused.value.code == "empty_cart"


async def test_an_unknown_sale_is_refused(counter: Counter) -> None:
    with pytest.raises(Refused) as refused:
        await counter.till.receipt(SaleId("0000000000000000"))

    assert refused.value.code == "unknown_sale"


async def test_the_receipt_of_a_paid_sale_shows_its_transaction(counter: Counter) -> None:
    charged = await counter.till.charge(CART, "0xBTC")
    await counter.pay(charged.invoice, "0xfeed")

    receipt = await counter.till.receipt(charged.sale.id)

    assert [payment.tx_hash for payment in receipt.payments] == ["0xfeed"]
    assert (receipt.shop_name, receipt.number) == ("Corner Café", 1001)
    assert receipt.is_practice


async def test_the_receipt_of_an_overpaid_sale_says_how_to_have_the_rest_back(
    counter: Counter,
) -> None:
    charged = await counter.till.charge(CART, "0xBTC")
    await counter.pay(charged.invoice, more=30)

    (claim,) = (await counter.till.receipt(charged.sale.id)).claims

    assert [amount.units for amount in claim.amounts] == [30]
    assert claim.link == counter.claims.link(charged.invoice)
    assert claim.pin == counter.claims.pin(charged.invoice)


async def test_a_sale_that_was_paid_exactly_has_nothing_to_have_back(counter: Counter) -> None:
    charged = await counter.till.charge(CART, "0xBTC")
    await counter.pay(charged.invoice)

    assert (await counter.till.receipt(charged.sale.id)).claims == ()


async def test_a_shop_without_a_public_page_prints_no_claim(tmp_path: Path) -> None:
    counter = Counter(tmp_path / "other.db", public_url="")
    charged = await counter.till.charge(CART, "0xBTC")
    await counter.pay(charged.invoice, more=30)

    receipt = await counter.till.receipt(charged.sale.id)
    counter.store.close()

    assert receipt.claims == ()


async def test_the_till_finds_products(counter: Counter) -> None:
    await counter.store.retail.save_products([ESPRESSO])

    assert await counter.till.products() == [ESPRESSO]
    assert await counter.till.products(text="esp", category="Coffee") == [ESPRESSO]
    assert await counter.till.products(text="tea") == []
    assert await counter.till.categories() == ["Coffee"]


async def test_a_scanner_may_add_white_space(counter: Counter) -> None:
    await counter.store.retail.save_products([ESPRESSO])

    assert await counter.till.by_barcode("2000000000015\r\n") == ESPRESSO


async def test_the_till_says_whose_it_is(counter: Counter) -> None:
    assert (counter.till.shop_name, counter.till.currency) == ("Corner Café", "EUR")
    assert counter.till.shop == SHOP
