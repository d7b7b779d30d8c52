import asyncio
import zipfile
from pathlib import Path

import pytest

from pos.app.doctor.bundle import written_bundle
from pos.app.doctor.examine import Examined, examined
from pos.app.doctor.patient import Patient
from pos.domain.errors import Refused
from tests.app.doctor.patients import patient
from tests.journeys.florin import XPUB
from tests.storage.test_faults import sold

CONFIG = f"""
[shop]
name = "Corner shop"
expiry_minutes = 45

[wallets.evm]
xpub = "{XPUB}"

[chains.ETH]
http = ["https://me:hunter2@node.example/v3/0123456789abcdef"]

[librepay]
secret = "correct horse battery"
"""
HIDDEN = (
    "Corner shop",
    XPUB,
    "hunter2",
    "node.example",
    "0123456789abcdef",
    "correct horse",
    "5" * 64,
    "085d7f4971e33c1c",
)


@pytest.fixture
def shop(tmp_path: Path) -> Patient:
    made = patient(tmp_path / "shop", CONFIG, practice=True)
    made.folder.mkdir()
    asyncio.run(sold(made.database, 1, 2, 3))
    (made.folder / "postback.key").write_text("5" * 64)
    (made.folder / "florin.log").write_text(
        "timestamp=2026-11-21T16:10:06.9Z level=info event=invoice id=085d7f4971e33c1c stage=seen\n"
        f"timestamp=2026-11-21T16:10:07.9Z level=info event={'5' * 64} correct horse battery\n"
    )
    return made


def looked(shop: Patient) -> Examined:
    return asyncio.run(examined(shop, 1_800_000_000))


def texts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as bundle:
        return {name: bundle.read(name).decode() for name in bundle.namelist()}


def test_it_helps_and_names_nobody(shop: Patient, tmp_path: Path) -> None:
    files = texts(written_bundle(tmp_path / "help.zip", shop, looked(shop)))

    whole = "\n".join(files.values())
    assert [secret for secret in HIDDEN if secret in whole] == []
    assert "expiry_minutes = 45" in files["config.toml"]
    assert '"invoice": 3' in files["database.json"]
    assert "stage=seen" in files["logs/florin.log"]
    assert "SQLite" in files["versions.txt"]
    assert '"findings"' in files["doctor.json"]


def test_only_its_owner_may_read_it(shop: Patient, tmp_path: Path) -> None:
    path = written_bundle(tmp_path / "help.zip", shop, looked(shop))

    assert path.stat().st_mode & 0o077 == 0


def test_a_config_that_cannot_be_read_is_left_out(shop: Patient, tmp_path: Path) -> None:
    shop.config.write_text(f'[wallets\nxpub = "{XPUB}"\n')

    files = texts(written_bundle(tmp_path / "help.zip", shop, looked(shop)))

    assert files["config.toml"] == "# it cannot be read: 2 lines\n"


def test_a_place_that_cannot_be_written_is_refused(shop: Patient, tmp_path: Path) -> None:
    outcome = looked(shop)

    with pytest.raises(Refused, match="cannot be written"):
        written_bundle(tmp_path / "nowhere" / "help.zip", shop, outcome)
