import subprocess
import sys
from pathlib import Path

from tests.journeys.broken_disk import small_disk


def logging_in(folder: Path, code: str) -> str:
    """What a program of its own prints to standard error while it logs; logs are global."""
    start = (
        "import logging,sys;from pathlib import Path;from pos.app.logs import start_logs\n"
        "start_logs(Path(sys.argv[1]), is_verbose=False);log=logging.getLogger('pos.shop')\n"
    )
    argv = [sys.executable, "-c", start + code, str(folder)]
    return subprocess.run(argv, check=True, capture_output=True, text=True).stderr


def test_warnings_are_told_on_the_screen_and_everything_in_the_file(tmp_path: Path) -> None:
    printed = logging_in(tmp_path, "log.info('quiet');log.warning('loud')")

    assert "event=loud" in printed
    assert "quiet" not in printed
    assert "event=quiet" in (tmp_path / "florin.log").read_text(encoding="utf-8")


def test_a_full_file_makes_room_for_a_new_one(tmp_path: Path) -> None:
    logging_in(tmp_path, "for _ in range(1300): log.info('x' * 5000)\nlog.info('last')")

    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) == {"florin.log", "florin.log.1"}
    assert max(sizes.values()) < 5_020_000
    assert "event=last" in (tmp_path / "florin.log").read_text(encoding="utf-8")


def test_a_file_left_full_by_an_earlier_run_makes_room(tmp_path: Path) -> None:
    (tmp_path / "florin.log").write_bytes(b"x" * 5_000_001)

    logging_in(tmp_path, "log.info('first')")

    assert (tmp_path / "florin.log").stat().st_size < 1000


def test_a_file_that_cannot_be_renamed_grows_on(tmp_path: Path) -> None:
    (tmp_path / "florin.log").write_bytes(b"x" * 5_000_001)
    (tmp_path / "florin.log.1").mkdir()  # as immovable as a file that another program reads
    (tmp_path / "florin.log.1" / "held").touch()

    printed = logging_in(tmp_path, "log.info('first');log.info('second')")

    written = (tmp_path / "florin.log").read_text(encoding="utf-8")
    assert [line.split("event=")[1] for line in written.splitlines()[-2:]] == ["first", "second"]
    assert "Traceback" not in printed


def test_a_full_disk_costs_lines_and_nothing_else(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=200) as disk:
        fill = (
            "ballast=open(sys.argv[1]+'/ballast','wb',buffering=0)\n"
            "try:\n while True: ballast.write(b'x'*4096)\n"
            "except OSError: pass\n"
        )
        again = "import os;ballast.close();os.remove(ballast.name);log.info('room again')\n"

        printed = logging_in(disk, f"{fill}for _ in range(9): log.info('lost '*999)\n{again}")

        written = (disk / "florin.log").read_text(encoding="utf-8")
    assert "9 lines could not be written" in written
    assert 'event="room again"' in written
    assert "Traceback" not in printed
