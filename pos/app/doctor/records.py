"""The shop's records: whether the database is whole, what waits in it, how far addresses ran."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from pos.app.doctor.disk import days_since, growth_finding
from pos.app.doctor.finding import Finding, Side
from pos.app.doctor.patient import Patient
from pos.app.intact import has_lost_records
from pos.domain.errors import Corrupt, Trouble
from pos.engine.gaps import WARN_AT, gap_limit
from pos.gui.backoffice import Severity
from pos.gui.present.words import count, say
from pos.storage.inspection import Handed, Inspected, inspected

UNSENT_S: Final = 3_600
"""A shop that could not be told for so long has noticed, or will want to know."""


async def records_of(patient: Patient) -> Inspected | Finding | None:
    """What is in the database, what is wrong with the file as a whole, or None before it exists."""
    if not patient.database.exists() or has_lost_records(patient.folder):
        return None
    try:
        return await asyncio.to_thread(inspected, patient.database)
    except Corrupt as why:
        return _broken(str(why))
    except Trouble as why:
        return Finding(
            side=Side.DATABASE,
            code="database",
            subject=_subject(),
            problem=str(why),
            remedy=say("Give your user the right to read and write florin.db and its folder."),
            severity=Severity.BAD,
        )


def records_findings(records: Inspected, now: int, free: int, size: int) -> Iterator[Finding]:
    """What there is to say about a database that can be read."""
    if records.faults:
        yield _broken("; ".join(records.faults))
        return
    if not records.is_current:
        yield _other_version(records)
        return
    yield Finding(side=Side.DATABASE, code="database", subject=_subject())
    yield growth_finding(free, size, days_since(records.began_at, now))
    yield _unsent(records, now)
    for look in records.looks:
        yield Finding(
            side=Side.CHAINS,
            code="last_look",
            subject=say(
                "Last written look at {chain}: block {height}, {when} UTC",
                chain=look.chain,
                height=look.height,
                when=datetime.fromtimestamp(look.at, UTC).strftime("%Y-%m-%d %H:%M"),
            ),
        )
    for wallet in records.wallets:
        yield gap_finding(wallet)


def gap_finding(wallet: Handed) -> Finding:
    """Whether the owner's own wallet still looks far enough ahead to see all money."""
    subject = say("Unpaid addresses of the wallet {wallet}", wallet=wallet.wallet)
    unpaid = wallet.shown - (wallet.paid[-1] if wallet.paid else -1) - 1
    if unpaid < WARN_AT or wallet.wallet.startswith("practice:"):
        return Finding(side=Side.WALLETS, code="address_gap", subject=subject)
    limit = gap_limit(wallet.shown, wallet.paid)
    return Finding(
        side=Side.WALLETS,
        code="address_gap",
        subject=subject,
        problem=say("{count} addresses in a row were shown and not paid.", count=unpaid),
        remedy=say(
            "Set the gap limit of your own wallet program to {limit} or it does not see the money"
            " of the next customers (florin wallets tells how).",
            limit=limit,
        ),
        severity=Severity.WARNING,
    )


def _unsent(records: Inspected, now: int) -> Finding:
    subject = say("Messages to online shops")
    since = records.unsent_since
    if since is None or now - since < UNSENT_S:
        return Finding(side=Side.SHOPS, code="unsent", subject=subject)
    return Finding(
        side=Side.SHOPS,
        code="unsent",
        subject=subject,
        problem=count(
            "{n} message could not be delivered so far, for {hours} hours."
            "|{n} messages could not be delivered so far, the oldest for {hours} hours.",
            records.unsent,
            hours=(now - since) // 3_600,
        ),
        remedy=say(
            "See in Orders what the shop's server answers; it is tried again for days by itself."
        ),
        severity=Severity.WARNING,
    )


def _subject() -> str:
    return say("The database")


def _broken(words: str) -> Finding:
    return Finding(
        side=Side.DATABASE,
        code="database",
        subject=_subject(),
        problem=say("The file florin.db is damaged: {words}", words=words),
        remedy=say(
            "Close Florin, keep the file as it is, and bring the newest backup back with"
            " florin restore. Do not sell with it."
        ),
        severity=Severity.BAD,
    )


def _other_version(records: Inspected) -> Finding:
    subject = _subject()
    if records.is_older:
        return Finding(
            side=Side.DATABASE,
            code="database_version",
            subject=subject,
            problem=say("It was written by an older Florin."),
            remedy=say("Open the till once: that brings it up to date and keeps a copy of it."),
            severity=Severity.NOTE,
        )
    problem = say("It holds no records of Florin.")
    if records.revision:
        problem = say("It was written by a newer Florin.")
    return Finding(
        side=Side.DATABASE,
        code="database_version",
        subject=subject,
        problem=problem,
        remedy=say("Install the newest Florin, or bring a backup back with florin restore."),
        severity=Severity.BAD,
    )
