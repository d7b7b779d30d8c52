"""Who changes the same files waits for the other."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pos.app.turns import taking_turns
from pos.domain.errors import Refused

HOLDING = """
import sys
from pathlib import Path
from pos.app.turns import taking_turns
with taking_turns(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_program_is_told_of_and_its_end_lets_go(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(Refused, match="another program"), taking_turns(tmp_path, 0.01):
            pass
        other.kill()
        other.wait()

    with taking_turns(tmp_path, 0.01):
        assert tmp_path.is_dir()


def test_who_waits_goes_on_as_soon_as_the_other_is_done(tmp_path: Path) -> None:
    order: list[str] = []
    is_waiting = threading.Event()

    def wait() -> None:
        is_waiting.set()
        with taking_turns(tmp_path):
            order.append("second")

    thread = threading.Thread(target=wait)
    with taking_turns(tmp_path):
        thread.start()
        is_waiting.wait()
        order.append("first")
    thread.join()

    assert order == ["first", "second"]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError), taking_turns(tmp_path / "nowhere"):  # noqa: PT011 - any of them
        pass
