"""What the web face is given: the engine's doors, the shop's settings, and nothing else."""

import secrets
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Rate
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.clock import Clock
from pos.domain.ports.journal import Returns, Search
from pos.domain.ports.outbox import Attempt, Delivery, Outcome
from pos.domain.ports.shops import ApiKey, Endpoint, Scope
from pos.engine.claims import Claims
from pos.engine.desk import Order, Request
from pos.engine.feed import Feed
from pos.till.tongue import Tongues

LETTERS: Final = string.ascii_letters
SELECTOR_LETTERS: Final = 32


class Charging(Protocol):
    """The part of the desk that a shop's server may use."""

    def coin(self, code: str) -> Coin:
        """A coin on offer. Raises Refused("unknown_coin")."""

    def coins(self) -> tuple[Coin, ...]:
        """All coins the shop takes, in the order they are shown."""

    def is_offered(self, code: str) -> bool:
        """Whether a customer may be asked for this coin now."""

    async def charge(self, order: Order) -> Invoice:
        """A new invoice, durable when it is returned."""

    async def choose_method(self, id: InvoiceId, code: str, refund_to: str = "") -> Invoice:
        """The invoice with an address in this coin."""

    async def cancel(self, id: InvoiceId, by: str) -> Invoice:
        """Called off. Raises Refused("received") or Refused("closed")."""


class Paying(Protocol):
    """The part of the desk that the customer's page may use."""

    def coins(self) -> tuple[Coin, ...]:
        """All coins the shop takes, in the order they are shown."""

    def is_offered(self, code: str) -> bool:
        """Whether a customer may be asked for this coin now."""

    async def choose_method(self, id: InvoiceId, code: str, refund_to: str = "") -> Invoice:
        """The invoice with an address in this coin. Raises Refused."""

    def request(self, invoice: Invoice) -> Request:
        """What is still to be paid, as a wallet is asked for it."""


class Reading(Protocol):
    """The part of the records that shops and their customers may ask."""

    def recent(self, id: str) -> Invoice | None:
        """From memory only; never waits."""

    async def invoice(self, id: str) -> Invoice:
        """From wherever it is. Raises Refused("unknown_invoice")."""

    async def by_selector(self, selector: str) -> Invoice:
        """By its public name. Raises Refused("unknown_invoice")."""

    async def search(self, search: Search) -> Sequence[Invoice]:
        """A list, in the order asked for."""

    async def deliver_again(self, delivery_id: str) -> None:
        """Try a delivery once more, now. Raises Refused("unknown_delivery")."""


class RateAges(Protocol):
    """How old the prices of coins are."""

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each rate ("ETH/EUR") was true; None where there is none."""


class Prices(RateAges, Protocol):
    """What coins cost, from memory."""

    def currencies(self) -> tuple[str, ...]:
        """The codes of all currencies that prices may be in."""

    def rate(self, code: str, currency: str) -> Rate:
        """The current rate. Raises Refused("no_rate")."""


class Admitting(Protocol):
    """The keys of online shops."""

    def allowed(self, secret: str, scope: Scope) -> ApiKey | None:
        """The living key of this secret that has the scope; an unknown one takes as long."""


class Returning(Protocol):
    """The door to money that goes back."""

    async def listed(
        self, returns: tuple[Returns, ...], limit: int, skip: int = 0
    ) -> Sequence[Invoice]:
        """Invoices with money that goes back, in these states; empty means in any."""

    async def claim(self, id: InvoiceId, chain: ChainId, text: str, by: str = "") -> Invoice:
        """Note where money on a chain goes back to. Raises Refused("invalid_address")."""

    async def approve(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        """Let a planned refund go. Raises Refused."""

    async def retry(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        """Plan a refund anew that came to nothing. Raises Refused."""

    async def note_sent(self, id: InvoiceId, refund_id: str, txid: str, by: str) -> Invoice:
        """The owner's own wallet paid it. Raises Refused."""


class Hooking(Protocol):
    """The shop's webhook endpoints."""

    async def listed(self) -> Sequence[Endpoint]:
        """All endpoints, oldest first."""

    async def add(self, url: str, events: Sequence[str] = (), id: str = "") -> Endpoint:
        """A new one, called `id` if that is given. Raises Refused for what cannot be."""

    async def change(
        self,
        id: str,
        *,
        url: str | None = None,
        events: Sequence[str] | None = None,
        is_on: bool | None = None,
    ) -> Endpoint:
        """The endpoint as it is now. Raises Refused("unknown_endpoint")."""

    async def remove(self, id: str) -> None:
        """Take one off the list. Raises Refused("unknown_endpoint")."""

    async def rotate(self, id: str) -> Endpoint:
        """Sign with a new secret; the old one also signs for a day."""

    def secret_of(self, endpoint: Endpoint) -> str:
        """The secret that signs now."""

    async def test(self, id: str) -> Outcome:
        """Send one event "test" at once."""

    async def log(
        self, id: str, limit: int, skip: int = 0
    ) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """What was sent, the newest first, with every try."""


class Keeping(Protocol):
    """Where small texts are kept by name, across restarts."""

    async def kept(self, name: str) -> str | None:
        """What is kept under this name."""

    async def keep(self, name: str, text: str | None) -> None:
        """Keep a text; None throws it away."""


class PracticeControls(Protocol):
    """The customer's side of the practice chain, for developers of shops."""

    def pay(self, address: str, amount: str) -> str:
        """Pay decimal text in the coin of that address; the answer is the transaction's hash."""

    def mine(self, blocks: int) -> int:
        """Make blocks; the answer is the new height."""


def unguessable_selector() -> str:
    """The public name of an invoice: 32 letters, 182 bits."""
    number, letters = secrets.randbelow(len(LETTERS) ** SELECTOR_LETTERS), []
    for _ in range(SELECTOR_LETTERS):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrePay:
    """How the invoice protocol is spoken; see `[librepay]` of the settings."""

    secret: str = field(default="", repr=False)
    is_expiry_iso: bool = False
    one_payment: bool = False
    coin_colon: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who may call, and what they get.

    `coin` is what a shop charges in. `allow` and `trusted_proxies` are addresses or CIDR ranges.
    `origins` are web origins ("https://shop.example") whose pages may call; `hosts` are names this
    server is known by besides its listen address. `public_per_s` and `public_burst` bound how often
    one foreign address may ask for a status. `currency` is the shop's own, `public_url`
    where customers reach this server, "" if nobody said.
    """

    coin: str
    allow: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    public_per_s: int = 20
    public_burst: int = 400
    currency: str = "EUR"
    public_url: str = ""
    librepay: LibrePay = LibrePay()


@dataclass(frozen=True, slots=True, kw_only=True)
class PayPages:
    """What the customer's pages need: whose shop it is, in which languages, and who may claim.

    `frame_ancestors` are the sites that may show the pages inside their own, none by default.
    """

    desk: Paying
    claims: Claims
    tongues: Tongues
    shop_name: str
    public_url: str = ""
    frame_ancestors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Everything the web face may use; `practice` only where the money is play money.

    `new_selector` makes the public name of an invoice.
    """

    desk: Charging
    records: Reading
    feed: Feed
    clock: Clock
    settings: Settings
    rates: Prices | None = None
    practice: PracticeControls | None = None
    access: Admitting | None = None
    refunds: Returning | None = None
    hooks: Hooking | None = None
    shelf: Keeping | None = None
    new_selector: Callable[[], str] = unguessable_selector
    pay: PayPages | None = None
