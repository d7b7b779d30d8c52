"""The office's door to the config: how it stands, what is wrong with a change, writing it down.

The same code judges as when the file is loaded, and as `florin check`: nothing else knows a rule.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos.app import check
from pos.app.clock import SystemClock
from pos.app.coins import real_offer
from pos.app.config import judged, table_in, text_of, variables
from pos.app.configfile import changed, changed_text
from pos.app.families.family import Ground
from pos.app.office_sections import Standing, addable, kind_at, sections_of, variable_of
from pos.app.office_tables import is_named
from pos.app.office_values import value_of
from pos.app.plan import takes_real_money
from pos.app.rates import real_pricing
from pos.app.settings import Settings
from pos.domain.errors import Refused
from pos.gui.backoffice import Changes, Found, Kind, Saved, SettingsSeen

AT_ONCE: Final = frozenset(
    {"window.sound", "window.volume", "backup.folder", "backup.hour", "backup.keep"}
)
"""What the window does at once or is read each time; for the rest the shop is opened anew."""

_DOORS: Final = ("server.listen", "librepay.listen")
_KEY: Final = re.compile(r"[\w.:\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """The `SettingsDoor` of a running shop, whose own settings are `running`."""

    path: Path
    running: Settings
    environment: Mapping[str, str]
    languages: tuple[str, ...] = ()

    def seen(self, changes: Changes) -> SettingsSeen:
        """Read anew each time: other programs may write the file, too."""
        values, _ = _values(changes)
        text = changed_text(text_of(self.path), values, self.path.name)
        settings, _ = judged(table_in(text, self.path.name, self.environment), self.path.name)
        standing = Standing(
            settings=settings,
            file=table_in(text, self.path.name, {}),
            variables=variables(self.environment),
            languages=self.languages,
        )
        return SettingsSeen(
            path=str(self.path),
            sections=sections_of(standing),
            addable=addable(settings),
            takes_money=takes_real_money(settings),
            at_once=AT_ONCE,
        )

    async def problems(self, changes: Changes) -> Mapping[str, str]:
        """First each by itself, then all together, then what the chains and wallets say of them."""
        values, found = _values(changes)
        if found:
            return found
        try:
            settings, problems = self._judged(values)
            if not problems and takes_real_money(settings):
                ground = Ground(settings=settings, folder=self.path.parent, clock=SystemClock())
                offer = real_offer(ground)
                try:
                    real_pricing(settings, offer, ground.clock, None)
                finally:
                    await check.let_go(offer)
        except Refused as why:
            problems = [why.text]
        return dict(self._placed(each, changes) for each in problems)

    async def check(self, changes: Changes, tell: Callable[[Found], None]) -> None:
        """The doors that would move, then each chain and each rate service."""
        problems = await self.problems(changes)
        for key, problem in problems.items():
            tell(Found(subject=key or self.path.name, problem=problem))
        if problems:
            return
        settings, _ = self._judged(_values(changes)[0])
        for name in _DOORS:
            listen = _listen(settings, name)
            if listen and listen != _listen(self.running, name):
                tell(_found(await check.door(name, listen)))
        async with aclosing(check.each_connection(settings, self.path.parent)) as connections:
            async for each in connections:
                tell(_found(each))

    async def save(self, changes: Changes) -> Saved:
        """What is wrong is refused before anything is written."""
        fixed = variables(self.environment)
        for key, text in changes.items():
            variable = "" if text == "" and is_named(key) else variable_of(key, fixed)
            if variable:
                words = f"{key} is fixed by {variable}: change it there, or take it out there"
                raise Refused("fixed_setting", words)
        for key, problem in (await self.problems(changes)).items():
            raise Refused("invalid_setting", f"{key}: {problem}" if key else problem)
        changed(self.path, _values(changes)[0])
        return Saved.HOLDS if set(changes) <= AT_ONCE else Saved.REOPEN

    def _judged(self, values: Mapping[str, object | None]) -> tuple[Settings, list[str]]:
        """What these changes would load as. Raises Refused."""
        text = changed_text(text_of(self.path), values, self.path.name)
        _, problems = judged(table_in(text, self.path.name, {}), self.path.name)
        settings, more = judged(table_in(text, self.path.name, self.environment), self.path.name)
        return settings, [*dict.fromkeys((*problems, *more))]

    def _placed(self, problem: str, changes: Changes) -> tuple[str, str]:
        """A problem with the key that it begins with; "" where it names none."""
        text = problem.removeprefix(f"{self.path.name}: ").replace('"', "", 2)
        named = _KEY.match(text)
        place = named[0].rstrip(":.") if named else ""
        key = _setting_around(place)
        if key == place != "":
            return key, text.removeprefix(key).removeprefix(":").strip()
        near = (each for each in changes if place and each.startswith(f"{place}."))
        return key or next(near, ""), text


def _values(changes: Changes) -> tuple[dict[str, object | None], dict[str, str]]:
    """What was typed as the file has it, and what cannot be read, by its key."""
    values: dict[str, object | None] = {}
    problems: dict[str, str] = {}
    for key, text in changes.items():
        try:
            values[key] = _value(key, text)
        except Refused as why:
            problems[key] = why.text
    return values, problems


def _value(key: str, text: str | None) -> object | None:
    """None takes it out: so do an empty text and an empty list, which say nothing."""
    if text is None:
        return None
    if is_named(key):
        return {}
    kind = kind_at(key)
    value = value_of(text, kind)
    return value if value or kind is not Kind.PAIRS else None


def _setting_around(place: str) -> str:
    """The setting that a place is or lies in; "" for none."""
    while place:
        try:
            kind_at(place)
        except Refused:
            place = place.rpartition(".")[0]
        else:
            return place
    return ""


def _listen(settings: Settings, name: str) -> str:
    return settings.server.listen if name == "server.listen" else settings.librepay.listen


def _found(finding: check.Finding) -> Found:
    return Found(subject=finding.subject, problem=finding.problem)
