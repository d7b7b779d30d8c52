"""What the window may ask of the engine: its doors as small Protocols, together in one value.

The real doors are `Desk`, `Records`, `Till` and `Feed`; they fit by their shape. All of it lives
in the engine's thread: only `bridge` may touch it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from pos.domain.ids import ChainId, InvoiceId, SaleId
from pos.domain.money import Amount, Rate
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund
from pos.domain.ports.journal import Search
from pos.domain.ports.outbox import Attempt, Delivery, Outcome
from pos.domain.ports.payments import Entry
from pos.domain.ports.rates import RateSeen, RateSource
from pos.domain.ports.shops import ApiKey, Endpoint, Scope
from pos.domain.retail.cart import Cart
from pos.domain.retail.product import Product
from pos.domain.retail.receipt import Receipt
from pos.domain.retail.sale import Sale
from pos.engine.feed import ChainSeen, News
from pos.engine.refund_rules import WaitFor
from pos.engine.refunds import PayerSeen
from pos.gui.backoffice import BackupDoor, DoctorDoor, Reach, SettingsDoor
from pos.gui.program import ProgramDoor
from pos.gui.setupdoors import SetupDoor


class Charged(Protocol):
    """A sale that was just made, and the invoice the customer is shown for it."""

    @property
    def sale(self) -> Sale:
        """The sale as it was kept."""

    @property
    def invoice(self) -> Invoice:
        """What is to be paid."""


class Request(Protocol):
    """What is still to be paid, as a wallet reads it."""

    @property
    def due(self) -> Amount:
        """How much is missing; the whole price while nothing came."""

    @property
    def qr(self) -> str:
        """The text of the code."""

    @property
    def uri(self) -> str:
        """The wallet link."""


class DeskDoor(Protocol):
    """Payments."""

    def coins(self) -> tuple[Coin, ...]:
        """The coins the shop takes, in the order of their chips."""

    def is_offered(self, code: str) -> bool:
        """Whether a customer may be asked for this coin now: its payments can be seen."""

    def request(self, invoice: Invoice) -> Request:
        """What an invoice still asks for in the coin shown now. Never waits."""

    async def choose_method(self, id: InvoiceId, code: str) -> Invoice:
        """Show the prompt of another coin."""

    async def cancel(self, id: InvoiceId, by: str) -> Invoice:
        """Call it off before any money was seen."""

    async def accept_anyway(self, id: InvoiceId, by: str) -> Invoice:
        """Take the money there is as full payment."""


class RecordsDoor(Protocol):
    """The past."""

    async def invoice(self, id: str) -> Invoice:
        """One invoice."""

    async def search(self, search: Search) -> Sequence[Invoice]:
        """Invoices, newest first."""

    async def entries(self, id: str) -> Sequence[Entry]:
        """An invoice's timeline, oldest first."""

    async def deliveries(self, id: str) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """The messages to the online shop about an invoice, with their tries."""

    async def deliver_again(self, delivery_id: str) -> None:
        """Try a message once more."""


class CatalogueDoor(Protocol):
    """What there is to sell."""

    async def products(self, *, text: str = "", category: str = "") -> Sequence[Product]:
        """The products that match."""

    async def categories(self) -> Sequence[str]:
        """Every category once."""

    async def by_barcode(self, code: str) -> Product | None:
        """The product with this barcode."""


class SalesDoor(Protocol):
    """Sales at the counter."""

    async def charge(self, cart: Cart, code: str | None = None) -> Charged:
        """Keep the sale and ask for its money in this coin."""

    async def hold(self, cart: Cart, label: str = "") -> Sale:
        """Set a cart aside."""

    async def held(self) -> Sequence[Sale]:
        """The carts set aside."""

    async def recall(self, id: SaleId) -> Cart:
        """Take a cart back."""

    async def sale(self, id: SaleId) -> Sale:
        """One sale."""

    async def receipt(self, id: SaleId) -> Receipt:
        """The receipt of a sale."""


class TillDoor(CatalogueDoor, SalesDoor, Protocol):
    """Retail."""


class FeedDoor(Protocol):
    """News."""

    def subscribe(self, hear: Callable[[News], None]) -> Callable[[], None]:
        """Hear all news from now on; the answer ends it."""

    def chains(self) -> tuple[ChainSeen, ...]:
        """The last word on every chain."""


class RatesDoor(Protocol):
    """What coins cost, how sure that is, and the manager's own word on it."""

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each rate ("ETH/EUR") was true; None where there is none."""

    def rates(self) -> Sequence[RateSeen]:
        """How each coin stands in the shop's currency."""

    def sources(self) -> Sequence[RateSource]:
        """How each rate service was found last."""

    async def set_rate(
        self, pair: tuple[str, str], per_coin: Fraction, pin: str, for_s: int
    ) -> Rate:
        """Go by this price of a coin in a currency for so many seconds. Raises Refused."""

    async def end_rate(self, pair: tuple[str, str], pin: str) -> None:
        """Go by the rate services again. Raises Refused."""


class PinDoor(Protocol):
    """The manager's PIN."""

    @property
    def may_choose(self) -> bool:
        """Whether the first one may be chosen at the till."""

    async def is_set(self) -> bool:
        """Whether there is one."""

    async def choose(self, pin: str) -> None:
        """Set the first one. Raises Refused."""

    async def check(self, pin: str) -> None:
        """Return if it is the manager's. Raises Refused."""

    async def recover(self, code: str, pin: str) -> None:
        """Set a new one for who has the code of the recovery sheet. Raises Refused."""


class RefundsDoor(Protocol):
    """Money that goes back."""

    def waits_for(self, refund: Refund) -> WaitFor | None:
        """What holds a refund up; None if nothing does."""

    def address(self, chain: ChainId, text: str) -> str:
        """An address that somebody typed, as its chain writes it. Raises Refused."""

    def request(self, refund: Refund) -> Request:
        """What the owner's own wallet is asked for."""

    def payers(self) -> Sequence[PayerSeen]:
        """Who sends money back on each chain."""

    async def claim(self, id: InvoiceId, chain: ChainId, text: str, by: str = "") -> Invoice:
        """Note where money on a chain goes back to."""

    async def approve(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        """Let a planned refund go."""

    async def retry(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        """Plan a refund anew that came to nothing."""

    async def hand_over(self, id: InvoiceId, refund_id: str, by: str, units: int) -> Invoice:
        """Leave a planned refund to the owner's own wallet."""

    async def note_sent(self, id: InvoiceId, refund_id: str, txid: str, by: str) -> Invoice:
        """The owner's own wallet has paid it."""

    async def unlock(self, chain: ChainId, passphrase: str) -> None:
        """Open the refund wallet of a chain for this run."""


class AccessDoor(Protocol):
    """The keys of online shops."""

    async def listed(self) -> Sequence[ApiKey]:
        """All keys, oldest first, the revoked ones, too."""

    async def make(self, name: str, scopes: Collection[Scope]) -> tuple[ApiKey, str]:
        """A new key and its secret, which is told this one time. Raises Refused."""

    async def revoke(self, id: str) -> None:
        """End a key. Raises Refused."""


class HooksDoor(Protocol):
    """Who is told of what happens to invoices."""

    async def listed(self) -> Sequence[Endpoint]:
        """All endpoints, oldest first."""

    async def add(self, url: str) -> Endpoint:
        """Tell this address of everything from now on. Raises Refused."""

    async def change(
        self, id: str, *, events: Sequence[str] | None = None, is_on: bool | None = None
    ) -> Endpoint:
        """Change what is named. Raises Refused."""

    async def rotate(self, id: str) -> Endpoint:
        """Give an endpoint a new secret; for a day the old one signs beside it. Raises Refused."""

    async def remove(self, id: str) -> None:
        """Tell an endpoint nothing any more. Raises Refused."""

    def secret_of(self, endpoint: Endpoint) -> str:
        """What signs for an endpoint, for its owner's eyes only."""

    async def test(self, id: str) -> Outcome:
        """Send a test event at once, and only once. Raises Refused."""

    async def log(self, id: str, limit: int) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """What was sent to an endpoint, the newest first."""


class PracticePhone(Protocol):
    """The customer of practice mode."""

    async def pay(self, address: str, amount: Amount, parts: int = 1, delay_s: float = 0) -> str:
        """Send play money there, in so many transactions; the last one's id is the answer."""

    async def double_spend(self, txid: str) -> None:
        """Take a payment back that is not in a block yet."""

    async def mine(self, blocks: int) -> int:
        """Make blocks; the answer is the new height."""

    async def set_offline(self, is_offline: bool) -> None:
        """Cut the till off from the network, or join it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFacts:
    """What never changes while the window is open. `listen` is the online shop's address or "".

    `opens_setup`: this is the profile's first start, or its set-up was interrupted.
    """

    name: str
    currency: str
    is_practice: bool
    listen: str = ""
    opens_setup: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shopfront:
    """All doors of a running shop."""

    desk: DeskDoor
    records: RecordsDoor
    till: TillDoor
    feed: FeedDoor
    practice: PracticePhone | None
    facts: ShopFacts
    access: AccessDoor
    hooks: HooksDoor
    rates: RatesDoor | None = None
    refunds: RefundsDoor | None = None
    pin: PinDoor | None = None
    settings: SettingsDoor | None = None
    backups: BackupDoor | None = None
    doctor: DoctorDoor | None = None
    reach: Reach | None = None
    setup: SetupDoor | None = None
    program: ProgramDoor | None = None
