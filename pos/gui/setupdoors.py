"""What the set-up assistant may ask of the shop: small Protocols and the values they answer with.

All of it lives in the engine's thread: only `bridge` may touch it. Settings are named by their
keys in the config ("wallets.BTC.key"), with plain values; None takes one out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pos.domain.money import Fiat, Rate

Changes = Mapping[str, object | None]


class Step(StrEnum):
    """The pages, in their order."""

    LANGUAGE = "language"
    START = "start"
    SHOP = "shop"
    OWNER = "owner"
    COINS = "coins"
    POLICY = "policy"
    RATES = "rates"
    GOODS = "goods"
    TRIAL = "trial"
    OPEN = "open"


class Mark(StrEnum):
    """What became of a step."""

    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Up to this price (None: any), so many confirmations."""

    up_to: Decimal | None
    confirmations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinSeen:
    """A coin that the shop could take, and how it stands in the settings.

    `wallet` is the section its money goes to, `chain` the section it is read from, `family` the
    kind of chain ("eip155", "bip122", "monero"). `has_wallet`, `has_nodes` and `is_on` are of the
    settings; `waits` says that it was entered here and is switched on when the shop opens.
    `tiers` are those in force, `usual` those of the coin's file.
    """

    code: str
    title: str
    wallet: str
    chain: str
    has_wallet: bool
    is_on: bool
    waits: bool
    has_nodes: bool
    is_token: bool
    tiers: Sequence[Tier]
    usual: Sequence[Tier]
    block_s: int
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A country, as the language in use names it, and what is paid in there."""

    code: str
    name: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupSeen:
    """How far the set-up is. `values` are plain settings by key, as they stand now."""

    folder: str
    is_first: bool
    is_done: bool
    here: Step
    marks: Mapping[Step, Mark]
    values: Mapping[str, object]
    coins: Sequence[CoinSeen]
    products: int
    has_pin: bool
    has_sheet: bool
    languages: Sequence[tuple[str, str]] = (("en", "English"),)
    regions: Sequence[Region] = ()
    currencies: Sequence[str] = ("EUR", "USD", "GBP", "CHF")
    services: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherKind:
    """The first address of the same wallet under another kind, and what to keep to have those."""

    script: str
    first: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletSeen:
    """What a key or an address means: its first receiving address.

    `kind` says where that stands in the owner's wallet, `script` which kind of address it is (of
    Bitcoin's kind only), and `is_guess` that the key did not tell.
    """

    first: str
    kind: str = ""
    script: str = ""
    is_guess: bool = False
    others: Sequence[OtherKind] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTold:
    """How a rate service answered, or what one coin costs by all of them (its `rate`)."""

    name: str
    trouble: str = ""
    rate: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One product of a file, as it would be imported."""

    line: int
    title: str
    price: Fiat
    category: str = ""
    barcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a line of a file."""

    line: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What an import would do; nothing has been changed. A file with faults is not imported."""

    path: str
    listed: Sequence[Listed] = ()
    faults: Sequence[Fault] = ()
    unread: Sequence[str] = field(default=())


class NotesDoor(Protocol):
    """How far the set-up is, and the settings it writes."""

    async def seen(self) -> SetupSeen:
        """Everything the assistant shows."""

    async def mark(self, step: Step, mark: Mark | None, here: Step) -> None:
        """Note what became of a step, and where the owner is now."""

    async def save(self, changes: Changes) -> None:
        """Write settings down. Raises Refused with what to correct; then nothing is changed."""

    async def finish(self, *, is_open: bool) -> None:
        """The owner leaves the assistant; with `is_open` new coins are switched on. Refused."""


class WalletsDoor(Protocol):
    """Whose money it is, and where it is seen."""

    async def look(self, code: str, changes: Changes) -> WalletSeen:
        """What the settings with these changes mean. Raises Refused with what is wrong."""

    async def trials(self, code: str, changes: Changes) -> Sequence[str]:
        """The connections that would be tried. Raises Refused."""

    async def attempt(self, code: str, changes: Changes, subject: str) -> str:
        """Try one of them: "" if it works, else why not."""


class OwnerDoor(Protocol):
    """The owner's PIN, and the code on paper that replaces it once it is forgotten."""

    async def choose(self, pin: str, before: str) -> None:
        """Set the shop's PIN; `before` is the one there is, if there is one. Raises Refused."""

    async def has_pin(self) -> bool:
        """Whether the shop has one, be it open or not."""

    async def check(self, pin: str) -> None:
        """Return if it is the shop's PIN. Raises Refused."""

    async def new_code(self, pin: str) -> str:
        """A code for a new sheet, which opens nothing before it is kept. Raises Refused."""

    async def keep_code(self, pin: str, code: str) -> None:
        """It stands on paper now: it counts, and the one before is void. Raises Refused."""


class GoodsDoor(Protocol):
    """What there is to sell."""

    async def try_file(self, path: Path, currency: str) -> DryRun:
        """What importing this file would do. Raises Refused if it cannot be read."""

    async def import_file(self, path: Path, currency: str) -> int:
        """Import it; the answer is how many products. Raises Refused."""

    async def add_demo(self, currency: str) -> int:
        """Put the demo shop's products in; the answer is how many."""


class PricesDoor(Protocol):
    """What coins cost."""

    async def ask(self, changes: Changes) -> Sequence[RateTold]:
        """Ask the services as the settings with these changes name them. Raises Refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """What a restored backup brought: `waiting` refunds need a person, `note` what is amiss."""

    taken_at: int
    sales: int
    waiting: int = 0
    note: str = ""


class RestoreDoor(Protocol):
    """A shop that comes back from its backup."""

    async def restore(self, path: Path, passphrase: str) -> PutBack:
        """Put it into this profile, which must have none yet. Raises Refused or Trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupDoor:
    """All of it."""

    notes: NotesDoor
    wallets: WalletsDoor
    owner: OwnerDoor
    goods: GoodsDoor
    prices: PricesDoor
    backups: RestoreDoor
    is_first: bool = False
    """Whether the assistant opens by itself."""
