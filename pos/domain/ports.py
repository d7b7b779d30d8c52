"""What the engine asks of the world: small Protocols that the adapters fill.

The engine and the till get these as arguments and never import an adapter.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from pos.domain.ids import ChainId, InvoiceId, WalletId
from pos.domain.money import Amount, Asset, Rate
from pos.domain.payment.coin import Coin
from pos.domain.payment.deposit import Deposit, Look, Sighting
from pos.domain.payment.effects import Effect
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import SignedTx


class Clock(Protocol):
    """Time, so that tests can own it."""

    def now(self) -> int:
        """UNIX seconds of the wall clock."""

    async def sleep(self, seconds: float) -> None:
        """Wait at least this long."""


# ---- chains ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """An address whose balance is to be checked, because some money leaves no transfer.

    `accounted` is the confirmed sum of its known deposits.
    """

    address: str
    accounted: Amount


class Watched(Protocol):
    """The addresses of ours on one chain. Every answer is a hash look-up."""

    def __contains__(self, address: object, /) -> bool:
        """Is this address ours? Addresses are the chain's canonical text (EVM: lower case)."""

    def oldest_at(self) -> int | None:
        """When the oldest address was first shown, in UNIX seconds; None if there is none."""

    def since(self, place: int) -> Sequence[tuple[str, int]]:
        """The addresses from this place of the list on, each with when it was first shown.

        The list only grows: 0 gives all of it, and the place to go on from is `place` and as many
        more as were given.
        """

    def suspects(self, asset: Asset, limit: int) -> Sequence[Suspect]:
        """At most `limit` addresses whose balance in this asset is to be checked in this look.

        Each one comes up often while it is young and ever more rarely later.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What one successful reading of a chain brought.

    All payments to watched addresses in blocks `from_height`..`height`, and in the pool where
    `with_pool`: a known payment that should be in that range and is not has gone. `cursor` is
    the chain's own note of where the next look goes on, opaque to everybody else. `is_behind`
    says that the head is further on: more blocks are to be read before anything is missing; then
    `head` is how far, where that is known.
    """

    height: int
    from_height: int
    with_pool: bool
    sightings: tuple[Sighting, ...]
    cursor: str
    block_time: int | None = None
    is_behind: bool = False
    head: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One server or node that a chain is read from, as it was found last.

    `name` is for people and holds no secret (`host:port`, with the kind of source where there are
    several); `height` its newest block, None if it never told; `trouble` is "" while it is well.
    """

    name: str
    is_connected: bool
    height: int | None = None
    trouble: str = ""


class Chain(Protocol):
    """A chain that can be read."""

    @property
    def id(self) -> ChainId:
        """CAIP-2 name."""

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """Read everything since the cursor (None: start at the head), reorganised blocks again.

        A long gap is read in bounded chunks: a Glance may stop short of the head, and the next
        look goes on from its cursor. Raises Trouble if the chain cannot be read, and Distrust if
        its sources contradict each other; then nothing may be concluded.
        """

    async def changed(self) -> None:
        """Return as soon as another look is worth it: pushed news, or the poll interval."""

    def sources(self) -> Sequence[Source]:
        """How each server or node of this chain was found last. Never waits."""

    async def close(self) -> None:
        """Let go of connections."""


class Wallet(Protocol):
    """A source of receiving addresses that needs no private key."""

    @property
    def id(self) -> WalletId:
        """Fingerprint of the public key: two chains with one key share one index."""

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """The addresses number `first`.. in canonical text; the same numbers give the same ones."""


class Scribe(Protocol):
    """How a coin's payment request is written."""

    def qr(self, due: Amount, address: str) -> str:
        """The text of the default QR code."""

    def uri(self, due: Amount, address: str) -> str:
        """The wallet link (BIP21, EIP-681)."""

    def address(self, text: str) -> str:
        """An address that somebody typed, in the chain's canonical text.

        Raises Refused("invalid_address") in words for a customer, saying what is wrong: no address
        at all, mistyped, of another network.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way to pay that the shop offers: coin, chain to watch, addresses to use."""

    coin: Coin
    chain: ChainId
    wallet: Wallet
    scribe: Scribe


class Rates(Protocol):
    """What coins cost. Answers come from memory; nobody waits for a network."""

    def rate(self, code: str, currency: str) -> Rate:
        """The current rate. Raises Refused("no_rate") when there is none fresh enough."""


class Basis(StrEnum):
    """What a rate rests on."""

    SOURCES = "sources"
    """What the rate services agree on now."""
    LAST_GOOD = "last_good"
    """What they last agreed on, with a wider spread."""
    FIXED = "fixed"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSeen:
    """How one coin stands in one currency.

    `rate` is what customers pay now, None if there is none to be trusted; `last` what the services
    last agreed on, however old. A manual rate holds `until` a UNIX second. `trouble` says why the
    services are not believed now, or is "".
    """

    code: str
    currency: str
    rate: Rate | None
    basis: Basis | None
    last: Rate | None = None
    until: int | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSource:
    """One rate service: when it told prices last, None if never; `trouble` is "" while well."""

    name: str
    told_at: int | None
    trouble: str = ""


class RateDesk(Rates, Protocol):
    """The shop's rates for its people: to see how they stand, and to set one by hand."""

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each rate ("ETH/EUR") was true; None where there is none."""

    def rates(self) -> Sequence[RateSeen]:
        """How each coin stands in the shop's currency."""

    def sources(self) -> Sequence[RateSource]:
        """How each rate service was found last."""

    async def set_rate(self, code: str, currency: str, per_coin: Fraction, for_s: int) -> Rate:
        """Go by this price for so many seconds, durably.

        Raises Refused: unknown_coin, invalid_rate.
        """

    async def end_rate(self, code: str, currency: str) -> None:
        """Go by the rate services again."""


# ---- money that goes back --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PayBack:
    """One refund, as a payer is asked to sign it.

    `amount` is what leaves the shop's hands: the fee is taken off it. `rates` are the invoice's
    own, in one currency, for a fee that is paid in another coin. `id` is the refund's.
    """

    id: str
    amount: Amount
    to: str
    rates: tuple[Rate, ...] = ()


class PayerState(StrEnum):
    """Whether a payer can sign now."""

    READY = "ready"
    LOCKED = "locked"
    """Somebody has to give the passphrase."""
    BY_HAND = "by_hand"
    """The owner's own wallet signs; nothing here can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """What a payer has to spend, and where it can be filled up. `known_at` in UNIX seconds."""

    address: str
    balances: tuple[Amount, ...]
    known_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """None of a refund's transactions is in a block; `is_known` says that a node has one."""

    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mined:
    """One is in a block, `confirmations` deep; carried out, unless it `has_failed` there."""

    txid: str
    confirmations: int
    has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """None can ever arrive: what they spend was spent elsewhere, and that is final. In words."""

    why: str


Fate = Pending | Mined | Lost


class Payer(Protocol):
    """A wallet of the shop's that sends money back on one chain.

    Only one call of `sign` or `bump` is under way at a time, and what it gave is committed before
    the next: the caller sees to that.
    """

    @property
    def chain(self) -> ChainId:
        """CAIP-2 name of the chain it pays on."""

    @property
    def state(self) -> PayerState:
        """Whether it can sign now. Never waits."""

    async def unlock(self, passphrase: str) -> None:
        """Open the keystore for this run. Raises Refused("wrong_passphrase")."""

    async def purse(self) -> Purse:
        """What there is to spend. Raises Trouble, or Refused("locked")."""

    async def is_plain(self, address: str) -> bool:
        """Whether whoever sent from this address can take money back there: no contract's code."""

    async def sign(self, order: PayBack, reserved: Collection[str]) -> SignedTx:
        """Sign a payment of the amount less its fee; nothing is broadcast.

        `reserved` names what payments that are signed and not final yet spend: it must not be spent
        again. Raises Refused: "eaten" if the fee would leave nothing worth sending, "no_funds",
        "no_rate", "locked"; Trouble if the chain does not answer.
        """

    async def bump(self, order: PayBack, versions: Sequence[SignedTx]) -> SignedTx | None:
        """Another version with a higher fee that spends the same; None if none is called for.

        Raises like `sign`.
        """

    async def send(self, tx: SignedTx) -> None:
        """Broadcast; one that is known already, in the pool or a block, is no error.

        Raises Trouble when it is not known whether it went out, Refused("rejected") when the chain
        says no: `fate` tells what that means.
        """

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """What became of a refund's transactions. Raises Trouble, never guesses."""

    async def close(self) -> None:
        """Forget the keys and let go of connections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMoney:
    """Money that came to an address of the owner's wallet, which has this number there."""

    deposit: Deposit
    key_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """A payment for the owner's own wallet to sign; the customer gets `pays` of it."""

    raw: bytes
    pays: Amount


class Psbts(Protocol):
    """Writes payments that the owner's own wallet signs, on chains that know such files."""

    async def psbt(self, order: PayBack, money: Sequence[OwnMoney]) -> Unsigned:
        """The payment of the amount less its fee out of all this money, unsigned (BIP174).

        Raises Refused: "eaten", "no_funds", "no_change", "no_psbt"; Trouble if the chain does not
        answer.
        """

    async def close(self) -> None:
        """Let go of connections."""


# ---- storage --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of an invoice's journal: which fact, when, in words a person can read."""

    at: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """A caller's own key for one request, so that asking twice makes one invoice.

    `digest` tells a repetition from another request under the same key.
    """

    key: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One unit of work: the invoice as it shall be, and everything that must be true with it.

    `invoice.version` is one more than the version it was made from; 1 inserts it.
    """

    invoice: Invoice
    entries: tuple[Entry, ...] = ()
    effects: tuple[Effect, ...] = ()
    idempotency: Idempotency | None = None


class Payments(Protocol):
    """The store of invoices."""

    async def commit(self, change: Change) -> None:
        """Make it durable, all or nothing; it has been written to disk when this returns.

        Raises Conflict if another version was committed first; Refused("duplicate") if the
        selector, the idempotency key, or an address index is already taken.
        """

    async def invoice(self, id: InvoiceId) -> Invoice | None:
        """The newest committed version."""

    async def by_selector(self, selector: str) -> Invoice | None:
        """The newest committed version, by its public name."""

    async def by_idempotency(self, key: str) -> tuple[InvoiceId, str] | None:
        """The invoice made under this key, and the digest of the request that made it."""

    async def unsettled(self) -> Sequence[Invoice]:
        """Every invoice that is open, or has a deposit less deep than `final`, at start-up."""

    async def next_index(self, wallet: WalletId) -> int:
        """One more than the highest address index ever committed for this wallet; 0 if none."""

    async def paid_indexes(self, wallet: WalletId) -> Sequence[int]:
        """The index of every address of this wallet whose invoice got money there, rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedAddress:
    """An address that was shown once, for the watch set at start-up.

    `accounted` is how much of the chain's own coin known deposits explain there, in atomic units.
    """

    address: str
    invoice: InvoiceId
    asset: Asset
    created_at: int
    accounted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a chain was read: the chain's cursor and the look that made it."""

    cursor: str
    look: Look


class Journal(Protocol):
    """What the watchers and the people at the till read back."""

    async def addresses(self, chain: ChainId) -> Sequence[WatchedAddress]:
        """Every address ever shown on a chain."""

    async def mark(self, chain: ChainId) -> Mark | None:
        """How far this chain was read, or None before its first look."""

    async def save_mark(self, mark: Mark) -> None:
        """Remember it, durably; called last, so that a crash repeats the look."""

    async def entries(self, id: InvoiceId) -> Sequence[Entry]:
        """An invoice's journal, oldest first."""

    async def search(self, query: "Search") -> Sequence[Invoice]:
        """Invoices, in the order asked for."""

    async def sent_back_since(self, since: int) -> Sequence[Invoice]:
        """Every invoice with a refund that was signed or sent at or after this UNIX second."""


class SortBy(StrEnum):
    """How a list of invoices is ordered. Prices compare within one currency."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BIGGEST = "biggest"
    SMALLEST = "smallest"


class Returns(StrEnum):
    """Where the money of an invoice that goes back stands: the state that asks for most care."""

    NOTHING = ""
    OWED = "owed"
    """It waits for confirmations, or for somebody to name an address."""
    PLANNED = "planned"
    SIGNED = "signed"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which invoices to list: all of these must hold.

    `text` matches id, address, transaction, reference or line titles; `stages` empty means all.
    `code` is the coin shown last. `returns` picks invoices by where money that goes back stands
    (see `Returns`); empty means all.
    """

    text: str = ""
    stages: tuple[str, ...] = ()
    since: int | None = None
    door: str | None = None
    limit: int = 100
    skip: int = 0
    sort: SortBy = SortBy.NEWEST
    code: str | None = None
    returns: tuple[Returns, ...] = ()


# ---- outbox ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A committed effect and how often it was tried.

    `due_at` is None when nothing is left to do; `id` never changes between tries.
    """

    id: str
    effect: Effect
    created_at: int
    due_at: int | None
    tries: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try, for the delivery log."""

    delivery: str
    at: int
    outcome: str
    took_ms: int


class Outbox(Protocol):
    """The store of effects that are committed and not yet carried out."""

    async def due(self, now: int, limit: int, busy: Collection[str] = ()) -> Sequence[Delivery]:
        """Deliveries to try now, oldest first.

        Of each lane of each invoice only the oldest unfinished one is given. Those whose effect's
        `recipient` is busy are left out.
        """

    async def next_due_at(self) -> int | None:
        """When the next try is due, or None if nothing waits."""

    async def settle(self, delivery: Delivery, attempt: Attempt) -> None:
        """Write down a try and when the next one is due; the rest of its lane waits as long."""

    async def attempts(self, id: InvoiceId) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """The delivery log of one invoice."""

    async def again(self, delivery_id: str, now: int) -> None:
        """Make a delivery due once more, delivered or not, and what waits in its lane.

        Raises Refused("unknown_delivery").
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The other side accepted it."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """Not this time; the other side or the way to it may recover."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """It will never be accepted as it is; a person has to look."""

    note: str


Outcome = Delivered | TryAgain | GivenUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A webhook endpoint as the postman needs it: where it is, and what signs.

    `secrets` are the current one and, for a day after a rotation, the one before.
    """

    url: str
    is_on: bool
    secrets: tuple[str, ...] = field(repr=False)


class Postman(Protocol):
    """Carries one delivery outside; failures of the outside are answers, not exceptions."""

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Try once."""


# ---- who may ask, and who is told -------------------------------------------------------------


class Scope(StrEnum):
    """What a key of an online shop lets its holder do."""

    CREATE = "invoices:create"
    READ = "invoices:read"
    REFUND = "refunds"
    WEBHOOKS = "webhooks"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as it is kept: `digest` is SHA-256 of the secret, which nobody can read again.

    The secret that is given out is "flo_" + `id` + "_" + 43 letters and digits.
    """

    id: str
    name: str
    digest: bytes
    scopes: frozenset[Scope]
    created_at: int
    revoked_at: int | None = None


class Keys(Protocol):
    """The store of API keys. The running shop sees what another program changes within seconds."""

    async def key(self, id: str) -> ApiKey | None:
        """One key, revoked or not."""

    async def keys(self) -> Sequence[ApiKey]:
        """All keys, oldest first."""

    async def add_key(self, key: ApiKey) -> None:
        """Keep a new key. Raises Refused("duplicate") for a name that a living key has."""

    async def revoke_key(self, id: str, at: int) -> None:
        """End a key. Raises Refused("unknown_key")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A webhook endpoint.

    `events` are names or prefixes ("invoice." or "refund.confirmed"); empty means all. Its signing
    secrets are derived from the shop's and `secret_number`; after a rotation the one before signs,
    too, until `previous_until`.
    """

    id: str
    url: str
    events: tuple[str, ...]
    created_at: int
    is_on: bool = True
    secret_number: int = 1
    previous_until: int = 0


class Endpoints(Protocol):
    """The store of webhook endpoints."""

    async def endpoint(self, id: str) -> Endpoint | None:
        """One of them, also one that was removed (then it is not on)."""

    async def endpoints(self) -> Sequence[Endpoint]:
        """Those that were not removed, oldest first."""

    async def save_endpoint(self, endpoint: Endpoint) -> None:
        """Add or change one."""

    async def remove_endpoint(self, id: str) -> None:
        """Take one off the list; what waits for it is given up.

        Raises Refused("unknown_endpoint").
        """

    async def endpoint_log(
        self, id: str, limit: int, skip: int = 0
    ) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """What was sent to an endpoint, the newest first, each with its tries."""


class Shelf(Protocol):
    """Small things that the shop keeps by name, such as the manager's PIN (hashed)."""

    async def kept(self, name: str) -> str | None:
        """What is kept under this name."""

    async def keep(self, name: str, text: str | None) -> None:
        """Keep a text instead of what was there; None throws it away."""
