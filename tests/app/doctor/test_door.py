import zipfile
from pathlib import Path

from pos.app.build import Plan, built
from pos.app.doctor.door import doctor_of
from pos.app.settings import Settings
from pos.gui.backoffice import Severity


async def test_an_open_shop_is_examined_by_what_it_sees_itself(tmp_path: Path) -> None:
    folder = tmp_path / "shop" / "practice"
    folder.mkdir(mode=0o700, parents=True)
    plan = Plan(settings=Settings(), folder=folder, is_practice=True)

    async with built(plan) as house:
        for watch in house.shop.watches:
            await watch.look_once()
        doctor = doctor_of(plan, house)
        found = await doctor.findings()
        path = await doctor.bundle(tmp_path / "help.zip")

    severities = [each.severity for each in found]
    chain = next(each for each in found if "practice:1" in each.subject)
    assert severities == sorted(severities, key=[*reversed(Severity)].index)
    assert (chain.problem, chain.severity) == ("", Severity.WELL)
    assert zipfile.is_zipfile(path)
