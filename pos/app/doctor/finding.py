"""What an examination says of one thing it looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.gui.backoffice import Ailment, Severity


class Side(StrEnum):
    """What a finding belongs to; pages are grouped by it, in this order."""

    DATABASE = "database"
    DISK = "disk"
    CONFIG = "config"
    CLOCK = "clock"
    CHAINS = "chains"
    RATES = "rates"
    SHOPS = "shops"
    WALLETS = "wallets"
    BACKUP = "backup"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; `code` is for programs and stays, the rest is for people.

    `problem` and `remedy` are "" where it is well.
    """

    side: Side
    code: str
    subject: str
    problem: str = ""
    remedy: str = ""
    severity: Severity = Severity.WELL

    @property
    def ailment(self) -> Ailment:
        """The same as the window has it."""
        return Ailment(
            subject=self.subject,
            problem=self.problem,
            remedy=self.remedy,
            severity=self.severity,
        )


_WORST_FIRST: Final = (Severity.BAD, Severity.WARNING, Severity.NOTE, Severity.WELL)
_SIDES: Final = tuple(Side)


def sorted_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first; alike ones by their side, and as they came."""
    return sorted(findings, key=lambda f: (_WORST_FIRST.index(f.severity), _SIDES.index(f.side)))


def exit_code(findings: Iterable[Finding]) -> int:
    """0 if nothing has to be mended, 1 if something should be, 2 if something must be."""
    severities = {finding.severity for finding in findings}
    if Severity.BAD in severities:
        return 2
    return 1 if Severity.WARNING in severities else 0
