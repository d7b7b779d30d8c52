import subprocess
import sys
from pathlib import Path


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
