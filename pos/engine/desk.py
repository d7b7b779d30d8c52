"""The door in: what the till and the online shops may ask of the payment engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId, WalletId
from pos.domain.money import Amount, Fiat
from pos.domain.payment.coin import Coin
from pos.domain.payment.facts import AcceptedAnyway, Cancelled, MethodChosen, RefundClaimed
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.quote import Prompt, Quote
from pos.domain.payment.received import still_due
from pos.domain.payment.terms import Line, Origin, Terms
from pos.domain.ports.chain import Method
from pos.domain.ports.clock import Clock
from pos.domain.ports.payments import Idempotency, Payments
from pos.engine.addresses import AddressPool, Fresh
from pos.engine.journal import opening
from pos.engine.ledger import Ledger
from pos.engine.quoting import Quoting

DEFAULT_EXPIRY_S = 30 * 60
"""How long a price in fiat holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a caller wants to be paid: a price, or an exact amount of a coin.

    With `code` that coin is prompted for at once; without, the customer chooses. `expires_in_s`
    None means the shop's default for a price, and no expiry at all for a coin amount. `selector`
    is the public name, the invoice's id if there is none; `refund_to` where money goes back to, in
    the coin that is chosen first.
    """

    origin: Origin
    price: Fiat | None = None
    amount: Amount | None = None
    code: str | None = None
    lines: tuple[Line, ...] = ()
    idempotency: Idempotency | None = None
    expires_in_s: int | None = None
    selector: str | None = None
    refund_to: str = ""
    one_payment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a customer's wallet is asked for: how much, the text of the QR code, the wallet link."""

    due: Amount
    qr: str
    uri: str


class Desk:
    """Commands on invoices. Every answer is durable; every refusal is a `Refused`."""

    def __init__(  # noqa: PLR0913 - one argument for each thing it stands on
        self,
        *,
        ledger: Ledger,
        payments: Payments,
        quoting: Quoting,
        methods: Sequence[Method],
        clock: Clock,
        new_id: Callable[[], str],
        expiry_s: int = DEFAULT_EXPIRY_S,
        sees: Callable[[ChainId, int], bool] = lambda _id, _now: True,
    ) -> None:
        """`sees` tells whether payments on a chain can be seen at a time."""
        self._ledger = ledger
        self._payments = payments
        self._quoting = quoting
        self._methods = {method.coin.code: method for method in methods}
        self._coins = tuple(method.coin for method in self._methods.values())
        self._tokens = tuple(coin for coin in self._coins if coin.fee_coin)
        self._clock = clock
        self._new_id = new_id
        self._expiry_s = expiry_s
        self._sees = sees
        wallets = {method.wallet.id: method.wallet for method in methods}
        self.pools: dict[WalletId, AddressPool] = {
            id: AddressPool(wallet, payments) for id, wallet in wallets.items()
        }
        """One pool of fresh addresses for each wallet; the shop keeps them full."""

    def coins(self) -> tuple[Coin, ...]:
        """The coins the shop takes, in the order they are shown, visible just now or not."""
        return self._coins

    def coin(self, code: str) -> Coin:
        """One coin on offer. Raises Refused("unknown_coin")."""
        return self._method(code).coin

    def is_offered(self, code: str) -> bool:
        """Whether a customer may be asked for this coin now: it is on offer and can be seen."""
        method = self._methods.get(code)
        return method is not None and self._sees(method.chain, self._clock.now())

    async def charge(self, order: Order) -> Invoice:
        """Make an invoice. The same order under the same idempotency key makes only one.

        Raises Refused: no_rate, unknown_coin, unseen_chain, invalid_amount, or idempotency for a
        key that was used for another order.
        """
        if order.idempotency is not None:
            earlier = await self._earlier(order.idempotency)
            if earlier is not None:
                return earlier
        now, quotes = self._clock.now(), self._quotes(order)
        if order.code is None:
            return await self._add(self._draft(order, now, quotes), order)
        method = self._seen_method(order.code)
        pool = self.pools[method.wallet.id]
        fresh = await pool.take()
        try:
            prompt = _prompt(quotes, method, fresh)
            invoice = _bound(self._draft(order, now, quotes, prompt), method)
            charged = await self._add(invoice, order)
        except Refused as why:
            _return(pool, fresh, why)
            raise
        if charged is not invoice:
            pool.give_back(fresh)
        return charged

    async def choose_method(self, id: InvoiceId, code: str, refund_to: str = "") -> Invoice:
        """Show the invoice in this coin; a coin that was shown before keeps its address.

        Money of this coin's chain goes back to `refund_to`, if it is given. Raises Refused:
        unknown_coin, unseen_chain, no_rate, invalid_address, or closed.
        """
        method = self._seen_method(code)
        invoice = await self._ledger.load(id)
        if refund_to:
            method.scribe.address(refund_to)  # refused before anything is shown
        shown = await self._show(invoice, method)
        to = refund_to or ("" if invoice.refund_to else invoice.refund_hint)
        try:
            address = method.scribe.address(to)
        except Refused:
            return shown  # what was named with the order belongs to another coin
        return await self.claim_refund(id, method.coin.asset.chain, address)

    async def _show(self, invoice: Invoice, method: Method) -> Invoice:
        id, now = invoice.id, self._clock.now()
        shown = next((p for p in invoice.prompts if p.due.asset == method.coin.asset), None)
        if shown is not None:
            return await self._ledger.record(id, MethodChosen(at=now, prompt=shown))
        pool = self.pools[method.wallet.id]
        fresh = await pool.take()
        try:
            prompt = _prompt(invoice.quotes, method, fresh)
            return await self._ledger.record(id, MethodChosen(at=now, prompt=prompt))
        except Refused as why:
            _return(pool, fresh, why)
            raise

    async def cancel(self, id: InvoiceId, by: str) -> Invoice:
        """Call a sale off before any money was seen. Its addresses stay watched."""
        return await self._ledger.record(id, Cancelled(at=self._clock.now(), by=by))

    async def accept_anyway(self, id: InvoiceId, by: str) -> Invoice:
        """Take what was received as full payment: short, late or not yet confirmed."""
        return await self._ledger.record(id, AcceptedAnyway(at=self._clock.now(), by=by))

    async def claim_refund(self, id: InvoiceId, chain: ChainId, to: str) -> Invoice:
        """Note where the customer wants money on this chain sent back to."""
        claim = RefundClaimed(at=self._clock.now(), chain=chain, to=to)
        return await self._ledger.record(id, claim)

    def request(self, invoice: Invoice) -> Request:
        """What is still to be paid in the coin shown now; the whole price once it is covered.

        Raises Refused("no_method") while no coin has been chosen.
        """
        prompt = prompt_of(invoice)
        due = still_due(invoice, prompt)
        if due == prompt.due or not due.units:
            return Request(due=prompt.due, qr=prompt.qr, uri=prompt.uri)
        method = self._methods.get(due.asset.code)
        if method is None:  # taken off the offer since: the address alone asks for no amount
            return Request(due=due, qr=prompt.address, uri=prompt.address)
        scribe = method.scribe
        return Request(
            due=due, qr=scribe.qr(due, prompt.address), uri=scribe.uri(due, prompt.address)
        )

    def _seen_method(self, code: str) -> Method:
        """A coin that may be asked for now: nobody shall pay what cannot be seen."""
        method = self._method(code)
        if not self.is_offered(code):
            text = f"The {method.coin.network} network cannot be seen now, so {code} is not offered"
            raise Refused("unseen_chain", text)
        return method

    def _method(self, code: str) -> Method:
        try:
            return self._methods[code]
        except KeyError:
            raise Refused("unknown_coin", f"{code} is not on offer here") from None

    def _draft(
        self, order: Order, now: int, quotes: tuple[Quote, ...], *prompts: Prompt
    ) -> Invoice:
        """The invoice as agreed; without a prompt the customer still chooses."""
        id = InvoiceId(self._new_id())
        expires_at = None
        if order.price is not None or order.expires_in_s is not None:
            expires_at = now + (order.expires_in_s or self._expiry_s)
        return Invoice(
            id=id,
            selector=order.selector or id,
            origin=order.origin,
            terms=Terms(price=order.price, expires_at=expires_at, one_payment=order.one_payment),
            created_at=now,
            deadline=expires_at,
            lines=order.lines,
            quotes=quotes,
            prompts=prompts,
            refund_hint=order.refund_to,
            fee_rates=self._quoting.fee_rates(quotes, self._tokens),
        )

    def _quotes(self, order: Order) -> tuple[Quote, ...]:
        if order.amount is not None:
            coin = self.coin(order.amount.asset.code)
            return (self._quoting.of_amount(order.amount, coin),)
        if order.price is None or order.price.value <= 0:
            raise Refused("invalid_price", "A price must be above zero")
        return self._quoting.of_price(order.price, self._coins)

    async def _add(self, invoice: Invoice, order: Order) -> Invoice:
        entry = opening(invoice.created_at, f"Asked for by {order.origin.door.value}")
        try:
            return await self._ledger.add(invoice, entry, order.idempotency)
        except Refused:
            key = order.idempotency
            earlier = await self._earlier(key) if key is not None else None
            if earlier is None:
                raise
            return earlier

    async def _earlier(self, idempotency: Idempotency) -> Invoice | None:
        """The invoice that this very request already made."""
        known = await self._payments.by_idempotency(idempotency.key)
        if known is None:
            return None
        id, digest = known
        if digest != idempotency.digest:
            raise Refused("idempotency", "This idempotency key was used for another request")
        return await self._ledger.load(id)


def _return(pool: AddressPool, fresh: Fresh, why: Refused) -> None:
    """Give an address back that was not shown; one that another program used is not for us."""
    if why.code != "duplicate":
        pool.give_back(fresh)


def _prompt(quotes: tuple[Quote, ...], method: Method, fresh: Fresh) -> Prompt:
    """What the customer is shown for one coin. Raises Refused("no_rate") if it has no quote."""
    quote = next((q for q in quotes if q.due.asset == method.coin.asset), None)
    if quote is None:
        raise Refused("no_rate", f"{method.coin.code} has no price for this invoice")
    return Prompt(
        due=quote.due,
        address=fresh.address,
        wallet=method.wallet.id,
        key_index=fresh.index,
        qr=method.scribe.qr(quote.due, fresh.address),
        uri=method.scribe.uri(quote.due, fresh.address),
        acceptance=quote.acceptance,
        to_sender=method.coin.to_sender,
    )


def _bound(invoice: Invoice, method: Method) -> Invoice:
    """The address that came with an order for one coin is that coin's. Raises Refused."""
    if not invoice.refund_hint:
        return invoice
    to = method.scribe.address(invoice.refund_hint)
    return replace(invoice, refund_to=((method.coin.asset.chain, to),))
