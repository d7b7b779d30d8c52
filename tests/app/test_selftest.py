"""The program's test of itself, as whoever built or installed it runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QImage

from pos.app.selftest import PROBES, line, report, results
from pos.app.selftest_parts import RESOURCES
from pos.app.selftest_window import colours_of
from pos.gui.fonts import FILES
from pos.resources import resource
from tests.journeys.florin import EXECUTABLE
from tests.journeys.hands import Hands


def selftest(
    *words: str, env: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [EXECUTABLE, "selftest", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PATH": os.environ["PATH"], **(env or {})},
    )


def test_everything_works_without_a_display_a_home_or_anything_else(tmp_path: Path) -> None:
    told = selftest("--json", env={"HOME": str(tmp_path / "nobody"), "TMPDIR": str(tmp_path)})

    assert told.stderr == ""
    found = json.loads(told.stdout)
    assert [each["name"] for each in found["probes"] if not each["ok"]] == []
    assert [each["name"] for each in found["probes"]] == list(PROBES)
    assert (told.returncode, found["ok"]) == (0, True)
    assert found["version"][0].startswith("florin 0.")
    assert list(tmp_path.iterdir()) == []  # neither a profile nor a trace of the trial


def test_a_window_comes_up_on_a_display_too(display: Hands, tmp_path: Path) -> None:
    told = selftest(env={"HOME": str(tmp_path), "DISPLAY": display.display})

    assert told.returncode == 0, told.stdout
    assert told.stdout.count("ok      ") == len(PROBES)


def test_what_is_broken_is_named_and_the_rest_is_tried_all_the_same() -> None:
    missing = {"missing": "pos.app.nowhere", "broken": __name__, "fine": __name__}

    found = list(results(missing))

    assert [each.ok for each in found] == [False, False, True]
    assert found[0].why == "ModuleNotFoundError: No module named 'pos.app.nowhere'"
    assert line(found[1]).endswith(" ms: OSError: the disk is full")
    assert not report(found).ok
    assert report(found[2:]).ok


def test_a_bundle_without_its_pictures_fails(tmp_path: Path) -> None:
    """The program as it would be if the resources had been forgotten."""
    root = Path(__file__).parents[2]
    (tmp_path / "pos").symlink_to(root / "pos")
    (tmp_path / "resources").mkdir()
    start = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from pos.__main__ import main; "
    start += "sys.argv = ['florin', 'selftest', '--json']; main()"

    told = subprocess.run(
        [sys.executable, "-I", "-c", start], capture_output=True, text=True, check=False, timeout=60
    )

    broken = {each["name"]: each["why"] for each in json.loads(told.stdout)["probes"]}
    assert told.returncode == 1
    assert "icons/florin.svg" in broken["resources"]


def test_every_folder_of_resources_is_asked_for_and_every_font() -> None:
    fonts = {f"fonts/{name}" for name in FILES}
    folders = {path.name for path in resource("").iterdir() if path.is_dir()}

    assert folders == {name.partition("/")[0] for name in RESOURCES if "/" in name}
    assert fonts <= set(RESOURCES)


def test_an_empty_window_has_one_colour() -> None:
    empty = QImage(40, 40, QImage.Format.Format_RGB32)
    empty.fill(0xFFFFFF)
    lined = empty.copy()
    for at in range(40):
        lined.setPixel(at, at, at)

    assert colours_of(empty) == 1
    assert colours_of(lined) == 21


def broken(_: Path) -> str:
    raise OSError("the disk is full")


def fine(folder: Path) -> str:
    return "" if folder.is_dir() else "there is no folder"
