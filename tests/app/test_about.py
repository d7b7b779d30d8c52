"""What the window is told of the program."""

from pathlib import Path

import msgspec

from pos.app.about import program_of
from pos.app.build import Plan
from pos.app.settings import Settings, UpdatesSettings
from pos.app.updates import FILE, Remembered
from pos.app.version import version_lines
from tests.fakes.publisher import Publisher

PUBLISHER = Publisher()


def plan(folder: Path, url: str) -> Plan:
    known = Remembered(word=PUBLISHER.word("99.0.0"))
    (folder / FILE).write_bytes(msgspec.json.encode(known))
    settings = Settings(updates=UpdatesSettings(url=url, key=PUBLISHER.key))
    return Plan(settings=settings, folder=folder, is_practice=False)


def test_a_newer_version_is_told_of_as_it_is_remembered(tmp_path: Path) -> None:
    newer = program_of(plan(tmp_path, "https://florin.example/update.json")).newer()

    assert newer is not None
    assert (newer.version, newer.date) == ("99.0.0", "2026-12-01")


def test_who_switched_it_off_is_told_of_nothing(tmp_path: Path) -> None:
    assert program_of(plan(tmp_path, "")).newer() is None


def test_the_versions_are_those_of_the_command_line(tmp_path: Path) -> None:
    assert program_of(plan(tmp_path, "")).lines() == version_lines()
