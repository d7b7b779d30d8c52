"""The whole examination: every side of a shop, side by side, in a few seconds."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from pos.api.health import Health
from pos.app.doctor.backups import backup_finding
from pos.app.doctor.disk import disk_findings
from pos.app.doctor.finding import Finding, Side, sorted_findings
from pos.app.doctor.openings import opening_findings
from pos.app.doctor.papers import config_finding, trial_findings
from pos.app.doctor.patient import Patient
from pos.app.doctor.program import program_findings
from pos.app.doctor.records import records_findings, records_of
from pos.app.doctor.sight import health_at, service_findings, sight_findings
from pos.app.doctor.times import clock_finding, places_to_ask, skews
from pos.app.doctor.updates import update_findings
from pos.app.settings import Settings
from pos.domain.ports.rates import RateSource
from pos.gui.backoffice import BackupSeen
from pos.gui.present.words import say
from pos.storage.inspection import Inspected


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What a running shop says of itself."""

    health: Health
    services: Sequence[RateSource] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """The outcome, the worst first, and the figures of the database if it could be read."""

    findings: Sequence[Finding]
    records: Inspected | None


async def examined(
    patient: Patient, now: int, *, vitals: Vitals | None = None, backups: BackupSeen | None = None
) -> Examined:
    """Look at everything. `vitals` come from the shop itself, else its health page is asked."""
    records, inside, outside = await asyncio.gather(
        records_of(patient),
        asyncio.to_thread(_inside, patient, now),
        _collected(_outside(patient, vitals)),
    )
    found = inside
    if isinstance(records, Finding):
        found.append(records)
    elif records is not None:
        free = shutil.disk_usage(patient.folder).free
        size = patient.database.stat().st_size
        found += records_findings(records, now, free, size)
    found.append(backup_finding(backups, now, is_practice=patient.is_practice))
    findings = sorted_findings([*found, *outside])
    return Examined(findings=findings, records=records if isinstance(records, Inspected) else None)


def _inside(patient: Patient, now: int) -> list[Finding]:
    """What needs only the disk, which may be slow."""
    return [
        config_finding(patient),
        *disk_findings(patient),
        *program_findings(patient, now),
        *update_findings(patient, now),
    ]


async def _outside(patient: Patient, vitals: Vitals | None) -> AsyncIterator[Finding]:
    """What needs the network: the time, the doors, chains and rates."""
    settings = patient.settings
    if settings is None:
        return
    if not patient.is_practice:
        yield clock_finding(await skews(places_to_ask(settings)))
    health = vitals.health if vitals else await _health(patient, settings)
    answers = (health is not None) if patient.is_open else None
    async for finding in opening_findings(settings, answers=answers):
        yield finding
    if health is not None:
        for finding in sight_findings(health, settings):
            yield finding
    for finding in service_findings(vitals.services) if vitals else ():
        yield finding
    if vitals is None and not patient.is_practice:
        async for finding in _tried(patient, settings):
            yield finding


async def _health(patient: Patient, settings: Settings) -> Health | None:
    """The page of the till that has this shop open; another shop's is none of its."""
    return await health_at(settings.server.listen) if patient.is_open else None


async def _tried(patient: Patient, settings: Settings) -> AsyncIterator[Finding]:
    if not settings.coins:
        yield Finding(side=Side.CONFIG, code="no_coins", subject=say("No coin is switched on yet"))
        return
    async for finding in trial_findings(settings, patient):
        yield finding


async def _collected(findings: AsyncIterator[Finding]) -> list[Finding]:
    return [finding async for finding in findings]
