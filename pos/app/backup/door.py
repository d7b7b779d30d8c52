"""The backups of a running shop: made each day by themselves, told of when they fail.

What the settings say counts at once, whoever changed them: they are read anew each time.
"""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
import structlog

from pos.app.backup.key import has_key, make_key
from pos.app.backup.making import Made, Wanted, make
from pos.app.configfile import changed
from pos.app.plan import settings_of
from pos.app.profile import Profile, write_private
from pos.app.settings import BackupSettings
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.domain.ports.clock import Clock
from pos.engine.feed import Feed, Warned
from pos.gui.backoffice import BackupSeen
from pos.storage.snapshot import unhurried

TOPIC: Final = "house:backup"
STATE: Final = "backups.json"

FIRST_LOOK_S: Final = 60
"""After the start: whoever opens the till sells first."""

LOOK_S: Final = 300
RETRY_S: Final = 3_600
REMIND_S: Final = 24 * 3_600
AFTER_CHANGE_S: Final = 600
"""Settings that were changed are backed up, too, once their owner seems to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How the last try ended. `problem` is "" if it went well."""

    last_at: int = 0
    last_path: str = ""
    tried_at: int = 0
    problem: str = ""


class Backups:
    """The `BackupDoor` of one profile. Lives in the engine's thread; the work is done in others."""

    def __init__(
        self,
        profile: Profile,
        clock: Clock,
        feed: Feed,
        local: Callable[[float], datetime] = datetime.fromtimestamp,
    ) -> None:
        """`local` says what the shop's own clock on the wall shows."""
        self._profile = profile
        self._clock = clock
        self._feed = feed
        self._local = local
        self._told_at = 0
        self._is_over = threading.Event()

    def status(self) -> BackupSeen:
        """How the backups stand; reads two small files."""
        return backups_of(self._profile)

    async def set_up(self, folder: Path, passphrase: str) -> None:
        """Back up there from now on. Raises Refused for a folder or passphrase that will not do."""
        await asyncio.to_thread(set_up, self._profile, folder, passphrase)

    async def now(self) -> BackupSeen:
        """Make one now and rehearse it. Raises Refused, Trouble, Corrupt."""
        await self._make()
        return self.status()

    async def switch_off(self) -> None:
        """Make none any more; what there is stays."""
        await asyncio.to_thread(changed, self._profile.config, {"backup.folder": None})
        self._feed.warn(TOPIC, "")

    async def keep_daily(self) -> None:
        """Make one whenever it is time, for ever."""
        try:
            pause_s = FIRST_LOOK_S
            while True:
                await self._clock.sleep(pause_s)
                pause_s = LOOK_S
                await self._look()
        finally:
            self._is_over.set()  # whoever closes the shop does not wait for a backup

    async def _look(self) -> None:
        """Make one if it is time. What goes wrong is told, and told again each day."""
        try:
            if self._is_due(self._settings):
                await self._make()
        except (Refused, Trouble, Corrupt) as why:
            now = self._clock.now()
            if not 0 <= now - self._told_at < REMIND_S:
                self._told_at = now
                self._feed.publish(Warned(topic=TOPIC, text=f"No backup was made: {why}"))

    def _is_due(self, settings: BackupSettings) -> bool:
        state, now = state_of(self._profile), self._clock.now()
        if not settings.folder or (0 <= now - state.tried_at < RETRY_S and state.problem):
            return False
        if state.problem or not now - state.last_at >= 0:
            return True
        since_s = now - state.last_at
        is_changed = state.last_at < _changed_at(self._profile.config) <= now
        is_over = state.last_at < last_passing(self._local(now), settings.hour)
        return is_over or (is_changed and since_s > AFTER_CHANGE_S)

    async def _make(self) -> Made:
        wanted = wanted_of(self._profile, self._clock.now(), self._breathe)
        made = await asyncio.to_thread(make_and_note, self._profile, wanted)
        log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
        log.info("backup made", file=made.path.name, bytes=made.size)
        self._told_at = 0
        self._feed.warn(TOPIC, "")
        return made

    def _breathe(self) -> None:
        if self._is_over.is_set():
            raise Trouble("The till was closed before the backup was made")
        unhurried()

    @property
    def _settings(self) -> BackupSettings:
        return settings_of(self._profile).backup


def backups_of(profile: Profile) -> BackupSeen:
    """How the backups of a profile stand, whether its till is open or not."""
    state = state_of(profile)
    try:
        folder = settings_of(profile).backup.folder
    except Refused as why:
        return BackupSeen(problem=why.text)
    problem = state.problem if folder else ""
    if folder and not has_key(profile.folder):
        problem = "No passphrase was chosen for backups yet"
    return BackupSeen(
        folder=folder,
        last_at=state.last_at,
        last_path=state.last_path,
        rehearsed_at=state.last_at,  # none gets its name before it was opened again and counted
        is_on=bool(folder),
        problem=problem,
    )


def set_up(profile: Profile, folder: Path, passphrase: str) -> None:
    """Choose where backups go and who can open them; takes a second or two.

    Raises Refused for a folder that cannot be written or lies inside the shop's own, and for a
    passphrase that is too short.
    """
    place = folder.expanduser().absolute()
    if place.resolve().is_relative_to(profile.folder.resolve()):
        text = f"{place} is inside of the shop's own folder: choose one on another disk"
        raise Refused("bad_folder", text)
    try:
        place.mkdir(exist_ok=True)
        trial = place / f".florin-{id(profile)}"
        trial.touch()
        trial.unlink()
    except OSError as why:
        text = f"Nothing can be written to {place}: {why.strerror}"
        raise Refused("bad_folder", text) from why
    profile.data(is_practice=False)
    make_key(profile.folder, passphrase)
    changed(profile.config, {"backup.folder": str(place)})


def wanted_of(
    profile: Profile, now: int, breathe: Callable[[], None] = unhurried, to: Path | None = None
) -> Wanted:
    """The backup that the settings want, or one to another folder. Raises Refused without one."""
    settings = settings_of(profile)
    folder = to or (Path(settings.backup.folder).expanduser() if settings.backup.folder else None)
    if folder is None:
        text = "No folder for backups is set: `florin backup set-up FOLDER` sets one"
        raise Refused("no_backup_folder", text)
    return Wanted(
        profile=profile.folder, settings=settings, folder=folder, now=now, breathe=breathe
    )


def make_and_note(profile: Profile, wanted: Wanted) -> Made:
    """Make a backup and keep how it ended. Blocks. Raises Refused, Trouble, Corrupt."""
    before = state_of(profile)
    try:
        made = make(wanted)
    except (Refused, Trouble, Corrupt) as why:
        _note(
            profile,
            State(
                last_at=before.last_at,
                last_path=before.last_path,
                tried_at=wanted.now,
                problem=str(why),
            ),
        )
        raise
    _note(profile, State(last_at=made.at, last_path=str(made.path), tried_at=made.at))
    return made


def state_of(profile: Profile) -> State:
    """How the last try ended; what cannot be read counts as never tried."""
    try:
        return msgspec.json.decode((profile.folder / STATE).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError):
        return State()


def last_passing(now: datetime, hour: int) -> int:
    """When it was this hour on the clock on the wall for the last time, in UNIX seconds."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return int((today if today <= now else today - timedelta(days=1)).timestamp())


def _note(profile: Profile, state: State) -> None:
    try:
        write_private(profile.folder / STATE, msgspec.json.encode(asdict(state)).decode())
    except OSError:
        return  # the disk of the shop itself is full: that is told elsewhere


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
