"""A program that commits one invoice after another and says so; it is meant to be killed.

Run it as `python -m tests.storage.committer DATABASE FIRST_NUMBER`.
"""

import asyncio
import itertools
import sys
from pathlib import Path

from pos.storage.store import open_store
from tests.storage.invoices import cancelled, numbered, postback, told

CALLERS = 8


async def commit_for_ever(path: Path, first: int) -> None:
    """Each line on standard output is an invoice and the version that is safe on the disk."""
    store = open_store(path)
    numbers = itertools.count(first)

    async def commit() -> None:
        for number in numbers:
            invoice = numbered(number)
            for change in (told(invoice, postback(invoice)), told(cancelled(invoice))):
                await store.payments.commit(change)
                sys.stdout.write(f"{number} {change.invoice.version}\n")
                sys.stdout.flush()

    await asyncio.gather(*(commit() for _ in range(CALLERS)))


if __name__ == "__main__":
    asyncio.run(commit_for_ever(Path(sys.argv[1]), int(sys.argv[2])))
