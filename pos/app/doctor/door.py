"""The doctor as the window asks for it: of the shop that is open in this very program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from pos.api.doors import RateAges
from pos.api.health import Health, health_of
from pos.app.build import House, Plan
from pos.app.clock import SystemClock
from pos.app.doctor.backups import backups_of
from pos.app.doctor.bundle import written_bundle
from pos.app.doctor.examine import Examined, Vitals, examined
from pos.app.doctor.patient import Patient
from pos.domain.ports.clock import Clock
from pos.domain.ports.rates import RateSource
from pos.engine.feed import Feed
from pos.gui.backoffice import Ailment

_CONFIG: Final = "config.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor:
    """Fills `DoctorDoor`. Belongs to the engine's thread."""

    patient: Patient
    feed: Feed
    rates: RateAges
    services: Callable[[], Sequence[RateSource]]
    clock: Clock

    async def findings(self) -> Sequence[Ailment]:
        """Everything that was looked at, the worst first; takes some seconds."""
        return [finding.ailment for finding in (await self._examined()).findings]

    async def bundle(self, path: Path) -> Path:
        """Write the support file. Raises Refused if it cannot be written."""
        return written_bundle(path, self.patient, await self._examined())

    async def _examined(self) -> Examined:
        page = health_of(self.feed, self.rates, self.clock)
        vitals = Vitals(
            health=msgspec.json.decode(page, type=Health), services=tuple(self.services())
        )
        backups = backups_of(self.patient)
        return await examined(self.patient, self.clock.now(), vitals=vitals, backups=backups)


def doctor_of(plan: Plan, house: House) -> Doctor:
    """The doctor of an opened shop."""
    profile = plan.folder.parent if plan.is_practice else plan.folder
    patient = Patient(
        settings=plan.settings,
        folder=plan.folder,
        config=profile / _CONFIG,
        is_practice=plan.is_practice,
        is_open=True,
    )
    board = house.pricing.board
    return Doctor(
        patient=patient,
        feed=house.shop.feed,
        rates=board,
        services=board.sources,
        clock=SystemClock(),
    )
