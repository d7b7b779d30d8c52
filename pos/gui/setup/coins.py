"""The page of the coins: one wallet after the other."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.parts import GAP, Button, clear, icon_button, label, row
from pos.gui.present.setup import group_title, group_words, groups_of, is_ready
from pos.gui.present.words import again, say
from pos.gui.setup.page import Page, Workplace
from pos.gui.setup.wallet import WalletForm
from pos.gui.setupdoors import Changes, CoinSeen, SetupSeen, Step

COLUMNS = 2


class CoinsPage(Page):
    """A button for each wallet, and the form of one of them in their place."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.COINS)
        self._groups: dict[str, list[CoinSeen]] = {}
        self._here = ""
        self._form: WalletForm | None = None
        self._told = label("", role="strong", name="setup.coins.told", wraps=True)
        self._told.hide()
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._all = icon_button(self.theme, "setup.coins.all", say("All coins"), "back")
        self._all.setMinimumHeight(self.theme.px(48))
        self._all.clicked.connect(self._show_list)
        self._head = label("", role="title", name="setup.coins.head")
        self._bar = QWidget()
        self._bar.setLayout(row(self._all, self._head, 1))
        self._space = QVBoxLayout()
        self.body.addWidget(self._told)
        self.body.addWidget(self._list)
        self.body.addWidget(self._bar)
        self.body.addLayout(self._space)
        self.body.addStretch(1)

    def show_seen(self, seen: SetupSeen) -> None:
        """Which wallets are there."""
        self._groups = groups_of(seen.coins)
        clear(self._grid)
        for number, (wallet, coins) in enumerate(self._groups.items()):
            place = divmod(number, COLUMNS)
            self._grid.addWidget(self._button(wallet, coins), *place)
        if self._form is None:
            self._show_list()

    def has_answer(self) -> bool:
        """Whether there is any coin to be paid in."""
        return any(is_ready(coin) for coins in self._groups.values() for coin in coins)

    def answer(self) -> Changes:
        """What was confirmed and not taken yet, so that nothing typed is lost."""
        form = self._form
        return {} if form is None or not form.is_confirmed else form.changes()

    def leave(self) -> None:
        """No connection is tried any more."""
        self._show_list()
        self._tell("")

    def _button(self, wallet: str, coins: list[CoinSeen]) -> Button:
        is_set = any(map(is_ready, coins))
        words = f"{group_title(coins)}\n{group_words(coins)}"
        icon, colour = ("paid", "well") if is_set else ("plus", "muted")
        name = f"setup.coin.{wallet.partition('.')[2]}"
        made = icon_button(self.theme, name, words, icon, colour=colour)
        made.setStyleSheet("text-align: left")
        made.setMinimumHeight(self.theme.px(72))
        made.clicked.connect(lambda: self._open(wallet))
        return made

    def _show_list(self) -> None:
        if self._form is not None:
            self._form.stop()
        self._form = None
        clear(self._space)
        self._list.show()
        self._bar.hide()

    def _open(self, wallet: str) -> None:
        self._show_list()
        self._here = wallet
        self._tell("")
        self._list.hide()
        self._head.setText(group_title(self._groups[wallet]))
        self._bar.show()
        self._form = WalletForm(self.place, self._groups[wallet])
        self._form.used.connect(self._use)
        self._space.addWidget(self._form)
        self._form.focus()

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _use(self, changes: Changes) -> None:
        self.place.errands.start_newest("setup.coins", self._save(changes))

    async def _save(self, changes: Changes) -> None:
        title = group_title(self._groups[self._here])
        try:
            await self.place.ask(lambda door: door.notes.save(changes))
            seen = await self.place.ask(lambda door: door.notes.seen())
        except (Refused, Trouble) as why:
            self._tell(again(str(why)))
            return
        self._show_list()
        self.show_seen(seen)
        self._tell(say("Ready: {coin}. Another one, or Next.", coin=title))
        self.rested.emit()
