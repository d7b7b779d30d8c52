"""What the window shows of the program itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pos.app.build import Plan
from pos.app.settings import UpdatesSettings
from pos.app.updates import newer_than, remembered_in
from pos.app.version import build, version_lines
from pos.updates.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The `ProgramDoor`; `folder` is where newer versions are remembered."""

    folder: Path
    updates: UpdatesSettings

    def lines(self) -> Sequence[str]:
        """Its version and those of its libraries."""
        return version_lines()

    def newer(self) -> Manifest | None:
        """A newer version, as far as it was told."""
        if not self.updates.url:
            return None
        return newer_than(build().version, remembered_in(self.folder).newest(self.updates.key))


def program_of(plan: Plan) -> Program:
    """The program, as a shop of this plan knows it."""
    return Program(folder=plan.folder, updates=plan.settings.updates)
