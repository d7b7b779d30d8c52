"""`florin wallets`: what the owner's own wallets need to know to find all money that came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pos.app.clock import SystemClock
from pos.app.coins import wiring_at
from pos.app.families.family import Ground, Ours
from pos.app.places import Place, places
from pos.app.settings import Settings
from pos.domain.ids import WalletId
from pos.engine.gaps import USUAL_LIMIT, gap_limit
from pos.storage.past import Past, Shown, Skipped, open_past


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One wallet with everything that was ever shown of it. `codes` are the coins that use it."""

    ours: Ours
    places: tuple[Place, ...]
    shown: Sequence[Shown]
    next_index: int
    """The number of the next address that a customer is shown."""
    skipped: Sequence[Skipped] = ()

    @property
    def codes(self) -> list[str]:
        """The coins that are paid into it."""
        return [coin.code for place in self.places for coin in place.coins]

    @property
    def paid(self) -> list[int]:
        """The numbers of the addresses that got money, rising."""
        return [each.index for each in self.shown if is_paid(each)]

    @property
    def unpaid(self) -> int:
        """How many addresses in a row, up to the newest, got none."""
        return self.next_index - (self.paid[-1] + 1 if self.paid else 0)

    @property
    def gap_limit(self) -> int:
        """How far ahead the owner's wallet has to look."""
        return gap_limit(self.next_index, self.paid)


def is_paid(shown: Shown) -> bool:
    """Whether money came to an address. Of what was replaced the owner's wallet sees nothing."""
    return any(d.address == shown.address and not d.gone for d in shown.invoice.deposits)


async def accounts(settings: Settings, folder: Path) -> list[Account]:
    """Every wallet of a profile. Raises Refused with the setting to correct."""
    ground = Ground(settings=settings, folder=folder, clock=SystemClock())
    found: dict[WalletId, tuple[Ours, list[Place]]] = {}
    for place in places(settings):
        ours = await wiring_at(place).ours(place, ground)
        found.setdefault(ours.wallet.id, (ours, []))[1].append(place)
    with open_past(folder / "florin.db") as past:
        return [_account(ours, there, past) for ours, there in found.values()]


def told(account: Account) -> list[str]:
    """A wallet in lines for its owner's eyes: they hold what tells all income."""
    ours, paid = account.ours, account.paid
    limit = account.gap_limit
    enough = "what wallets look ahead by themselves" if limit <= USUAL_LIMIT else "set it there"
    lines = [
        f"{ours.section} for {', '.join(account.codes)}",
        f"  kind           {ours.kind}",
        f"  first address  {ours.first}",
        f"  shown          {len(account.shown)}, of which {len(paid)} got money",
        *(_skip_words(skip) for skip in account.skipped),
        f"  unpaid in a row, up to the newest  {account.unpaid}",
        f"  gap limit that your wallet needs   {limit} ({enough})",
    ]
    if ours.note:
        lines.append(f"  note           {ours.note}")
    if ours.descriptor:
        lines.append(f"  descriptor     {ours.descriptor}")
    return lines


def _account(ours: Ours, there: Sequence[Place], past: Past) -> Account:
    id = ours.wallet.id
    return Account(
        ours=ours,
        places=tuple(there),
        shown=past.shown(id),
        next_index=past.next_index(id),
        skipped=past.skipped(id),
    )


def _skip_words(skip: Skipped) -> str:
    day = datetime.fromtimestamp(skip.at, UTC).date().isoformat()
    numbers = f"numbers {skip.first} to {skip.past - 1}, by a restore on {day}"
    return f"  left out       {numbers}: the lost machine may have shown them"
