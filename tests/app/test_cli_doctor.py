"""`florin doctor`, beside an open till and for a closed one."""

import json
import zipfile
from pathlib import Path

from tests.app.test_cli import florin
from tests.journeys.florin import Florin


def test_an_open_practice_till_is_looked_at_by_its_own_page(tmp_path: Path) -> None:
    profile = tmp_path / "shop"
    profile.mkdir(mode=0o700)
    served = Florin(profile, args=("--practice",))
    config = profile / "config.toml"
    config.write_text(f'[server]\nlisten = "127.0.0.1:{served.port}"\n', encoding="utf-8")
    config.chmod(0o600)
    served.start()
    served.start_payment("2.5")

    run = florin("doctor", "--practice", "--json", "--profile", profile)
    served.stop()

    page = json.loads(run.stdout)
    found = {each["code"]: each for each in page["findings"]}
    assert (page["open"], page["practice"]) == (True, True)
    assert found["chain"]["severity"] == "well"
    assert found["rate"]["severity"] == "well"
    assert found["database"]["severity"] == "well"
    assert run.returncode == {"well": 0, "note": 0, "warning": 1, "bad": 2}[page["status"]]


def test_a_damaged_database_is_grave_and_the_support_file_is_made_all_the_same(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "practice"
    folder.mkdir()
    (folder / "florin.db").write_bytes(b"\xff" * 9_000)

    run = florin("doctor", "--profile", tmp_path, "--bundle", tmp_path / "help.zip")

    assert run.returncode == 2
    assert run.stdout.startswith("Must be mended:")
    assert "florin restore" in run.stdout
    assert "Traceback" not in run.stderr
    with zipfile.ZipFile(tmp_path / "help.zip") as bundle:
        assert "doctor.json" in bundle.namelist()
    assert (folder / "florin.db").read_bytes() == b"\xff" * 9_000
