"""What happens to the program's words where there is no console."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from bundle.places import PACKAGING


@pytest.fixture(scope="module")
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", PACKAGING / "windows" / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def shown() -> list[str]:
    return []


def never() -> bool:
    return False


def ending(code: object, words: object = None, said: str = "") -> Callable[[], None]:
    def program() -> None:
        if words is not None:
            words.write(said)  # type: ignore[attr-defined] # a text stream
        sys.exit(code)  # type: ignore[arg-type] # whatever sys.exit takes

    return program


def test_a_program_that_ends_well_shows_nothing(start: ModuleType, shown: list[str]) -> None:
    words = start.LastWords()

    code = start.watched(ending(0, words, "a warning\n"), words, shown.append, never)

    assert (code, shown) == (0, [])


def test_the_last_words_before_an_error_are_shown(start: ModuleType, shown: list[str]) -> None:
    words = start.LastWords()

    code = start.watched(ending(2, words, "florin: No such folder.\n"), words, shown.append, never)

    assert (code, shown) == (2, ["No such folder."])


def test_what_was_logged_before_is_not_shown(start: ModuleType, shown: list[str]) -> None:
    words = start.LastWords()
    said = "timestamp=2026 level=warning event=slow\nflorin: No such folder.\n"

    start.watched(ending(2, words, said), words, shown.append, never)

    assert shown == ["No such folder."]


def test_what_stood_in_the_window_is_not_said_again(start: ModuleType, shown: list[str]) -> None:
    words = start.LastWords()

    code = start.watched(ending(2, words, "florin: No coin.\n"), words, shown.append, lambda: True)

    assert (code, shown) == (2, [])


def test_words_that_the_end_itself_bears_are_shown(start: ModuleType, shown: list[str]) -> None:
    code = start.watched(ending("No such folder."), start.LastWords(), shown.append, never)

    assert (code, shown) == (1, ["No such folder."])


def test_an_error_without_words_is_not_silent(start: ModuleType, shown: list[str]) -> None:
    start.watched(ending(1), start.LastWords(), shown.append, never)

    assert shown == ["Florin stopped without saying why."]


def test_a_bug_is_written_to_a_file_and_not_shown(start: ModuleType, shown: list[str]) -> None:
    def broken() -> None:
        raise LookupError("an inner matter")

    code = start.watched(broken, start.LastWords(), shown.append, lambda: True)

    (told,) = shown
    file = Path(told.splitlines()[-1])
    written = file.read_text(encoding="utf-8")
    file.unlink()
    assert code == 1
    assert "inner matter" not in told
    assert "LookupError: an inner matter" in written


def test_only_the_end_of_a_long_life_is_kept(start: ModuleType) -> None:
    words = start.LastWords()

    for number in range(10_000):
        words.write(f"line {number}\n")

    assert len(words.kept) == start.MOST_KEPT
    assert words.kept.endswith("line 9999\n")
