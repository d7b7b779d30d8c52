"""One wallet of the assistant: its key, the address to compare, and the way to see its chain."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.parts import GAP, Button, label, row
from pos.gui.present.setup import group_title
from pos.gui.present.words import again, say
from pos.gui.setup.codes import code_in_picture, code_on_screen, plain_code
from pos.gui.setup.compare import AddressCheck
from pos.gui.setup.forms import KEYS, NODES, LinesForm, TokensForm
from pos.gui.setup.page import Workplace, nothing, reveal
from pos.gui.setup.trials import Trials
from pos.gui.setupdoors import Changes, CoinSeen, OtherKind, WalletSeen

SOON_MS = 300
"""After the last letter: nobody wants to be told while still typing."""


class WalletForm(QWidget):
    """Everything about the coins of one wallet.

    Signals: used(dict changes) the owner is done with it.
    """

    used = Signal(object)

    def __init__(self, place: Workplace, coins: list[CoinSeen]) -> None:
        super().__init__()
        own = next((coin for coin in coins if not coin.is_token), coins[0])
        self._place = place
        self._coin = own
        self._title = group_title(coins)
        self._other: OtherKind | None = None
        self._keys = LinesForm(place.theme, "setup.wallet", own.wallet, KEYS[own.family])
        self._nodes = LinesForm(place.theme, "setup.node", own.chain, NODES[own.family])
        self._tokens = TokensForm(place.theme, coins) if len(coins) > 1 else None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._look)
        self._keys.edited.connect(self._edit)
        self._keys.entered.connect(self._soon.stop)
        self._keys.entered.connect(self._look)
        self._why = label("", role="danger", name="setup.wallet.why", wraps=True)
        self._why.hide()
        self._check = AddressCheck(place.theme)
        self._check.answered.connect(self._confirm)
        self._check.other_taken.connect(self._take_other)
        self._trials = Trials(place, own.code, self._tried)
        self._rest = self._connection()
        self._lay_out()

    @property
    def is_confirmed(self) -> bool:
        """Whether the owner said that the address is theirs."""
        return not self._rest.isHidden()

    def changes(self) -> dict[str, object | None]:
        """Everything that was typed, as settings."""
        found = self._key_changes() | self._node_changes()
        if self._tokens is not None:
            return found | self._tokens.changes()
        return {**found, f"coins.{self._coin.code}.enabled": True}

    def focus(self) -> None:
        """The first line waits for a key, typed, pasted or scanned."""
        self._keys.first.setFocus()

    def stop(self) -> None:
        """Nobody looks at it any more."""
        self._soon.stop()
        self._place.errands.start_newest("setup.wallet", nothing())
        self._trials.stop()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        screen = self._button("setup.wallet.screen", say("Read a code from the screen"))
        screen.clicked.connect(self._scan_screen)
        picture = self._button("setup.wallet.picture", say("From a picture…"))
        picture.clicked.connect(self._pick_picture)
        if self._coin.has_wallet:
            words = say("A wallet is set up. Type here only to change it.")
            column.addWidget(label(words, role="strong", wraps=True, name="setup.wallet.has"))
        column.addWidget(self._keys)
        column.addLayout(row(screen, picture, 1))
        column.addWidget(self._why)
        column.addWidget(self._check)
        column.addWidget(self._rest)

    def _connection(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        if self._tokens is not None:
            column.addWidget(label(say("What do you take?"), role="strong"))
            column.addWidget(self._tokens)
        column.addWidget(label(say("How is the network seen?"), role="strong"))
        if self._coin.family == "bip122":
            words = say("Through public servers, of which two must agree: nothing is needed.")
            column.addWidget(label(words, wraps=True))
            column.addWidget(self._own_toggle())
            self._nodes.hide()
        column.addWidget(self._nodes)
        column.addWidget(self._trials)
        self._take = Button(
            "setup.wallet.use", say("Take {coin}", coin=self._title), role="primary"
        )
        self._take.setMinimumHeight(self._place.theme.px(64))
        self._take.clicked.connect(self._use)
        self._trials.ended.connect(self._point_on)
        column.addWidget(self._take)
        whole.hide()
        return whole

    def _own_toggle(self) -> Button:
        made = self._button("setup.node.own", say("My own node or server…"))
        made.setCheckable(True)
        made.toggled.connect(self._nodes.setVisible)
        return made

    def _button(self, name: str, words: str) -> Button:
        made = Button(name, words)
        made.setMinimumHeight(self._place.theme.px(52))
        return made

    # ---- the key

    def _edit(self) -> None:
        self._place.errands.start_newest("setup.wallet", nothing())  # its answer would be of before
        self._other = None
        self._rest.hide()
        self._check.hide()
        self._say_why("")
        self._soon.start()

    def _key_changes(self) -> dict[str, object | None]:
        found = self._keys.changes()
        if self._coin.family == "bip122":
            found[f"{self._coin.wallet}.script"] = None
        if self._other is not None:
            found[f"{self._coin.wallet}.key"] = self._other.key
            found[f"{self._coin.wallet}.script"] = self._other.script
        return found

    def _look(self) -> None:
        if self._keys.is_whole():
            self._place.errands.start_newest("setup.wallet", self._ask())

    async def _ask(self) -> None:
        changes, code = self._key_changes(), self._coin.code
        try:
            seen = await self._place.ask(lambda door: door.wallets.look(code, changes))
        except Refused as why:
            if why.code == "private_key":  # nothing of it stays, neither here nor anywhere
                self._keys.wipe()
            self._say_why(again(why.text))
            return
        except Trouble as why:
            self._say_why(again(str(why)))
            return
        self._show(seen)

    def _show(self, seen: WalletSeen) -> None:
        self._say_why("")
        self._check.ask(seen)
        self._check.show()
        reveal(self._check)

    def _say_why(self, words: str) -> None:
        self._why.setText(words)
        self._why.setVisible(bool(words))
        if words:
            reveal(self._why)

    def _scan_screen(self) -> None:
        try:
            self._put(code_on_screen())
        except Refused as why:
            self._say_why(why.text)

    def _pick_picture(self) -> None:
        dialog = QFileDialog(self._place.window, say("Picture of the code"))
        dialog.setObjectName("setup.wallet.dialog")
        dialog.setNameFilters([say("Pictures (*.png *.jpg *.jpeg)")])
        dialog.fileSelected.connect(self._read_picture)
        dialog.open()

    def _read_picture(self, path: str) -> None:
        try:
            self._put(code_in_picture(Path(path)))
        except Refused as why:
            self._say_why(why.text)

    def _put(self, text: str) -> None:
        self._keys.first.setText(plain_code(text))
        self._edit()

    # ---- the address and the network

    def _confirm(self) -> None:
        self._rest.show()
        reveal(self._rest)

    def _take_other(self, other: OtherKind) -> None:
        self._other = other
        self._confirm()

    def _node_changes(self) -> dict[str, object | None]:
        found = self._nodes.changes()
        is_hidden = self._coin.family == "bip122" and self._nodes.isHidden()
        if is_hidden or (self._nodes.is_empty() and self._coin.has_nodes):
            return {}
        if found.get(f"{self._coin.chain}.electrum"):
            found[f"{self._coin.chain}.electrum_least"] = 1
        return found

    def _point_on(self) -> None:
        """After a try the next thing is to take it, or to correct what was typed."""
        self._take.setFocus()
        reveal(self._take)

    def _tried(self) -> Changes:
        place = self._tokens.place() if self._tokens is not None else {}
        return self._key_changes() | self._node_changes() | place

    def _use(self) -> None:
        if not self._coin.has_nodes and self._nodes.is_empty():
            self._say_why(say("Type the address of a node first: without one nothing is seen."))
            self._nodes.first.setFocus()
            return
        self.used.emit(self.changes())
