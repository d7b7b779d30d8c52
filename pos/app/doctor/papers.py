"""The shop's settings: whether they can be read, and what `florin check` makes of them."""

import tomllib
from collections.abc import AsyncIterator, Iterator
from typing import Final

from pos.app import check
from pos.app.doctor.finding import Finding, Side
from pos.app.doctor.patient import Patient
from pos.app.settings import Settings
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.gui.backoffice import Severity
from pos.gui.present.words import say

_SIDES: Final = {"chains": Side.CHAINS, "rates": Side.RATES, "rate": Side.RATES}


def config_finding(patient: Patient) -> Finding:
    """Whether the file of the settings can be used."""
    subject = say("The settings in {name}", name=patient.config.name)
    if patient.refusal is None:
        return Finding(side=Side.CONFIG, code="config", subject=subject)
    return Finding(
        side=Side.CONFIG,
        code="config",
        subject=subject,
        problem=patient.refusal.text,
        remedy=_remedy(patient),
        severity=Severity.BAD,
    )


def _remedy(patient: Patient) -> str:
    old = patient.config.with_name(f"{patient.config.name}.old")
    if old.exists():
        return say(
            "Correct it with any editor, or put {old} back, which is how it was before the last"
            " change.",
            old=old.name,
        )
    return say("Correct it with any editor, or bring a backup back with florin restore.")


def config_text(patient: Patient) -> str:
    """The file as it is, "" where it cannot be read as text."""
    try:
        return patient.config.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def config_table(patient: Patient) -> dict[str, object]:
    """What the file says, {} where it is no TOML."""
    try:
        return tomllib.loads(config_text(patient))
    except tomllib.TOMLDecodeError:
        return {}


async def trial_findings(settings: Settings, patient: Patient) -> AsyncIterator[Finding]:
    """Every connection and every price of a shop that is closed just now."""
    try:
        tried = await check.connections(settings, patient.config.parent)
    except Refused as why:
        yield _wrong(why.text)
        return
    except (Trouble, Corrupt) as why:
        yield _wrong(str(why))
        return
    for finding in _told(tried):
        yield finding


def _told(tried: list[check.Finding]) -> Iterator[Finding]:
    for each in tried:
        first = each.subject.split(",")[0].split(".")[0].split(" ")[0]
        side = _SIDES.get(first, Side.CONFIG)
        if not each.problem:
            yield Finding(side=side, code="trial", subject=each.subject)
            continue
        yield Finding(
            side=side,
            code="trial",
            subject=each.subject,
            problem=each.problem,
            remedy=_mend(side),
            severity=Severity.WARNING,
        )


def _mend(side: Side) -> str:
    if side is Side.RATES:
        return say(
            "See that this computer is online. A service that stays away can be switched off in"
            " [rates]; a rate can be set by hand at the till."
        )
    if side is Side.CHAINS:
        return say(
            "See that this computer is online, that the node runs, and that its address and"
            " password in the settings are right."
        )
    return say("Correct the setting that is named, then look again.")


def _wrong(words: str) -> Finding:
    return Finding(
        side=Side.CONFIG,
        code="settings",
        subject=say("What the settings ask for"),
        problem=words,
        remedy=say("Correct the setting that is named, then look again."),
        severity=Severity.BAD,
    )
