"""The page of `florin doctor`, for people and for programs."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import fill
from typing import Final

import msgspec

from pos.app.doctor.finding import Finding
from pos.gui.backoffice import Severity
from pos.gui.present.words import count, later, say

WIDTH: Final = 96
_TITLES: Final = {
    Severity.BAD: later("Must be mended"),
    Severity.WARNING: later("Should be mended"),
    Severity.NOTE: later("Good to know"),
    Severity.WELL: later("All well"),
}


class _Row(msgspec.Struct, kw_only=True):
    severity: str
    side: str
    code: str
    subject: str
    problem: str
    remedy: str


class _Page(msgspec.Struct, kw_only=True):
    """The shape of the JSON; its keys stay."""

    status: str
    version: str
    practice: bool
    open: bool
    findings: list[_Row]


def worst_of(findings: Sequence[Finding]) -> Severity:
    """The gravest there is; findings come the worst first."""
    return findings[0].severity if findings else Severity.WELL


def as_json(findings: Sequence[Finding], version: str, *, practice: bool, is_open: bool) -> bytes:
    """All findings for programs."""
    page = _Page(
        status=worst_of(findings).value,
        version=version,
        practice=practice,
        open=is_open,
        findings=[
            _Row(
                severity=each.severity.value,
                side=each.side.value,
                code=each.code,
                subject=each.subject,
                problem=each.problem,
                remedy=each.remedy,
            )
            for each in findings
        ],
    )
    return msgspec.json.format(msgspec.json.encode(page), indent=2)


def as_text(findings: Sequence[Finding]) -> str:
    """All findings for people: what is wrong with its remedy, then what is well in short."""
    return "\n".join(_lines(findings))


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    for severity, alike in groupby(findings, key=lambda each: each.severity):
        yield f"{say(_TITLES[severity])}:"
        for each in alike:
            yield from _told(each)
        yield ""
    wrong = sum(1 for each in findings if each.severity in {Severity.BAD, Severity.WARNING})
    if wrong:
        yield count("{n} thing to mend.|{n} things to mend.", wrong)
    else:
        yield say("Nothing to mend.")


def _told(each: Finding) -> Iterator[str]:
    if not each.problem:
        yield f"  {each.subject}"
        return
    yield _wrapped(f"- {each.subject}: {each.problem}", "  ", "    ")
    if each.remedy:
        yield _wrapped(f"> {each.remedy}", "    ", "      ")


def _wrapped(words: str, first: str, rest: str) -> str:
    return fill(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
