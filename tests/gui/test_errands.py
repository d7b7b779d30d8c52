"""Errands: the window's coroutines, and what people are told when they fail."""

import asyncio
import logging

import pytest
from qasync import QEventLoop

from pos.domain.errors import Corrupt, Refused, Trouble
from pos.gui.errands import Errands


def told_by(errands: Errands) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    errands.refused.connect(lambda words: told.append(("refused", words)))
    errands.troubled.connect(lambda words: told.append(("troubled", words)))
    errands.broken.connect(lambda words: told.append(("broken", words)))
    return told


async def fail(why: Exception) -> None:
    raise why


@pytest.mark.parametrize(
    ("why", "kind", "words"),
    [
        (Refused("closed", "It is closed"), "refused", "It is closed"),
        (Trouble("no node"), "troubled", "no node"),
        (Corrupt("two truths"), "broken", "Please stop and call for help: two truths"),
        (ZeroDivisionError("bug"), "broken", "Something went wrong in the till."),
    ],
)
def test_failures_are_told_in_words_and_never_as_a_traceback(
    window_loop: QEventLoop,
    caplog: pytest.LogCaptureFixture,
    why: Exception,
    kind: str,
    words: str,
) -> None:
    errands = Errands(window_loop)
    told = told_by(errands)

    errands.start(fail(why))
    window_loop.run_until_complete(asyncio.sleep(0.02))

    assert told[0][0] == kind
    assert told[0][1].startswith(words)
    assert "Traceback" not in told[0][1]


def test_a_bug_is_written_to_the_log(
    window_loop: QEventLoop, caplog: pytest.LogCaptureFixture
) -> None:
    errands = Errands(window_loop)

    errands.start(fail(ZeroDivisionError("the bug")))
    window_loop.run_until_complete(asyncio.sleep(0.02))

    assert caplog.records[0].levelno == logging.ERROR
    assert "the bug" in caplog.text


def test_the_newest_errand_of_a_name_replaces_the_one_before(window_loop: QEventLoop) -> None:
    errands = Errands(window_loop)
    done: list[str] = []

    async def search(text: str) -> None:
        await asyncio.sleep(0.02)
        done.append(text)

    errands.start_newest("search", search("a"))
    errands.start_newest("search", search("ab"))
    window_loop.run_until_complete(asyncio.sleep(0.1))

    assert done == ["ab"]


def test_closing_leaves_nothing_running(window_loop: QEventLoop) -> None:
    errands = Errands(window_loop)
    errands.start(wait_for_ever())
    window_loop.run_until_complete(asyncio.sleep(0.01))

    window_loop.run_until_complete(errands.close())

    assert errands.is_idle()


async def wait_for_ever() -> None:
    await asyncio.Event().wait()
