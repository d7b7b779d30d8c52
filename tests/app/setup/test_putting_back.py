"""A backup is put back only where there is no shop yet."""

from pathlib import Path

import pytest

from pos.app.profile import Profile
from pos.app.setup.progress import progress_of
from pos.app.setup.putting_back import PuttingBack
from pos.domain.errors import Refused
from tests.app.backup.shops import PASSPHRASE, furnished
from tests.app.setup.conftest import Doors
from tests.journeys.florin import XPUB


async def test_a_shop_that_sells_is_never_replaced(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="open and selling"):
        await PuttingBack(profile, is_open=True).restore(tmp_path / "a.florin", "phrase")


@pytest.mark.parametrize("name", ["none.florin", "~nobody-of-this-name/a.florin", "a\0b.florin"])
async def test_what_is_no_backup_is_refused(profile: Profile, name: str) -> None:
    with pytest.raises(Refused):
        await PuttingBack(profile, is_open=False).restore(Path(name), "phrase")

    assert not profile.config.exists()


async def test_a_pin_that_was_set_before_is_no_hindrance(doors: Doors, tmp_path: Path) -> None:
    made = furnished(tmp_path / "lost").backed_up()
    await doors.notes.save({"window.language": "en"})
    await doors.owner.choose("2468", "")

    back = await PuttingBack(doors.profile, is_open=False).restore(made.path, PASSPHRASE)

    assert back.sales == made.totals.sales
    (aside,) = doors.profile.folder.glob("before-restore-*")
    assert (aside / "florin.db").exists()  # nothing is ever lost
    assert progress_of(doors.profile).is_done


async def test_a_shop_whose_wallet_is_told_is_not_replaced(doors: Doors, tmp_path: Path) -> None:
    made = furnished(tmp_path / "lost").backed_up()
    await doors.notes.save({"wallets.evm.xpub": XPUB, "coins.ETH.enabled": True})
    await doors.owner.choose("2468", "")

    with pytest.raises(Refused, match="There is a shop here already") as refused:
        await PuttingBack(doors.profile, is_open=False).restore(made.path, PASSPHRASE)

    assert "--" not in refused.value.text
    await doors.owner.check("2468")
