"""What still needs a person's decision, found again in the records after a restart."""

from collections.abc import Sequence
from typing import Final

from pos.domain.payment.invoice import Invoice
from pos.domain.payment.stage import Stage
from pos.domain.ports.journal import Search
from pos.gui.bridge import Bridge
from pos.gui.present.rows import needs_action
from pos.gui.present.views import View
from pos.gui.sight import Sight

BACK_S: Final = 7 * 86_400
"""How far back one looks: older money is the owner's business, not the counter's."""

PAGE: Final = 100
"""Invoices judged in one piece, so that the window never stops for them."""


async def past_in_need(
    bridge: Bridge, sight: Sight, stages: Sequence[Stage] = (), text: str = ""
) -> list[Invoice]:
    """The invoices of the last days that need action, newest first, by the rule of the tray."""
    since = sight.now() - BACK_S
    names = tuple(stage.value for stage in stages)
    found: list[Invoice] = []
    skip = 0
    while True:
        search = Search(text=text, stages=names, since=since, limit=PAGE, skip=skip)
        page = await bridge.ask(lambda f, search=search: f.records.search(search))  # type: ignore[misc]
        view = View(now=sight.now())  # the rule needs no more, and no sale is looked up for it
        found += [invoice for invoice in page if needs_action(invoice, view)]
        if len(page) < PAGE:
            return found
        skip += PAGE
