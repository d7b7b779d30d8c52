"""What is typed for each kind of wallet and node: the lines, and the settings they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pos.gui.parts import GAP, named
from pos.gui.present.words import later, say
from pos.gui.setup.page import field, titled
from pos.gui.setupdoors import CoinSeen
from pos.gui.theme import Theme

MAINNET: Final = "1"
COLUMNS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line to type: the last part of its setting's key, and what stands above it."""

    key: str
    title: str
    hint: str = ""
    is_secret: bool = False
    is_list: bool = False


KEYS: Final[Mapping[str, tuple[Line, ...]]] = {
    "bip122": (
        Line(
            key="key",
            title=later("Your account's extended public key (xpub, ypub, zpub) or descriptor"),
            hint="zpub…",
        ),
    ),
    "monero": (
        Line(key="address", title=later("Your wallet's primary address"), hint="4…"),
        Line(
            key="view_key",
            title=later("Its private view key, which sees and cannot spend"),
            is_secret=True,
        ),
    ),
    "eip155": (
        Line(
            key="xpub",
            title=later("The extended public key of your Ethereum account (m/44'/60'/0')"),
            hint="xpub…",
        ),
    ),
}

NODES: Final[Mapping[str, tuple[Line, ...]]] = {
    "bip122": (
        Line(
            key="electrum",
            title=later("Own Electrum servers, several with blanks between"),
            hint="ssl://host:50002",
            is_list=True,
        ),
        Line(key="rpc", title=later("Own node (Core's RPC)"), hint="http://127.0.0.1:8332"),
        Line(key="rpc_user", title=later("Its user")),
        Line(key="rpc_password", title=later("Its password"), is_secret=True),
    ),
    "monero": (Line(key="daemon", title=later("A Monero node"), hint="http://127.0.0.1:18081"),),
    "eip155": (
        Line(
            key="http",
            title=later("RPC address of an Ethereum node"),
            hint="https://node.example/…",
            is_list=True,
        ),
    ),
}
"""Without a node of one's own only the first kind can be seen."""


class LinesForm(QWidget):
    """Some lines below each other.

    Signals: edited() somebody typed, entered() a scanner or a person is done with a line.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, name: str, section: str, lines: tuple[Line, ...]) -> None:
        super().__init__()
        self._section = section
        self._lines: dict[Line, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for line in lines:
            made = field(theme, f"{name}.{line.key}", say(line.title), is_secret=line.is_secret)
            made.setPlaceholderText(line.hint)
            made.textEdited.connect(self.edited)
            made.returnPressed.connect(self.entered)
            self._lines[line] = made
            column.addWidget(titled(say(line.title), made))

    @property
    def first(self) -> QLineEdit:
        """The one that a scanner types into."""
        return next(iter(self._lines.values()))

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(made.text().strip() for made in self._lines.values())

    def is_whole(self) -> bool:
        """Whether every line has something."""
        return all(made.text().strip() for made in self._lines.values())

    def wipe(self) -> None:
        """Forget everything that was typed, also for Undo."""
        for made in self._lines.values():
            made.setText("")

    def changes(self) -> dict[str, object | None]:
        """The settings that were typed; an empty line takes its setting out."""
        found: dict[str, object | None] = {}
        for line, made in self._lines.items():
            text = made.text().strip()
            value: object = text.replace(",", " ").split() if line.is_list else text
            found[f"{self._section}.{line.key}"] = value or None
        return found


class TokensForm(QWidget):
    """Which tokens are taken with Ethereum, and on which network that is.

    Signals: edited() another network was named.
    """

    edited = Signal()

    def __init__(self, theme: Theme, coins: list[CoinSeen]) -> None:
        super().__init__()
        self._chain = field(theme, "setup.wallet.chain", say("Number of the network"))
        self._chain.setText(MAINNET)
        self._chain.textEdited.connect(self._show)
        self._boxes = {coin: self._box(theme, coin) for coin in coins}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        grid = QGridLayout()
        for number, box in enumerate(self._boxes.values()):
            grid.addWidget(box, *divmod(number, COLUMNS))
        grid.setColumnStretch(COLUMNS, 1)
        column.addLayout(grid)
        network = say("Number of the network (1 is Ethereum; another takes only its own ether)")
        column.addWidget(titled(network, self._chain))
        self._show()

    def changes(self) -> dict[str, object | None]:
        """Every coin that was ticked; what was ticked before and is not any more is taken out."""
        found: dict[str, object | None] = {}
        chain = self._chain.text().strip() or MAINNET
        for coin, box in self._boxes.items():
            if box.isChecked() and box.isEnabled():
                found[f"coins.{coin.code}.enabled"] = True
            elif coin.is_on or coin.waits:
                found[f"coins.{coin.code}"] = None
            if not coin.is_token and (chain != MAINNET or coin.is_on or coin.waits):
                found[f"coins.{coin.code}.chain"] = None if chain == MAINNET else f"eip155:{chain}"
        return found

    def place(self) -> dict[str, object | None]:
        """Where Ether is looked for, without taking anything."""
        chain = self._chain.text().strip() or MAINNET
        return {} if chain == MAINNET else {"coins.ETH.chain": f"eip155:{chain}"}

    def _box(self, theme: Theme, coin: CoinSeen) -> QCheckBox:
        words = coin.title if not coin.is_token else f"{coin.code}, {coin.title}"
        made = named(QCheckBox(words), f"setup.token.{coin.code}")
        made.setAccessibleName(words)
        made.setMinimumHeight(theme.px(48))
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        made.setChecked(coin.is_on or coin.waits or not coin.is_token)
        return made

    def _show(self) -> None:
        is_mainnet = self._chain.text().strip() in {"", MAINNET}
        for coin, box in self._boxes.items():
            box.setEnabled(is_mainnet or not coin.is_token)
        self.edited.emit()
