"""The passphrases of refund wallets: from a file or the system's keyring, where the shop wants it.

A wallet that cannot be opened stays locked until somebody opens it at the till, and the shop sells
meanwhile.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from pos.app import vault
from pos.app.families.family import Ground, Wiring
from pos.app.places import Place
from pos.app.refunds import refund_section
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.ports.payer import PayerState
from pos.engine.refunds import Refunds


@dataclass(frozen=True, slots=True, kw_only=True)
class Passphrase:
    """Where the passphrase of one chain's refund wallet is: in a file, or kept under a name."""

    chain: ChainId
    file: Path | None = None
    kept_as: str = ""

    def read(self) -> str:
        """The passphrase; may wait. Raises Refused for one that is not there."""
        return first_line(self.file) if self.file else vault.recalled(self.kept_as)


def passphrase_at(place: Place, wiring: Wiring, ground: Ground) -> Passphrase | None:
    """Where the settings say that a chain's passphrase is; None if somebody has to type it."""
    _, section = refund_section(place, ground.settings)
    if section.passphrase_file:
        file = ground.folder / Path(section.passphrase_file).expanduser()
        return Passphrase(chain=place.id, file=file)
    if section.keyring:
        return Passphrase(chain=place.id, kept_as=kept_as(wiring.chest(place, ground).path))
    return None


def kept_as(path: Path) -> str:
    """The name under which the keyring has the passphrase of a keystore."""
    return str(path)


async def open_wallets(refunds: Refunds, passphrases: Sequence[Passphrase]) -> None:
    """Open each locked refund wallet whose passphrase is at hand."""
    log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
    locked = {seen.chain for seen in refunds.payers() if seen.state is PayerState.LOCKED}
    for each in passphrases:
        if each.chain not in locked:
            continue
        try:
            await refunds.unlock(each.chain, await asyncio.to_thread(each.read))
        except (Refused, Trouble) as why:
            log.warning("the refund wallet stays locked", chain=each.chain, why=str(why))


def first_line(path: Path) -> str:
    """The passphrase in a file, without the end of its line. Raises Refused."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        text = f"The passphrase in {path} cannot be read ({type(why).__name__})"
        raise Refused("no_passphrase", text) from why
    if not lines or not lines[0]:
        raise Refused("no_passphrase", f"The file {path} is empty: it must hold the passphrase")
    return lines[0]
