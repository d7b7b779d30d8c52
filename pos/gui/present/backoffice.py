"""The words of the pages "Backups" and "Diagnostics"."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos.gui.backoffice import Ailment, BackupSeen, Severity
from pos.gui.present.figures import day_text, listed
from pos.gui.present.tokens import Token
from pos.gui.present.words import again, count, later, say

ABOUT_BACKUPS: Final = later(
    "A backup holds everything: sales, payments, settings and the keys of this shop, sealed with "
    "your passphrase. It is made every day while the till is open, and each one is opened again "
    "for a rehearsal."
)
ABOUT_RESTORE: Final = later(
    "Install Florin on the new machine and choose “Restore a backup” in its set-up, or run "
    "“florin restore FILE”. It asks for the passphrase, and selling goes on within minutes."
)
WARN_PASSPHRASE: Final = later(
    "Nobody can recover this passphrase: not this machine, not the makers of Florin. Write it down "
    "and keep it away from the backups."
)
OFF: Final = later("No backup is made: if this machine dies, its sales and settings are lost.")
ONLY_REAL: Final = later("Practice money needs no backup. They can be set up in your own shop.")
NO_BACKUP_YET: Final = later("The first backup is not made yet.")
NOT_THE_SAME: Final = later("The two passphrases are not the same.")
TOO_WEAK: Final = later("This passphrase is too easy to guess: use four words or more.")
NO_FOLDER: Final = later("Choose a folder first.")
ABOUT_DOCTOR: Final = later("What is looked at, and how to mend what is wrong.")
LOOKING: Final = later("Looking…")
ALL_WELL: Final = later("Nothing is wrong.")

_WEAK_BITS: Final = 40
_FAIR_BITS: Final = 52
_STRONG_BITS: Final = 64
_WORD_BITS: Final = 11
_WORD_LETTERS: Final = 3
_WORDS: Final = 3
_CLASSES: Final = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_SIGNS: Final = 32
_LIKELY: Final = 0.7
"""People do not choose letters by dice."""

_SHORTEST: Final = 12

TOKEN_OF: Final = {
    Severity.WELL: Token.PAID,
    Severity.NOTE: Token.WAITING,
    Severity.WARNING: Token.ATTENTION,
    Severity.BAD: Token.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPage:
    """How the backups stand, in words."""

    token: Token
    words: str
    facts: tuple[str, ...]
    is_on: bool
    may_change: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How hard a passphrase is to guess, in words; `is_enough` to be taken."""

    words: str
    is_enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AilmentRow:
    """One thing that was looked at: `remedy` is "" where there is nothing to mend."""

    token: Token
    words: str
    remedy: str


def backup_page(seen: BackupSeen) -> BackupPage:
    """The state of the backups."""
    if not seen.is_on:
        return BackupPage(token=Token.ATTENTION, words=say(OFF), facts=(), is_on=False)
    facts = [say("Folder: {folder}", folder=seen.folder)]
    if seen.last_path:
        facts.append(say("Newest file: {file}", file=seen.last_path))
    if seen.problem:
        words = again(seen.problem)
        return BackupPage(token=Token.FAILED, words=words, facts=tuple(facts), is_on=True)
    if not seen.last_at:
        words = say(NO_BACKUP_YET)
        return BackupPage(token=Token.WAITING, words=words, facts=tuple(facts), is_on=True)
    made = say("Last backup {day}", day=day_text(seen.last_at))
    rehearsed = say("not rehearsed yet")
    if seen.rehearsed_at:
        rehearsed = say("rehearsed {day}", day=day_text(seen.rehearsed_at))
    token = Token.PAID if seen.rehearsed_at >= seen.last_at else Token.WAITING
    words = listed((made, rehearsed))
    return BackupPage(token=token, words=words, facts=tuple(facts), is_on=True)


def no_backups() -> BackupPage:
    """What the practice shop says."""
    words = say(ONLY_REAL)
    return BackupPage(token=Token.WAITING, words=words, facts=(), is_on=False, may_change=False)


def strength_of(passphrase: str) -> Strength:
    """What to say of a passphrase: words count by how many, letters by their kinds."""
    bits = _bits(passphrase)
    if not passphrase:
        return Strength(words="", is_enough=False)
    if bits < _WEAK_BITS or len(passphrase) < _SHORTEST:
        return Strength(words=say("Too easy to guess"), is_enough=False)
    if bits < _FAIR_BITS:
        return Strength(words=say("Fair"), is_enough=True)
    if bits < _STRONG_BITS:
        return Strength(words=say("Good"), is_enough=True)
    return Strength(words=say("Strong"), is_enough=True)


def _bits(passphrase: str) -> float:
    """A cautious guess: a word of a sentence counts as one of two thousand."""
    words = [word for word in passphrase.split() if len(word) >= _WORD_LETTERS]
    if len(words) >= _WORDS:
        return len(set(words)) * _WORD_BITS
    size = sum(many for is_one, many in _CLASSES if any(map(is_one, passphrase)))
    size += _SIGNS if any(not letter.isalnum() for letter in passphrase) else 0
    return len(set(passphrase)) * math.log2(size or 1) * _LIKELY


def ailment_rows(found: Sequence[Ailment]) -> tuple[AilmentRow, ...]:
    """Everything that was looked at; what is wrong stands first."""
    order = (Severity.BAD, Severity.WARNING, Severity.NOTE, Severity.WELL)
    return tuple(_row(each) for each in sorted(found, key=lambda one: order.index(one.severity)))


def ailment_words(found: Sequence[Ailment]) -> str:
    """All of it in one line."""
    wrong = sum(each.severity in {Severity.BAD, Severity.WARNING} for each in found)
    return count("{n} thing to mend.|{n} things to mend.", wrong) if wrong else say(ALL_WELL)


def _row(ailment: Ailment) -> AilmentRow:
    subject = again(ailment.subject)
    words = f"{subject}: {again(ailment.problem)}" if ailment.problem else subject
    return AilmentRow(token=TOKEN_OF[ailment.severity], words=words, remedy=again(ailment.remedy))
