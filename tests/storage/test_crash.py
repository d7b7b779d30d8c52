import sys
from pathlib import Path
from random import Random

from pos.storage.store import open_store
from tests.child import start
from tests.soon import soon
from tests.storage.invoices import numbered, postback

ROUNDS = 5


def acknowledged(log: Path) -> dict[int, int]:
    """Each invoice that was called safe, and its newest version; a torn last line was not said."""
    whole, _, _ = log.read_text().rpartition("\n") if log.exists() else ("", "", "")
    return {int(number): int(version) for number, version in map(str.split, whole.splitlines())}


def commit_until_killed(path: Path, log: Path, first: int, at_least: int) -> dict[int, int]:
    """Let a program commit, and kill it in the middle of it."""
    argv: list[str | Path] = [sys.executable, "-m", "tests.storage.committer", path, str(first)]
    child = start(argv, log=log)
    assert soon(lambda: len(acknowledged(log)) >= at_least, within_s=20), log.read_text()
    child.kill()
    child.wait()
    return acknowledged(log)


async def test_whatever_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    chance = Random(20_261_121)
    path = tmp_path / "florin.db"
    safe: dict[int, int] = {}

    for round_number in range(ROUNDS):
        log = tmp_path / f"round {round_number}"
        first = 1_000_000 * round_number
        safe |= commit_until_killed(path, log, first, chance.randrange(1, 400))
        store = open_store(path)
        for number, version in safe.items():
            invoice = await store.payments.invoice(numbered(number).id)
            assert invoice is not None
            assert invoice.version >= version
            log_of_it = await store.outbox.attempts(invoice.id)
            assert [delivery.effect for delivery, _ in log_of_it] == [postback(numbered(number))]
            assert len(await store.journal.entries(invoice.id)) == invoice.version
        store.close()
