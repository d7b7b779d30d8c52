"""Being told of newer versions: asked rarely, believed carefully, never acted upon."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pos.app.settings import UpdatesSettings
from pos.app.updates import (
    AGAIN_S,
    EVERY_S,
    FILE,
    FIRST_S,
    Updates,
    newer_than,
    remembered_in,
    update_errands,
    updates_of,
)
from pos.domain.errors import Refused, Trouble
from pos.updates.manifest import Manifest
from tests.fakes.clocks import SetClock
from tests.fakes.publisher import Publisher
from tests.journeys.florin import EXECUTABLE

RUNNING = "0.1.0"
PUBLISHER = Publisher()


class Shelf:
    """A place where one word after the other lies; the last one stays. None is no answer."""

    def __init__(self, *words: bytes | None) -> None:
        self.words = list(words)
        self.asked = 0

    async def fetched(self) -> bytes:
        self.asked += 1
        word = self.words.pop(0) if len(self.words) > 1 else self.words[0]
        if word is None:
            raise Trouble("the place of updates does not answer")
        return word


def asking(folder: Path, *words: bytes | None, clock: SetClock | None = None) -> Updates:
    return Updates(
        shelf=Shelf(*words),
        key=PUBLISHER.key,
        folder=folder,
        clock=clock or SetClock(),
        running=RUNNING,
    )


class Enough(Exception):  # noqa: N818 - it ends a test's day
    """The day is over."""


class Day(SetClock):
    """A clock that ends the test after some time has passed."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.ends_at = self.at + seconds
        self.looks: list[float] = []

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        if self.at > self.ends_at:
            raise Enough


async def passed(updates: Updates) -> None:
    with pytest.raises(Enough):
        await updates.run()


async def test_a_newer_version_is_told_and_remembered(tmp_path: Path) -> None:
    found = await asking(tmp_path, PUBLISHER.word("0.2.0")).look()

    assert found is not None
    assert found.version == "0.2.0"
    assert newer_than(RUNNING, remembered_in(tmp_path).newest(PUBLISHER.key)) == found


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9"])
async def test_this_version_and_older_ones_are_no_news(tmp_path: Path, version: str) -> None:
    assert await asking(tmp_path, PUBLISHER.word(version)).look() is None


async def test_an_old_word_that_comes_again_is_not_believed(tmp_path: Path) -> None:
    """Who holds back the newest by repeating an older one, however well signed, gains nothing."""
    updates = asking(tmp_path, PUBLISHER.word("0.3.0"), PUBLISHER.word("0.2.0"))
    await updates.look()

    found = await updates.look()

    assert found is not None
    assert found.version == "0.3.0"


async def test_a_word_of_another_day_on_the_same_version_is_the_later_one(tmp_path: Path) -> None:
    words = (PUBLISHER.word(date="2026-12-02", notes="b"), PUBLISHER.word(date="2026-12-01"))
    updates = asking(tmp_path, *words)
    await updates.look()

    found = await updates.look()

    assert found is not None
    assert found.notes == "b"


async def test_what_is_not_signed_by_the_publisher_changes_nothing(tmp_path: Path) -> None:
    stranger = Publisher(seed=b"\x02" * 32)
    updates = asking(tmp_path, PUBLISHER.word("0.2.0"), stranger.word("9.0.0"))
    await updates.look()

    with pytest.raises(Trouble, match="not signed by Florin's publisher"):
        await updates.look()

    known = updates.remembered()
    newest = known.newest(PUBLISHER.key)
    assert newest is not None
    assert newest.version == "0.2.0"
    assert known.trouble == "what lies there is not signed by Florin's publisher"


async def test_it_is_asked_once_a_day(tmp_path: Path) -> None:
    day = Day(3 * EVERY_S)
    updates = asking(tmp_path, PUBLISHER.word("0.2.0"), clock=day)

    await passed(updates)

    assert isinstance(updates.shelf, Shelf)
    assert updates.shelf.asked == 3
    assert day.pauses[0] == FIRST_S


async def test_a_till_that_is_opened_ten_times_a_day_asks_once(tmp_path: Path) -> None:
    asked = 0
    clock = SetClock()
    for _ in range(10):
        day = Day(AGAIN_S)
        day.at, day.ends_at = clock.at, clock.at + AGAIN_S
        updates = asking(tmp_path, PUBLISHER.word("0.2.0"), clock=day)
        await passed(updates)
        clock.at = day.at
        assert isinstance(updates.shelf, Shelf)
        asked += updates.shelf.asked

    assert asked == 1


async def test_what_failed_is_tried_again_hourly_and_told_in_the_log_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    updates = asking(tmp_path, None, None, PUBLISHER.word("0.2.0"), clock=Day(6 * AGAIN_S))

    await passed(updates)

    assert isinstance(updates.shelf, Shelf)
    assert updates.shelf.asked == 3
    assert caplog.text.count("no word of newer versions") == 2
    assert "Florin 0.2.0 was published on 2026-12-01" in caplog.text


async def test_a_clock_that_was_set_back_does_not_silence_it(tmp_path: Path) -> None:
    clock = Day(AGAIN_S)
    await asking(tmp_path, PUBLISHER.word("0.2.0"), clock=clock).look()
    clock.at -= 400 * EVERY_S
    clock.ends_at = clock.at + AGAIN_S
    updates = asking(tmp_path, PUBLISHER.word("0.3.0"), clock=clock)

    await passed(updates)

    assert isinstance(updates.shelf, Shelf)
    assert updates.shelf.asked == 1


async def test_a_full_disk_keeps_nobody_from_being_told(tmp_path: Path) -> None:
    folder = tmp_path / "gone"  # where nothing can be written
    updates = asking(folder, PUBLISHER.word("0.2.0"))

    assert await updates.look() is not None
    assert remembered_in(folder).newest(PUBLISHER.key) is None


@pytest.mark.parametrize(
    "spoilt", ["", "{", "[]", '{"word": 1}', '{"word": "AA=="}', '{"more": ' + "[" * 100_000]
)
async def test_a_spoilt_memory_is_as_none(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / FILE).write_text(spoilt, encoding="utf-8")

    assert remembered_in(tmp_path).newest(PUBLISHER.key) is None
    assert await asking(tmp_path, PUBLISHER.word("0.2.0")).look() is not None


async def test_what_was_remembered_is_believed_only_as_its_publisher_signed_it(
    tmp_path: Path,
) -> None:
    stranger = Publisher(seed=b"\x02" * 32)
    await asking(tmp_path, PUBLISHER.word("9.0.0")).look()
    known = remembered_in(tmp_path)
    changed = msgspec.structs.replace(known, word=known.word.replace(b"9.0.0", b"9.0.1"))

    assert known.newest(stranger.key) is None
    assert known.newest("") is None
    assert changed.newest(PUBLISHER.key) is None


async def test_another_publisher_begins_anew(tmp_path: Path) -> None:
    """A stolen key may have told of a version that never comes: a new key must end that."""
    await asking(tmp_path, PUBLISHER.word("999.0.0")).look()
    heir = Publisher(seed=b"\x02" * 32)
    updates = replace(asking(tmp_path, heir.word("0.2.0")), key=heir.key)

    found = await updates.look()

    assert found is not None
    assert found.version == "0.2.0"


def test_nobody_is_asked_unless_an_address_is_set(tmp_path: Path) -> None:
    assert updates_of(UpdatesSettings(), tmp_path, SetClock()) is None
    assert update_errands(UpdatesSettings(), tmp_path, SetClock()) == ()
    assert update_errands(settings(), tmp_path, SetClock()) != ()


def test_a_key_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        updates_of(settings(key="ff" * 32), tmp_path, SetClock())


def test_a_program_of_unknown_version_is_told_of_every_version() -> None:
    published = Manifest(version="0.0.1", date="2026-12-01")

    assert newer_than("unknown", published) == published
    assert newer_than("unknown", None) is None


async def test_an_owner_asks_on_demand(tmp_path: Path) -> None:
    async with PUBLISHER.open(PUBLISHER.word("9.2.0")) as url:
        (tmp_path / "config.toml").write_text(
            f'[updates]\nurl = "{url}"\nkey = "{PUBLISHER.key}"\n', encoding="utf-8"
        )
        code, told = await florin("updates", "check", "--profile", str(tmp_path))

    assert code == 0, told
    assert "Florin 9.2.0 was published on 2026-12-01. Faster." in told
    assert "florin.deb" in told


async def test_without_an_address_the_owner_is_told_what_to_set(tmp_path: Path) -> None:
    code, told = await florin("updates", "check", "--profile", str(tmp_path))

    assert code == 2
    assert "Set url in [updates] of" in told


def settings(key: str = PUBLISHER.key) -> UpdatesSettings:
    return UpdatesSettings(url="https://florin.example/update.json", key=key)


async def florin(*words: str) -> tuple[int | None, str]:
    """The command beside a server of the same loop."""
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(EXECUTABLE, *words, stdout=pipe, stderr=pipe)
    said: Sequence[bytes] = await running.communicate()
    return running.returncode, b"".join(said).decode()
