"""The backups of a running shop: made each day, told of when they fail."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pos.app.backup.archive import kept_in
from pos.app.backup.door import (
    AFTER_CHANGE_S,
    FIRST_LOOK_S,
    LOOK_S,
    REMIND_S,
    RETRY_S,
    STATE,
    TOPIC,
    Backups,
    last_passing,
    set_up,
    wanted_of,
)
from pos.app.config import load_settings
from pos.app.profile import Profile
from pos.domain.errors import Refused, Trouble
from pos.engine.feed import Feed, News, Warned
from tests.app.backup.shops import NOW, PASSPHRASE, Shop, furnished
from tests.fakes.world import FakeClock
from tests.soon import eventually

DAY_S = 86_400


@dataclass
class Night:
    """A shop, its clock, and what was told."""

    shop: Shop
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        feed = Feed()
        feed.subscribe(self._hear)
        self.backups = Backups(
            self.shop.profile, self.clock, feed, lambda at: datetime.fromtimestamp(at, UTC)
        )

    def _hear(self, news: News) -> None:
        if isinstance(news, Warned) and news.topic == TOPIC:
            self.told.append(news.text)

    @property
    def made(self) -> list[int]:
        """When, since the beginning."""
        return sorted(kept.at - NOW for kept in kept_in(self.shop.backups))

    async def passes(self, seconds: int) -> None:
        """Time, and whatever is done meanwhile; the errand sleeps again afterwards."""
        naps = len(self.clock.naps)
        await self.clock.pass_time(seconds)

        async def sleeps() -> bool:
            return len(self.clock.naps) > naps

        assert await eventually(sleeps)


@pytest.fixture
async def night(tmp_path: Path) -> AsyncIterator[Night]:
    shop = furnished(tmp_path)
    os.utime(shop.profile.config, (NOW - 99, NOW - 99))
    night = Night(shop)
    task = asyncio.ensure_future(night.backups.keep_daily())
    await asyncio.sleep(0)
    yield night
    task.cancel()
    await asyncio.wait({task})


async def test_one_is_made_soon_after_the_start_and_then_each_day(night: Night) -> None:
    await night.passes(FIRST_LOOK_S)
    await night.passes(LOOK_S)
    await night.passes(14 * 3_600)  # it is six in the morning, and its hour was at three
    await night.passes(LOOK_S)

    first, second = night.made
    assert (first, second) == (FIRST_LOOK_S, FIRST_LOOK_S + LOOK_S + 14 * 3_600)
    assert night.told == []


async def test_how_they_stand_is_told(night: Night) -> None:
    before = night.backups.status()
    after = await night.backups.now()

    assert (before.is_on, before.last_at, before.problem) == (True, 0, "")
    assert (after.last_at, after.rehearsed_at) == (NOW, NOW)
    assert Path(after.last_path).parent == night.shop.backups
    assert after.folder == str(night.shop.backups)


async def test_a_failure_is_told_once_a_day_until_it_is_over(night: Night) -> None:
    away = night.shop.backups.with_name("away")
    night.shop.backups.rename(away)
    await night.passes(FIRST_LOOK_S)
    await night.passes(RETRY_S)
    once = list(night.told)
    seen = night.backups.status()
    await night.passes(REMIND_S)
    twice = list(night.told)
    away.rename(night.shop.backups)
    await night.passes(RETRY_S)

    assert len(once) == 1
    assert "is its disk connected" in once[0]
    assert "is its disk connected" in seen.problem
    assert len(twice) == 2
    assert night.told[-1] == ""
    assert night.backups.status().problem == ""
    assert len(night.made) == 1


async def test_after_a_failure_it_is_tried_again_within_the_hour_and_not_each_minute(
    night: Night,
) -> None:
    night.shop.backups.rename(night.shop.backups.with_name("away"))
    await night.passes(FIRST_LOOK_S)
    night.shop.backups.with_name("away").rename(night.shop.backups)
    await night.passes(LOOK_S)
    soon = list(night.made)
    await night.passes(RETRY_S)

    assert soon == []
    assert len(night.made) == 1


async def test_settings_that_were_changed_are_backed_up_too(night: Night) -> None:
    await night.passes(FIRST_LOOK_S)
    changed_at = NOW + FIRST_LOOK_S + 5
    os.utime(night.shop.profile.config, (changed_at, changed_at))
    await night.passes(LOOK_S)
    soon = list(night.made)
    await night.passes(AFTER_CHANGE_S)

    assert len(soon) == 1
    assert len(night.made) == 2


async def test_a_clock_that_was_set_back_does_not_stop_them(night: Night) -> None:
    await night.passes(FIRST_LOOK_S)
    early = Night(night.shop, FakeClock(NOW - 30 * DAY_S))
    task = asyncio.ensure_future(early.backups.keep_daily())
    await asyncio.sleep(0)

    await early.passes(FIRST_LOOK_S)
    task.cancel()
    await asyncio.wait({task})

    assert night.made == [FIRST_LOOK_S - 30 * DAY_S, FIRST_LOOK_S]


async def test_switched_off_nothing_is_made_and_nothing_lost(night: Night) -> None:
    await night.passes(FIRST_LOOK_S)
    await night.backups.switch_off()
    await night.passes(DAY_S)

    assert len(night.made) == 1
    assert not night.backups.status().is_on
    with pytest.raises(Refused, match="No folder"):
        await night.backups.now()


async def test_without_a_passphrase_it_says_what_is_missing(night: Night) -> None:
    (night.shop.folder / "backup.key").unlink()

    assert "No passphrase" in night.backups.status().problem
    await night.passes(FIRST_LOOK_S)
    assert "set-up" in night.told[0]


async def test_settings_that_cannot_be_read_are_told(night: Night) -> None:
    night.shop.profile.config.write_text("[shop")

    assert "not valid TOML" in night.backups.status().problem
    await night.passes(FIRST_LOOK_S)
    assert "not valid TOML" in night.told[0]


async def test_whoever_closes_the_shop_does_not_wait_for_a_backup(tmp_path: Path) -> None:
    night = Night(furnished(tmp_path))
    task = asyncio.ensure_future(night.backups.keep_daily())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})

    with pytest.raises(Trouble, match="closed"):
        await night.backups.now()
    assert night.made == []


async def test_set_up_writes_the_folder_and_the_key(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "shop")
    night = Night(Shop(folder=profile.folder, backups=tmp_path / "stick"))

    await night.backups.set_up(tmp_path / "stick", PASSPHRASE)

    settings = load_settings(profile.config, {})
    assert settings.backup.folder == str(tmp_path / "stick")
    assert (tmp_path / "stick").is_dir()
    assert (profile.folder / "backup.key").exists()


@pytest.mark.parametrize(("place", "words"), [("shop/inside", "inside"), ("no/such", "cannot be")])
def test_a_folder_that_will_not_do_is_refused(tmp_path: Path, place: str, words: str) -> None:
    profile = Profile(tmp_path / "shop")

    with pytest.raises(Refused) as refused:
        set_up(profile, tmp_path / place, PASSPHRASE)

    assert refused.value.code == "bad_folder"
    assert words in refused.value.text or "written" in refused.value.text
    assert not profile.config.exists()


def test_a_backup_may_go_to_another_folder(tmp_path: Path) -> None:
    shop = furnished(tmp_path)

    assert wanted_of(shop.profile, NOW, to=tmp_path).folder == tmp_path
    assert wanted_of(shop.profile, NOW).folder == shop.backups


@pytest.mark.parametrize("text", ["", "{", '{"last_at": "never"}'])
async def test_a_spoilt_note_of_the_last_try_counts_as_none(night: Night, text: str) -> None:
    (night.shop.folder / STATE).write_text(text)

    assert night.backups.status().last_at == 0


@pytest.mark.parametrize("hour", [0, 1, 2, 3, 23])
@pytest.mark.parametrize("change", [(3, 29), (10, 25)])
def test_each_day_has_a_backup_whatever_becomes_of_its_hours(
    change: tuple[int, int], hour: int
) -> None:
    began = int(datetime(2026, *change, 1, tzinfo=UTC).timestamp()) - 2 * 86_400
    berlin = ZoneInfo("Europe/Berlin")

    made: list[int] = []
    for now in range(began, began + 4 * 86_400, 600):
        local = datetime.fromtimestamp(now, tz=berlin)
        passed = last_passing(
            local.replace(tzinfo=timezone(local.utcoffset() or timedelta())), hour
        )
        assert passed <= now
        if not made or made[-1] < passed:  # as `_is_due` asks: the last one was before
            made.append(now)

    assert 4 <= len(made) <= 6  # one more when the clock is changed does no harm
    assert all(later - earlier <= 25 * 3_600 for earlier, later in pairwise(made))


def test_the_hour_is_that_of_the_clock_on_the_wall() -> None:
    noon = datetime(2025, 11, 21, 12, 0, tzinfo=UTC)

    assert last_passing(noon, 3) == int(noon.timestamp()) - 9 * 3_600
    assert last_passing(noon, 12) == int(noon.timestamp())
    assert last_passing(noon, 13) == int(noon.timestamp()) - 23 * 3_600


async def test_settings_from_the_future_are_not_backed_up_again_and_again(night: Night) -> None:
    """They were changed while the clock was wrong: that may last for years."""
    future = NOW + 99 * DAY_S
    os.utime(night.shop.profile.config, (future, future))
    await night.passes(FIRST_LOOK_S)
    await night.passes(AFTER_CHANGE_S + LOOK_S)
    await night.passes(AFTER_CHANGE_S + LOOK_S)

    assert len(night.made) == 1
