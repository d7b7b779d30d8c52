"""What the office may ask of the shop beyond selling: its settings, its backups, its health.

Small Protocols, as in `shopfront`; what fulfils them lives in `app`. All of it is asked in the
engine's thread, over `bridge`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

Changes = Mapping[str, str | None]
"""Settings by their keys ("shop.name") with what was typed; None goes back to the default.

The name of a whole section ("coins.BTC") with None takes it out; with "" it is put in, empty.
"""


class Kind(StrEnum):
    """How a setting is typed; all of them are text here."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    """A text of several lines."""
    PASSWORD = "password"  # noqa: S105 - a kind, not a password
    """A text that nobody may read over a shoulder."""
    WHOLE = "whole"
    NUMBER = "number"
    SWITCH = "switch"
    """Either "true" or "false"."""
    CHOICE = "choice"
    """One of `choices`."""
    LINES = "lines"
    """One value a line."""
    PAIRS = "pairs"
    """One "BTC = 0.5" a line."""
    TIERS = "tiers"
    """One "50: 1" a line: up to this price so many confirmations; a last number alone: above."""
    FOLDER = "folder"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting as it stands.

    A secret is never read back: its `value` is "", and `hint` is by what its owner knows it again.
    `variable` is the environment's variable that says it, whatever the file says; "" if none does.
    """

    key: str
    kind: Kind
    value: str = ""
    default: str = ""
    is_set: bool = False
    is_secret: bool = False
    variable: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""

    @property
    def is_from_environment(self) -> bool:
        """Whether it cannot be changed here."""
        return bool(self.variable)

    @property
    def section(self) -> str:
        """Its table in the file, such as "coins.BTC"."""
        return self.key.rpartition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of the file with its settings; `title` is whose it is, such as "Bitcoin".

    One that `is_removable` can be taken out by its name, as a coin can be.
    """

    name: str
    title: str = ""
    settings: Sequence[Setting] = ()
    is_removable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSeen:
    """All settings of the shop, and the sections that could be put in: "coins.LTC", "Litecoin".

    `takes_money`: at least one coin is switched on. `at_once` are the keys that hold without
    opening the shop anew.
    """

    path: str
    sections: Sequence[Section] = ()
    addable: Sequence[tuple[str, str]] = ()
    takes_money: bool = False
    at_once: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that a check tried; `problem` is "" if it works."""

    subject: str
    problem: str = ""


class Saved(StrEnum):
    """What has to happen for a saved change to hold."""

    HOLDS = "holds"
    REOPEN = "reopen"


class SettingsDoor(Protocol):
    """The shop's config, as a person changes it."""

    def seen(self, changes: Changes) -> SettingsSeen:
        """How the settings would stand with these changes; {} is how they stand. Raises Refused.

        What was typed and cannot be is left out.
        """

    async def problems(self, changes: Changes) -> Mapping[str, str]:
        """What is wrong with them, by key, in words that say what to mend; {} if nothing is."""

    async def check(self, changes: Changes, tell: Callable[[Found], None]) -> None:
        """Try every connection with them, as `florin check` does; told one by one. Raises Refused.

        `tell` is called in the engine's thread.
        """

    async def save(self, changes: Changes) -> Saved:
        """Write them down, or nothing. Raises Refused with the setting to correct."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSeen:
    """How the backups stand: seconds since 1970, 0 for never. `problem` is "" if there is none."""

    folder: str = ""
    last_at: int = 0
    last_path: str = ""
    rehearsed_at: int = 0
    is_on: bool = False
    problem: str = ""


class BackupDoor(Protocol):
    """Copies of the shop that outlive its machine."""

    def status(self) -> BackupSeen:
        """How they stand."""

    async def set_up(self, folder: Path, passphrase: str) -> None:
        """Back up there from now on, for whoever knows the passphrase. Raises Refused."""

    async def now(self) -> BackupSeen:
        """Make one now and rehearse it. Raises Refused or Trouble."""

    async def switch_off(self) -> None:
        """Make none any more; what there is stays."""


class Severity(StrEnum):
    """How much a finding matters."""

    WELL = "well"
    NOTE = "note"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One thing that was looked at; `problem` is "" if it is well, `remedy` how to mend it."""

    subject: str
    problem: str = ""
    remedy: str = ""
    severity: Severity = Severity.WELL


class DoctorDoor(Protocol):
    """What is wrong with the shop, and how to mend it."""

    async def findings(self) -> Sequence[Ailment]:
        """Everything that was looked at, the worst first."""

    async def bundle(self, path: Path) -> Path:
        """A file for whoever helps, without any secret; the answer is where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where this installation answers, for whoever connects a shop to it.

    `url` is "" while the door is shut; `librepay_url` is the second door's, where there is one;
    `public_url` is what customers reach it by. `coin` is what a shop charges in by itself.
    """

    url: str = ""
    librepay_url: str = ""
    public_url: str = ""
    coin: str = ""
    currency: str = ""
