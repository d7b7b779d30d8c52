"""A shop that comes back from its backup, into a profile that has none yet."""

from pathlib import Path

from pos.app.backup.restoring import Wish, restore
from pos.app.clock import SystemClock
from pos.app.profile import Profile
from pos.app.setup.draft import drafted
from pos.app.setup.progress import Progress, keep_progress
from pos.domain.errors import Refused
from pos.gui.setupdoors import PutBack


class PuttingBack:
    """The `RestoreDoor` of a profile; `is_open` says that its real shop is the one that sells."""

    def __init__(self, profile: Profile, *, is_open: bool) -> None:
        self._profile = profile
        self._is_open = is_open

    async def restore(self, path: Path, passphrase: str) -> PutBack:
        """Put it there; the set-up is done with that. Raises Refused or Trouble."""
        if self._is_open:
            words = "This shop is open and selling: a backup is put into a new profile"
            raise Refused("has_shop", words)
        wish = Wish(
            file=_whole(path),
            profile=self._profile,
            passphrase=lambda: passphrase,
            now=SystemClock().now(),
            is_aside=self._is_hardly_begun(),
        )
        try:
            outcome = await restore(wish)
        except Refused as why:
            if why.code == "has_shop":
                words = "There is a shop here already: a backup is put into a new profile"
                raise Refused("has_shop", words) from why
            raise
        keep_progress(self._profile, Progress(is_done=True))
        return PutBack(
            taken_at=outcome.manifest.taken_at,
            sales=outcome.manifest.totals.sales,
            waiting=outcome.waiting,
            note=outcome.note,
        )

    def _is_hardly_begun(self) -> bool:
        """Whether there is a PIN or a product at most, and nobody told whose the money is.

        That may go aside: who begins with a PIN and then thinks of the backup is not stuck.
        """
        settings = drafted(self._profile.config, {})
        return not settings.wallets and not settings.coins


def _whole(path: Path) -> Path:
    """A path that begins in somebody's home, written out. Raises Refused if there is no such."""
    try:
        return path.expanduser()
    except RuntimeError as why:
        raise Refused("unreadable", f"{path} cannot be read: there is no such folder") from why
