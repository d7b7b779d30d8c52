"""A customer's browser on the checkout page, and a phone that reads its code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image
from playwright.sync_api import Error, Page, sync_playwright

from tests.journeys.needs import CHROMIUM_FLAGS

PICTURES: Final = Path("build/journeys")
PATIENCE_MS: Final = 120_000
LOT_MS: Final = 3_000
MOST_LOTS: Final = 40


class PayPage:
    """One tab with the page of one payment."""

    def __init__(self, tab: Page, url: str, name: str) -> None:
        """`name` is what its pictures are called."""
        self.tab = tab
        self._name = name
        self._pictures = 0
        tab.set_default_timeout(PATIENCE_MS)
        tab.goto(url)

    def choose(self, code: str) -> None:
        """Pick a coin."""
        self.tab.locator(f"ul.coins button[value='{code}']").click()
        self.tab.locator("#amount", has_text=code).wait_for()

    def wait_for(self, words: str) -> None:
        """Wait until the headline says so, and keep a picture of it."""
        self.tab.locator("#headline", has_text=words).wait_for()
        self.look()

    def wait_for_line(self, words: str) -> None:
        """Wait until a line about money back says so, and keep a picture of it."""
        self.tab.locator("ul.refunds", has_text=words).wait_for()
        self.look()

    def mine_until_line(self, words: str, mine: Callable[[], object]) -> None:
        """Make blocks until a line about money back says so.

        A refund is signed before it is sent: the first block may come too early for it.
        """
        line = self.tab.locator("ul.refunds", has_text=words)
        for _ in range(MOST_LOTS):
            mine()
            try:
                line.wait_for(timeout=LOT_MS)
            except Error:
                continue
            break
        self.wait_for_line(words)

    def look(self) -> None:
        """Keep a picture."""
        self._pictures += 1
        file = PICTURES / f"page-{self._name}-{self._pictures}.png"
        self.tab.screenshot(path=file, full_page=True)

    def scan(self) -> str:
        """What a phone reads from the code."""
        with Image.open(BytesIO(self.tab.locator(".qr").screenshot())) as seen:
            found = zxingcpp.read_barcodes(seen.convert("L"))
        assert found, "no code could be read from the page"
        return str(found[0].text)

    def copied(self, what: str) -> str:
        """What a copy button copies: “amount” or “address”."""
        text = self.tab.get_by_label(f"Copy the {what}").get_attribute("data-copy")
        assert text is not None
        return text

    def claim(self, address: str) -> None:
        """Say where the money goes back to, and confirm it."""
        self.tab.locator("#claim-link").click()
        self.tab.locator("input[name=address]").fill(address)
        self.look()
        self.tab.locator("button[value=check]").click()
        self.tab.locator("#send").wait_for()
        self.look()
        self.tab.locator("#send").click()


@contextmanager
def browser(chromium: Path) -> Iterator[Page]:
    """A tab of a fresh browser."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(
            executable_path=str(chromium), args=list(CHROMIUM_FLAGS)
        )
        try:
            yield program.new_page(viewport={"width": 900, "height": 1000}, locale="en-GB")
        finally:
            program.close()
