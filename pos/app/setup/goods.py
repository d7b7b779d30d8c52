"""What the shop sells: a list from a file, tried first, or the demo shop's."""

import asyncio
from pathlib import Path
from typing import Final

from pos.app.setup.books import Books
from pos.domain.errors import Refused
from pos.gui.setupdoors import DryRun, Fault, Listed
from pos.resources import resource
from pos.storage.store import Store
from pos.till.catalogue import seed_demo
from pos.till.goodsfile import GoodsList, read_goods

LARGEST: Final = 32 * 1024 * 1024
COUNTED: Final = 100_000


class Goods:
    """The `GoodsDoor` of a profile."""

    def __init__(self, books: Books) -> None:
        self._books = books

    async def try_file(self, path: Path, currency: str) -> DryRun:
        """What importing this file would do. Raises Refused if it cannot be read."""
        read = await asyncio.to_thread(_read, path, currency)
        listed = (
            Listed(
                line=one.line,
                title=one.product.title,
                price=one.product.price,
                category=one.product.category,
                barcode=one.product.barcode,
            )
            for one in read.goods
        )
        faults = (Fault(line=fault.line, words=fault.words) for fault in read.faults)
        return DryRun(
            path=str(path), listed=tuple(listed), faults=tuple(faults), unread=read.unread
        )

    async def import_file(self, path: Path, currency: str) -> int:
        """All of it or nothing. Raises Refused."""
        read = await asyncio.to_thread(_read, path, currency)
        if read.faults:
            raise Refused("faults", "The file has lines that are wrong: correct them first")
        async with self._books.whole() as store:
            await store.retail.save_products([one.product for one in read.goods])
        return len(read.goods)

    async def add_demo(self, currency: str) -> int:
        """Put the demo shop's products into an empty catalogue; how many there are then."""
        async with self._books.whole() as store:
            await seed_demo(store.retail, resource("demo_shop.json"), currency)
            return await _count(store)

    async def count(self) -> int:
        """How many products the real shop has; 0 while another program has its database."""
        if not self._books.exist():
            return 0
        async with self._books.opened() as found:
            return await _count(found) if isinstance(found, Store) else 0


async def _count(store: Store) -> int:
    return len(await store.retail.products(text="", category="", limit=COUNTED))


def _read(path: Path, currency: str) -> GoodsList:
    try:
        if not path.expanduser().is_file() and path.exists():
            raise Refused("unreadable", f"{path} cannot be read: it is no file")
        with path.expanduser().open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, RuntimeError, ValueError) as why:
        words = getattr(why, "strerror", None) or "there is no such file"
        raise Refused("unreadable", f"{path} cannot be read: {words}") from why
    if len(raw) > LARGEST:
        raise Refused("large_file", "This file is too large for a list of products")
    return read_goods(raw, currency)
