"""A whole shop in memory behind the window's doors: it sells, gets paid, and never waits.

Invoices are real domain values moved by the real `advance`; time stands still unless moved. It is
one long class because every door tells of the same shop.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId, SaleId, WalletId
from pos.domain.money import Amount, Fiat, Rate
from pos.domain.payment.advance import advance
from pos.domain.payment.coin import Coin
from pos.domain.payment.deposit import Caution, Deposit, Look, Sighting
from pos.domain.payment.effects import Alarm, Postback
from pos.domain.payment.facts import AcceptedAnyway, Cancelled, Fact, MethodChosen, Observed
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.quote import Prompt
from pos.domain.payment.received import still_due
from pos.domain.payment.refunding import claimable
from pos.domain.payment.stage import stage_of
from pos.domain.payment.terms import Door, Line, Origin, Terms
from pos.domain.ports.journal import Search
from pos.domain.ports.outbox import Attempt, Delivery
from pos.domain.ports.payments import Entry
from pos.domain.ports.rates import Basis, RateSeen, RateSource
from pos.domain.retail.cart import Cart
from pos.domain.retail.product import Product
from pos.domain.retail.receipt import Receipt, ReceiptClaim, receipt_of
from pos.domain.retail.sale import Sale
from pos.domain.retail.totals import line_total, totals_of
from pos.engine.feed import Alarmed, ChainSeen, Feed, InvoiceMoved
from pos.engine.journal import entries_of
from pos.gui.backoffice import BackupDoor, DoctorDoor, Reach, SettingsDoor
from pos.gui.program import ProgramDoor
from pos.gui.shopfront import ShopFacts, Shopfront
from pos.storage.rows import returns_of
from tests.fakes.goods import (
    CHAIN,
    COINS,
    CURRENCY,
    RATES,
    FakeRequest,
    address_of,
    products,
    qr_of,
    quote_of,
    uri_of,
)
from tests.fakes.moneyback import FakePin, FakeRefunds
from tests.fakes.onlineshop import OnlineShop
from tests.fakes.setup import FakeSetup

START = 1_790_000_000
PROMISE_S = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeCharged:
    sale: Sale
    invoice: Invoice


@dataclass
class FakeShop:
    """Every door at once; what tests turn are its public fields and the verbs at the end."""

    catalogue: list[Product] = field(default_factory=products)
    offered: tuple[Coin, ...] = COINS
    now: int = START
    refuse_rate: set[str] = field(default_factory=set)
    refuse_unseen: set[str] = field(default_factory=set)
    rate_ages: dict[str, int | None] = field(
        default_factory=lambda: {f"{code}/{CURRENCY}": 12 for code in RATES}
    )
    invoices: dict[str, Invoice] = field(default_factory=dict)
    journal: dict[str, list[Entry]] = field(default_factory=dict)
    log: dict[str, list[tuple[Delivery, tuple[Attempt, ...]]]] = field(default_factory=dict)
    sales: dict[str, Sale] = field(default_factory=dict)
    feed: Feed = field(default_factory=Feed)
    height: int = 21_000_000
    looks: int = 0
    is_practice: bool = False
    sent_again: list[str] = field(default_factory=list)
    paid_by_phone: list[tuple[str, Amount, int, float]] = field(default_factory=list)
    numbers: int = 1041
    rates_by_hand: dict[str, tuple[Fraction, int]] = field(default_factory=dict)
    rate_sources: list[RateSource] = field(
        default_factory=lambda: [
            RateSource(name=name, told_at=START - 12) for name in ("bitstamp", "coinbase", "kraken")
        ]
    )
    pin: FakePin = field(default_factory=FakePin)
    setup: FakeSetup | None = None
    settings: SettingsDoor | None = None
    backups: BackupDoor | None = None
    doctor: DoctorDoor | None = None
    reach: Reach | None = None
    program: ProgramDoor | None = None

    def __post_init__(self) -> None:
        self.refunds = FakeRefunds(self.tell, lambda: self.now)
        self.online = OnlineShop(lambda: self.now)

    def front(self, listen: str = "http://127.0.0.1:8888") -> Shopfront:
        """What the window is given."""
        return Shopfront(
            desk=self,
            records=self,
            till=self,
            feed=self.feed,
            practice=self if self.is_practice else None,
            facts=ShopFacts(
                name="Nakamoto Coffee",
                currency=CURRENCY,
                is_practice=self.is_practice,
                listen=listen,
                opens_setup=self.setup is not None and self.setup.is_first,
            ),
            access=self.online.access,
            hooks=self.online.hooks,
            rates=self,
            refunds=self.refunds,
            pin=self.pin,
            setup=None if self.setup is None else self.setup.door(),
            settings=self.settings,
            backups=self.backups,
            doctor=self.doctor,
            reach=self.reach,
            program=self.program,
        )

    def clock(self) -> float:
        return self.now

    # ---- desk

    def coins(self) -> tuple[Coin, ...]:
        return self.offered

    def request(self, invoice: Invoice) -> FakeRequest:
        prompt = prompt_of(invoice)
        due = still_due(invoice, prompt)
        return FakeRequest(due=due, qr=qr_of(due, prompt.address), uri=uri_of(due, prompt.address))

    async def choose_method(self, id: InvoiceId, code: str) -> Invoice:
        prompt = self._prompt(self.invoices[id], code)
        return self.tell(id, MethodChosen(at=self.now, prompt=prompt))

    async def cancel(self, id: InvoiceId, by: str) -> Invoice:
        return self.tell(id, Cancelled(at=self.now, by=by))

    async def accept_anyway(self, id: InvoiceId, by: str) -> Invoice:
        return self.tell(id, AcceptedAnyway(at=self.now, by=by))

    def is_offered(self, code: str) -> bool:
        coin = next((coin for coin in self.offered if coin.code == code), None)
        return coin is not None and self.feed.sees(coin.asset.chain, self.now)

    # ---- records

    async def invoice(self, id: str) -> Invoice:
        if id not in self.invoices:
            raise Refused("unknown_invoice", f"There is no invoice {id}")
        return self.invoices[id]

    async def search(self, search: Search) -> Sequence[Invoice]:
        found = [
            invoice
            for invoice in sorted(self.invoices.values(), key=lambda i: -i.created_at)
            if (not search.stages or stage_of(invoice).value in search.stages)
            and (not search.returns or returns_of(invoice) in search.returns)
            and (search.since is None or invoice.created_at >= search.since)
            and search.text.lower() in _words(invoice)
        ]
        return found[search.skip : search.skip + search.limit]

    async def entries(self, id: str) -> Sequence[Entry]:
        return self.journal[id]

    async def deliveries(self, id: str) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        return self.log.get(id, [])

    async def deliver_again(self, delivery_id: str) -> None:
        self.sent_again.append(delivery_id)

    # ---- rates

    def ages(self) -> Mapping[str, int | None]:
        return dict(self.rate_ages)

    def rates(self) -> Sequence[RateSeen]:
        return [self._rate_seen(coin.asset.code) for coin in self.offered]

    def sources(self) -> Sequence[RateSource]:
        return self.rate_sources

    async def set_rate(
        self, pair: tuple[str, str], per_coin: Fraction, pin: str, for_s: int
    ) -> Rate:
        await self.pin.check(pin)
        self.refuse_rate.discard(pair[0])
        self.rates_by_hand[pair[0]] = (per_coin, self.now + for_s)
        return self._rate(pair[0], per_coin, ("manual",))

    async def end_rate(self, pair: tuple[str, str], pin: str) -> None:
        await self.pin.check(pin)
        self.rates_by_hand.pop(pair[0])

    def _rate_seen(self, code: str) -> RateSeen:
        last = self._rate(code, RATES[code], ("bitstamp", "coinbase", "kraken"))
        seen = RateSeen(code=code, currency=CURRENCY, rate=last, basis=Basis.SOURCES, last=last)
        if code in self.rates_by_hand:
            per_coin, until = self.rates_by_hand[code]
            rate = self._rate(code, per_coin, ("manual",))
            return replace(seen, rate=rate, basis=Basis.MANUAL, until=until)
        if code in self.refuse_rate:
            old = replace(last, at=self.now - 840)
            why = f"The rate services disagree about {code}; its last rate is 14 minutes old"
            return replace(seen, rate=None, basis=None, last=old, trouble=why)
        return seen

    def _rate(self, code: str, per_coin: Fraction, sources: tuple[str, ...]) -> Rate:
        at = self.now - 12
        return Rate(per_coin=per_coin, code=code, currency=CURRENCY, sources=sources, at=at)

    # ---- till

    async def products(self, *, text: str = "", category: str = "") -> Sequence[Product]:
        words = text.lower().split()
        return [
            product
            for product in self.catalogue
            if (not category or product.category == category)
            and all(_has_word(product.title, word) for word in words)
        ]

    async def categories(self) -> Sequence[str]:
        return list(dict.fromkeys(product.category for product in self.catalogue))

    async def by_barcode(self, code: str) -> Product | None:
        return next((product for product in self.catalogue if product.barcode == code), None)

    async def charge(self, cart: Cart, code: str | None = None) -> FakeCharged:
        if code in self.refuse_rate:
            raise Refused("no_rate", self._rate_seen(code).trouble)
        if code in self.refuse_unseen:
            raise Refused("unseen_chain", f"The network of {code} cannot be seen now")
        sale = self._keep_sale(cart)
        lines = tuple(
            Line(title=line.title, quantity=line.quantity, total=line_total(line))
            for line in cart.lines
        )
        invoice = self.open_invoice(
            totals_of(cart).total, Origin(door=Door.TILL, reference=sale.id), lines, code
        )
        self.sales[sale.id] = replace(sale, invoices=(invoice.id,))
        return FakeCharged(sale=self.sales[sale.id], invoice=invoice)

    async def hold(self, cart: Cart, label: str = "") -> Sale:
        sale = replace(self._keep_sale(cart), held=True, label=label)
        self.sales[sale.id] = sale
        return sale

    async def held(self) -> Sequence[Sale]:
        return [sale for sale in self.sales.values() if sale.held]

    async def recall(self, id: SaleId) -> Cart:
        return self.sales.pop(id).cart

    async def sale(self, id: SaleId) -> Sale:
        if id not in self.sales:
            raise Refused("unknown_sale", f"There is no sale {id}")
        return self.sales[id]

    async def receipt(self, id: SaleId) -> Receipt:
        sale = self.sales[id]
        invoices = [self.invoices[one] for one in sale.invoices]
        receipt = receipt_of(sale, invoices, "Nakamoto Coffee", is_practice=self.is_practice)
        return replace(receipt, claims=tuple(self._claims(invoices)))

    def _claims(self, invoices: Sequence[Invoice]) -> Iterator[ReceiptClaim]:
        for invoice in invoices:
            if amounts := claimable(invoice):
                link = f"https://pay.shop.example/pay/{invoice.selector}/refund?token=abc"
                yield ReceiptClaim(amounts=amounts, link=link, pin="123456")

    # ---- the customer's phone

    async def pay(self, address: str, amount: Amount, parts: int = 1, delay_s: float = 0) -> str:
        self.paid_by_phone.append((address, amount, parts, delay_s))
        owner = next(i for i in self.invoices.values() if prompt_of(i).address == address)
        self.see(owner.id, amount.units)
        return f"0x{len(self.paid_by_phone):064x}"

    async def double_spend(self, txid: str) -> None:
        for invoice in tuple(self.invoices.values()):
            if invoice.deposits:
                self.lose(invoice.id)

    async def mine(self, blocks: int) -> int:
        self.height += blocks
        return self.height

    async def set_offline(self, is_offline: bool) -> None:
        self.show_chain(is_connected=not is_offline)

    # ---- what tests make happen

    def open_invoice(
        self, price: Fiat, origin: Origin, lines: tuple[Line, ...] = (), code: str | None = None
    ) -> Invoice:
        """An invoice as the desk would make it."""
        id = InvoiceId(f"{len(self.invoices) + 1:016x}")
        invoice = Invoice(
            id=id,
            selector=id,
            origin=origin,
            terms=Terms(price=price, expires_at=self.now + PROMISE_S),
            created_at=self.now,
            deadline=self.now + PROMISE_S,
            lines=lines,
            quotes=tuple(quote_of(price, one, self.now) for one in self.offered),
            version=1,
        )
        if code is not None:
            invoice = replace(invoice, prompts=(self._prompt(invoice, code),))
        self.journal[id] = [Entry(at=self.now, kind="opened", text=f"Asked for by {origin.door}")]
        self._commit(invoice)
        return invoice

    def open_plain(self, price: str = "5.00", code: str = "ETH") -> Invoice:
        """An invoice without a cart."""
        fiat = Fiat(Decimal(price), CURRENCY)
        return self.open_invoice(fiat, Origin(door=Door.TILL), code=code)

    def tell(self, id: str, fact: Fact) -> Invoice:
        """Move an invoice by a fact, and publish what came of it."""
        before = self.invoices[id]
        step = advance(before, fact)
        after = replace(step.invoice, version=before.version + 1)
        self.journal[id] += entries_of(before, after, fact)
        for effect in step.effects:
            if isinstance(effect, Alarm):
                self.feed.publish(Alarmed(alarm=effect))
            if isinstance(effect, Postback):
                self._queue(effect)
        self._commit(after)
        return after

    def see(
        self,
        id: str,
        units: int | None = None,
        *,
        depth: int = 0,
        tx: int = 1,
        cautions: tuple[Caution, ...] = (),
    ) -> Invoice:
        """A payment is seen: all that is missing unless told otherwise, so many blocks deep."""
        invoice = self.invoices[id]
        prompt = prompt_of(invoice)
        amount = still_due(invoice, prompt) if units is None else Amount(units, prompt.due.asset)
        height = self.height - depth + 1 if depth else None
        sighting = Sighting(
            chain=amount.asset.chain,
            txid=f"0x{id[-4:]}{tx:060x}",
            index=f"log:{tx}",
            address=prompt.address,
            amount=amount,
            height=height,
            block_time=self.now if depth else None,
            cautions=cautions,
        )
        return self.tell(id, Observed(look=self._look_for(id), sightings=(sighting,)))

    def spend_twice(self, id: str) -> Invoice:
        """The money of every pending payment of an invoice is being spent elsewhere, too."""
        pending = [d for d in self.invoices[id].deposits if d.height is None and not d.gone]
        doubled = tuple(
            _sighted(d, cautions=tuple(sorted({*d.cautions, Caution.DOUBLE_SPENT})))
            for d in pending
        )
        return self.tell(id, Observed(look=self._look_for(id), sightings=doubled))

    def deepen(self, id: str, blocks: int) -> Invoice:
        """Put pending payments into a block and so many more on top."""
        pending = [d for d in self.invoices[id].deposits if not d.gone]
        mined = tuple(
            replace(
                _sighted(d),
                height=self.height + 1 if d.height is None else d.height,
                block_time=self.now,
            )
            for d in pending
        )
        self.height += blocks
        return self.tell(id, Observed(look=self._look_for(id), sightings=mined))

    def lose(self, id: str, tx: int | None = None) -> Invoice:
        """Every payment of an invoice, or only one, is replaced by another one."""
        deposits = self.invoices[id].deposits
        gone = tuple(d.key for d in deposits if tx is None or d.index == f"log:{tx}")
        return self.tell(id, Observed(look=self._look_for(id), gone=gone))

    def pass_time(self, seconds: int) -> None:
        """Move the clock; no look is taken."""
        self.now += seconds

    def take_look(self, id: str) -> Invoice:
        """A look that finds nothing new; it may end an invoice."""
        return self.tell(id, Observed(look=self._look_for(id)))

    def _look_for(self, id: str) -> Look:
        """A look at the chain on which an invoice is to be paid."""
        self.looks += 1
        prompt = self.invoices[id].prompt
        return Look(
            chain=prompt.due.asset.chain if prompt else CHAIN,
            at=self.now,
            previous_at=self.now - 5,
            height=self.height,
            number=self.looks,
        )

    def show_chain(self, chain: ChainId = CHAIN, *, is_connected: bool) -> None:
        """The chain can be seen, or has not been for a minute and a half."""
        self.show_seen(
            ChainSeen(
                chain=chain,
                is_connected=is_connected,
                height=self.height,
                looked_at=self.now - (4 if is_connected else 95),
                block_time=self.now - 9,
                trouble="" if is_connected else "the node does not answer",
            )
        )

    def show_seen(self, seen: ChainSeen) -> None:
        """The last word on a chain."""
        self.feed.publish(seen)

    def _commit(self, invoice: Invoice) -> None:
        self.invoices[invoice.id] = invoice
        self.feed.publish(InvoiceMoved(invoice=invoice))

    def _queue(self, effect: Postback) -> None:
        delivery = Delivery(
            id=effect.key,
            effect=effect,
            created_at=self.now,
            due_at=self.now + 30,
            tries=1,
            outcome="the shop answered 500",
        )
        attempt = Attempt(delivery=effect.key, at=self.now, outcome="500", took_ms=84)
        self.log.setdefault(effect.invoice, []).append((delivery, (attempt,)))

    def _keep_sale(self, cart: Cart) -> Sale:
        self.numbers += 1
        id = SaleId(f"{self.numbers:016x}")
        sale = Sale(id=id, number=self.numbers, cart=cart, created_at=self.now, cashier="Anna")
        self.sales[id] = sale
        return sale

    def _prompt(self, invoice: Invoice, code: str) -> Prompt:
        known = next((p for p in invoice.prompts if p.due.asset.code == code), None)
        if known is not None:
            return known
        quote = next(q for q in invoice.quotes if q.due.asset.code == code)
        index = sum(len(one.prompts) for one in self.invoices.values()) + 7
        address = address_of(quote.due.asset, index)
        return Prompt(
            due=quote.due,
            address=address,
            wallet=WalletId("fake"),
            key_index=index,
            qr=qr_of(quote.due, address),
            uri=uri_of(quote.due, address),
            acceptance=quote.acceptance,
        )


def _sighted(deposit: Deposit, cautions: tuple[Caution, ...] = ()) -> Sighting:
    """A known payment, seen once more where it was."""
    return Sighting(
        chain=deposit.chain,
        txid=deposit.txid,
        index=deposit.index,
        address=deposit.address,
        amount=deposit.amount,
        height=deposit.height,
        block_time=None,
        cautions=cautions,
    )


def _words(invoice: Invoice) -> str:
    titles = " ".join(line.title for line in invoice.lines)
    addresses = " ".join(prompt.address for prompt in invoice.prompts)
    return f"{invoice.id} {titles} {addresses}".lower()


def _has_word(title: str, start: str) -> bool:
    return any(word.startswith(start) for word in title.lower().split())
