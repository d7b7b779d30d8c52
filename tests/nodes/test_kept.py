"""What is costly to make is made once, whole or not at all."""

from pathlib import Path
from threading import Barrier, Thread

import pytest

from tests.nodes.kept import kept


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    def make(into: Path) -> None:
        (into / "made").touch(exist_ok=False)
        (tmp_path / "once").touch(exist_ok=False)

    first = kept(tmp_path / "kept", make)

    assert kept(tmp_path / "kept", make) == first
    assert (first / "made").exists()


def test_a_making_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(into: Path) -> None:
        (into / "half").touch()
        raise OSError("no network")

    with pytest.raises(OSError, match="no network"):
        kept(tmp_path / "kept", fail)

    assert not (tmp_path / "kept").exists()
    assert list(tmp_path.rglob("half")) == []


def test_two_who_want_the_same_at_once_make_it_once(tmp_path: Path) -> None:
    made: list[Path] = []
    together = Barrier(2)

    def want() -> None:
        together.wait()
        kept(tmp_path / "kept", made.append)

    threads = [Thread(target=want) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
