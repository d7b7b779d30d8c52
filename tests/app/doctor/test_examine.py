import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from pos.api.health import Health
from pos.app.doctor.examine import Vitals, examined
from pos.app.doctor.finding import Finding
from pos.app.doctor.patient import Patient
from pos.domain.ports.rates import RateSource
from pos.gui.backoffice import Severity
from tests.app.doctor.patients import patient
from tests.storage.test_faults import sold

NOW = 1_800_000_000
QUIET = "\n".join(
    ("[rates]", *(f"{name} = false" for name in ("coingecko", "kraken", "coinbase", "bitstamp")))
)


async def found(shop: Patient, vitals: Vitals | None = None) -> Mapping[str, Finding]:
    outcome = await examined(shop, NOW, vitals=vitals)
    assert [f.severity for f in outcome.findings] == sorted(
        (f.severity for f in outcome.findings), key=[*reversed(Severity)].index
    )
    return {finding.code: finding for finding in outcome.findings if finding.problem}


async def test_a_practice_shop_that_is_whole_needs_nothing(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop", "", practice=True)
    shop.folder.mkdir(mode=0o700)
    await sold(shop.database, 1)

    assert set(await found(shop)) <= {"permissions", "disk_space", "door"}


@pytest.mark.parametrize("config", ["[shop\n", "[shop]\nnam = 1\n", "\x00\xff"])
async def test_settings_that_cannot_be_read_are_told_and_all_else_is_looked_at(
    tmp_path: Path, config: str
) -> None:
    shop = patient(tmp_path / "shop", config)
    await sold(shop.database, 1)

    outcome = await examined(shop, NOW)

    codes = {finding.code: finding for finding in outcome.findings}
    assert codes["config"].severity is Severity.BAD
    assert "florin restore" in codes["config"].remedy
    assert codes["database"].severity is Severity.WELL
    assert outcome.records is not None


async def test_the_settings_before_the_last_change_are_named_where_they_are(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop", "[shop\n")
    shop.config.with_name("config.toml.old").touch()

    assert "config.toml.old" in (await found(shop))["config"].remedy


async def test_a_closed_shop_has_its_connections_tried(tmp_path: Path) -> None:
    chains = '[coins.ETH]\n[chains.ETH]\nhttp = ["http://127.0.0.1:9"]\n'
    shop = patient(
        tmp_path / "shop", f'{QUIET}\ncryptocompare_url = "http://127.0.0.1:9"\n{chains}'
    )

    (wrong,) = [f for f in (await found(shop)).values() if f.code == "settings"]

    assert "wallets.evm.xpub" in wrong.problem


async def test_what_a_running_shop_says_of_itself_is_believed_and_nothing_tried(
    tmp_path: Path,
) -> None:
    shop = patient(tmp_path / "shop", f"{QUIET}\ncryptocompare = false\n[coins.ETH]\n")
    page = Health(status="ok", records="", chains={}, rates={})
    service = RateSource(name="kraken", told_at=None, trouble="kraken is too slow")

    told = await found(shop, Vitals(health=page, services=[service]))

    assert told["rate_service"].problem == "kraken is too slow"
    assert "settings" not in told
    assert "trial" not in told


async def test_damaged_records_are_told_beside_the_rest(tmp_path: Path) -> None:
    shop = patient(tmp_path / "shop", "", practice=True)
    await asyncio.to_thread(shop.folder.mkdir)
    await asyncio.to_thread(shop.database.write_bytes, b"\xff" * 9_000)

    assert (await found(shop))["database"].severity is Severity.BAD
