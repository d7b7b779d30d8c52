"""The office's doors in memory, and a shop that has them all over a config on a real disk."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pos.app.config import load_settings
from pos.app.office_settings import OfficeSettings
from pos.domain.errors import Refused, Trouble
from pos.gui.backoffice import Ailment, BackupSeen, Reach, Severity
from tests.app.owners import ZPUB_KEY
from tests.fakes.setup import FakeSetup
from tests.fakes.shopfront import START, FakeShop

CONFIG: Final = f"""\
# The corner shop's till.
[shop]
name = "Nakamoto Coffee" # as on the sign
currency = "CHF"

[wallets.BTC]
key = "{ZPUB_KEY}"

[coins.BTC]
confirmations = [{{ up_to = "50", confirmations = 0 }}, {{ confirmations = 2 }}]

[librepay]
secret = "long enough to be one"
"""

REACH: Final = Reach(url="http://127.0.0.1:8888", coin="0xBTC", currency="CHF")


@dataclass
class FakeBackups:
    """Backups that are made at once; `trouble` is what befalls the next one."""

    seen: BackupSeen = field(default_factory=BackupSeen)
    passphrases: list[str] = field(default_factory=list)
    trouble: str = ""
    made: int = 0

    def status(self) -> BackupSeen:
        return self.seen

    async def set_up(self, folder: Path, passphrase: str) -> None:
        if not folder.is_dir():  # noqa: ASYNC240 - nothing else runs here
            raise Refused("bad_folder", f"Nothing can be written to {folder}")
        self.passphrases.append(passphrase)
        self.seen = replace(self.seen, folder=str(folder), is_on=True)

    async def now(self) -> BackupSeen:
        await asyncio.sleep(0)
        if self.trouble:
            self.seen = replace(self.seen, problem=self.trouble)
            raise Trouble(self.trouble)
        self.made += 1
        path = f"{self.seen.folder}/florin-nakamoto-coffee-{self.made}.florin"
        self.seen = replace(
            self.seen, last_at=START, last_path=path, rehearsed_at=START, problem=""
        )
        return self.seen

    async def switch_off(self) -> None:
        self.seen = BackupSeen()


@dataclass
class FakeDoctor:
    """Finds what it was told to."""

    found: Sequence[Ailment] = (
        Ailment(subject="The database is whole"),
        Ailment(
            subject="Clock",
            problem="it is 4 minutes behind the world's",
            remedy="Let the system set its time from the network.",
            severity=Severity.BAD,
        ),
        Ailment(
            subject="Backups",
            problem="the last one is 3 days old",
            remedy="Look whether the stick is plugged in, then press “Back up now”.",
            severity=Severity.WARNING,
        ),
        Ailment(subject="12 GB are free on the disk"),
    )
    looks: int = 0
    trouble: str = ""

    async def findings(self) -> Sequence[Ailment]:
        self.looks += 1
        if self.trouble:
            raise Trouble(self.trouble)
        return self.found

    async def bundle(self, path: Path) -> Path:
        path.write_text("nothing secret", encoding="utf-8")  # noqa: ASYNC240 - nor here
        return path


def settings_in(
    folder: Path, text: str = CONFIG, environment: Mapping[str, str] | None = None
) -> OfficeSettings:
    """The real door over a config in a folder."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    running = load_settings(path, environment or {})
    return OfficeSettings(
        path=path, running=running, environment=environment or {}, languages=("en", "de")
    )


def office_shop(
    folder: Path, *, is_practice: bool = False, setup: FakeSetup | None = None
) -> FakeShop:
    """A shop whose office has every page."""
    return FakeShop(
        is_practice=is_practice,
        setup=setup,
        settings=settings_in(folder),
        backups=FakeBackups(),
        doctor=FakeDoctor(),
        reach=REACH,
    )
