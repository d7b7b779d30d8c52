"""The assistant's doors in memory: a wallet that is known, a file that is there, a PIN."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from pos.domain.errors import Refused
from pos.domain.money import Fiat, Rate
from pos.gui.setupdoors import (
    Changes,
    CoinSeen,
    DryRun,
    Fault,
    Listed,
    Mark,
    OtherKind,
    PutBack,
    RateTold,
    Region,
    SetupDoor,
    SetupSeen,
    Step,
    Tier,
    WalletSeen,
)

KNOWN_KEY = "zpub6known"
ADDRESS = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu"
OTHER = "3GtVZYzsKF6Feikdjd4bDyPdAiyeHANY9b"
SEED = "abandon ability able about above absent absorb abstract absurd abuse access accident"
CODE = "7K2QM-0ZV4X-RPT9C-BD6HN"

QUICK = (
    Tier(up_to=Decimal(50), confirmations=0),
    Tier(up_to=Decimal(500), confirmations=1),
    Tier(up_to=None, confirmations=6),
)
SLOW = (Tier(up_to=Decimal(50), confirmations=2), Tier(up_to=None, confirmations=12))


def coin(code: str, title: str, family: str, wallet: str = "") -> CoinSeen:
    is_evm = family == "eip155"
    return CoinSeen(
        code=code,
        title=title,
        wallet=f"wallets.{wallet or code}",
        chain=f"chains.{'ETH' if is_evm else code}",
        has_wallet=False,
        is_on=False,
        waits=False,
        has_nodes=family == "bip122",
        is_token=is_evm and code != "ETH",
        tiers=SLOW if is_evm else QUICK,
        usual=SLOW if is_evm else QUICK,
        block_s=12 if is_evm else 600,
        family=family,
    )


COINS = (
    coin("BTC", "Bitcoin", "bip122"),
    coin("ETH", "Ether", "eip155", "evm"),
    coin("USDC", "USD Coin", "eip155", "evm"),
    coin("XMR", "Monero", "monero"),
)


@dataclass
class FakeSetup:
    """Every door at once; `problem` is what every connection answers, `faults` is in the file."""

    is_first: bool = True
    here: Step = Step.LANGUAGE
    marks: dict[Step, Mark] = field(default_factory=dict)
    values: dict[str, object] = field(
        default_factory=lambda: {"shop.name": "My shop", "shop.currency": "EUR"}
    )
    coins: Sequence[CoinSeen] = COINS
    products: int = 0
    pin: str = ""
    has_sheet: bool = False
    problem: str = ""
    faults: Sequence[Fault] = ()
    refusal: str = ""
    pause_s: float = 0.0
    ends: list[bool] = field(default_factory=list)
    asked: list[Changes] = field(default_factory=list)

    def door(self) -> SetupDoor:
        """What the window is given."""
        return SetupDoor(
            notes=self,
            wallets=self,
            owner=self,
            goods=self,
            prices=self,
            backups=self,
            is_first=self.is_first,
        )

    # ---- notes

    async def seen(self) -> SetupSeen:
        return SetupSeen(
            folder="/home/owner/florin",
            is_first=self.is_first,
            is_done=False,
            here=self.here,
            marks=dict(self.marks),
            values=dict(self.values),
            coins=self.coins,
            products=self.products,
            has_pin=bool(self.pin),
            has_sheet=self.has_sheet,
            languages=(("de", "Deutsch"), ("en", "English")),
            regions=(
                Region(code="IE", name="Ireland", currency="EUR"),
                Region(code="CH", name="Switzerland", currency="CHF"),
            ),
            services=("coingecko", "kraken"),
        )

    async def mark(self, step: Step, mark: Mark | None, here: Step) -> None:
        self.here = here
        if mark is None:
            self.marks.pop(step, None)
        else:
            self.marks[step] = mark

    async def save(self, changes: Changes) -> None:
        if self.refusal:
            raise Refused("invalid_setting", self.refusal)
        self.values |= changes
        self.coins = [self._after(each, changes) for each in self.coins]

    def _after(self, each: CoinSeen, changes: Changes) -> CoinSeen:
        is_named = any(key.startswith(f"{each.wallet}.") for key in changes)
        is_taken = bool(changes.get(f"coins.{each.code}.enabled"))
        return replace(each, has_wallet=each.has_wallet or is_named, waits=each.waits or is_taken)

    async def finish(self, *, is_open: bool) -> None:
        if is_open and not any(each.waits for each in self.coins):
            raise Refused("no_coins", "No coin is set up yet")
        self.ends.append(is_open)

    # ---- wallets

    async def look(self, code: str, changes: Changes) -> WalletSeen:
        key = next(str(v) for k, v in changes.items() if k.startswith("wallets.") and v)
        await asyncio.sleep(self.pause_s)
        if key == SEED:
            raise Refused("private_key", "This is a private key or a seed.")
        if key != KNOWN_KEY:
            raise Refused("invalid_key", "This is neither a key nor a descriptor.")
        others = (OtherKind(script="sh(wpkh)", first=OTHER, key="xpub6known"),)
        return WalletSeen(
            first=ADDRESS, kind="m/84'/0'/0'/0/0", script="wpkh", others=others if code else ()
        )

    async def trials(self, code: str, changes: Changes) -> Sequence[str]:
        self.asked.append(changes)
        return ("electrum one.example", "electrum two.example", "electrum three.example")

    async def attempt(self, code: str, changes: Changes, subject: str) -> str:
        return self.problem if "one" not in subject else ""

    # ---- owner

    async def choose(self, pin: str, before: str) -> None:
        if before != self.pin:
            raise Refused("wrong_pin", "This is not the manager's PIN")
        self.pin = pin

    async def check(self, pin: str) -> None:
        if pin != self.pin:
            raise Refused("wrong_pin", "This is not the manager's PIN")

    async def has_pin(self) -> bool:
        return bool(self.pin)

    async def new_code(self, pin: str) -> str:
        await self.check(pin)
        return CODE

    async def keep_code(self, pin: str, code: str) -> None:
        await self.check(pin)
        self.has_sheet = code == CODE

    # ---- goods

    async def try_file(self, path: Path, currency: str) -> DryRun:
        if path.name != "goods.csv":
            raise Refused("unreadable", f"{path} cannot be read: No such file")
        listed = tuple(
            Listed(
                line=number,
                title=f"Tea {number}",
                price=Fiat(Decimal("2.40"), "EUR"),
                category="Drinks",
            )
            for number in range(2, 10)
        )
        return DryRun(path=str(path), listed=listed, faults=self.faults, unread=("stock",))

    async def import_file(self, path: Path, currency: str) -> int:
        self.products = 8
        return 8

    async def add_demo(self, currency: str) -> int:
        self.products = 24
        return 24

    # ---- prices

    async def ask(self, changes: Changes) -> Sequence[RateTold]:
        self.asked.append(changes)
        rate = Rate(
            code="BTC", currency="EUR", per_coin=Fraction(80_000), at=0, sources=("kraken",)
        )
        return (
            RateTold(name="coingecko", trouble="coingecko does not answer"),
            RateTold(name="kraken"),
            RateTold(name="BTC", rate=rate),
        )

    # ---- backups

    async def restore(self, path: Path, passphrase: str) -> PutBack:
        if passphrase != "right":
            raise Refused("wrong_passphrase", "This is not the passphrase of this backup")
        self.ends.append(path.name.endswith(".florin"))
        return PutBack(taken_at=0, sales=3, note="chains.BTC.rpc does not answer")
