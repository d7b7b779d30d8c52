"""The place that says which program this is, and the quiet note that there is a newer one."""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.parts import GAP, label, named, selectable
from pos.gui.present.about import About, newer_advice, newer_words
from pos.gui.shopfront import Shopfront
from pos.gui.strip import Strip

EVERY_MS: Final = 10 * 60 * 1000


class AboutWatch(QObject):
    """Looks now and then for what is known of newer versions, and notes it on the strip."""

    def __init__(self, strip: Strip, bridge: Bridge, errands: Errands) -> None:
        super().__init__()
        self._strip = strip
        self._bridge = bridge
        self._errands = errands
        self.about = About()
        """What is known, as of the last look."""
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self.look)

    def open(self) -> None:
        """Begin."""
        self._tick.start()
        self.look()

    def close(self) -> None:
        """Look no more."""
        self._tick.stop()

    def look(self) -> None:
        """Ask the engine's side, which only remembers."""
        if self._bridge.is_alive:
            self._errands.start_newest("about", self._ask())

    async def _ask(self) -> None:
        self.about = await self._bridge.read(_known)
        self._strip.show_newer(newer_words(self.about.newer))


def about_page(about: About) -> QWidget:
    """Which program this is, to be read aloud to whoever helps, or copied."""
    page = named(QWidget(), "help.about")
    column = QVBoxLayout(page)
    column.setSpacing(GAP)
    if about.newer is not None:
        words = label(newer_words(about.newer), role="strong", name="about.newer", wraps=True)
        column.addWidget(words)
        column.addWidget(named(selectable(newer_advice(about.newer)), "about.advice"))
        column.addSpacing(GAP)
    column.addWidget(named(selectable("\n".join(about.lines)), "about.lines"))
    column.addStretch(1)
    return page


def _known(front: Shopfront) -> About:
    program = front.program
    return About() if program is None else About(lines=program.lines(), newer=program.newer())
