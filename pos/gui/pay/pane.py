"""The pay pane: the code large at the left, the state of the payment at the right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos.gui.chips import ChipRow
from pos.gui.keypad import meaning_of
from pos.gui.keys import Command
from pos.gui.parts import (
    ENTER_KEYS,
    GAP,
    Badge,
    Button,
    CodeText,
    breakable,
    card,
    clear,
    icon_button,
    label,
    named,
    row,
)
from pos.gui.pay.amount import AmountText
from pos.gui.pay.steps import Steps
from pos.gui.pay.verdict import Verdict
from pos.gui.present.payments import Chip, Code, PayScreen
from pos.gui.present.tokens import ICON_OF_WISH, WORD_OF_WISH, Wish
from pos.gui.present.words import say
from pos.gui.qr import QrView
from pos.gui.theme import Theme

QR_SMALLEST = 236
FIAT_FROM_PX = 360
"""Below this height the price is left to the side, where it stands too."""


class PayPane(QWidget):
    """One live invoice.

    Signals: wished(Wish), chosen(str coin code), commanded(Command), copied(str what),
    typed(str key) a digit of the next sale, while this one is done.
    """

    wished = Signal(object)
    chosen = Signal(str)
    commanded = Signal(object)
    copied = Signal(str)
    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pay")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Payment"))
        self._theme = theme
        self._screen: PayScreen | None = None
        self._chips_shown: object = None
        self._is_large = False
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(12)
        whole.addLayout(self._left(), 1)
        self._side = self._right()
        whole.addWidget(self._side)

    def fit(self, window_width: int) -> None:
        """Share the width between the code and the state."""
        self._side.setFixedWidth(
            max(self._theme.px(320), min(self._theme.px(520), window_width // 3))
        )

    def calm(self) -> QWidget:
        """Where a message may lie: over what was sold."""
        return self._area

    # ---- what is shown

    def show_screen(self, screen: PayScreen) -> None:
        """Draw this state."""
        self._screen = screen
        self._title.setText(screen.title)
        self._total.setText(screen.total)
        self._fiat.setText(screen.code.price if screen.code and screen.code.price else screen.total)
        self._clock.setText(screen.left)
        self._clock.setVisible(bool(screen.left))
        self._stage.show_state(screen.picture.token, screen.picture.headline)
        self._hint.setText(breakable(screen.picture.hint))
        self._policy.setText(screen.policy if screen.picture.step in {1, 2} else "")
        self._policy.setVisible(bool(self._policy.text()))
        self._steps.show_step(screen.picture.step)
        self._show_code(screen.code)
        self._verdict.show_picture(screen.picture, screen.total)
        self._stack.setCurrentIndex(0 if screen.code else 1)
        self._show_chips(screen)
        self._show_lines(screen)
        self._show_acts(screen)

    def show_next(self, seconds: int) -> None:
        """Say when the next sale begins by itself; 0 when it does not."""
        self._next.setText(say("New sale in {seconds}", seconds=seconds))
        self._next.setVisible(seconds > 0)

    def _show_code(self, code: Code | None) -> None:
        self._rate.setText(code.rate if code else "")
        self._rate.setVisible(bool(self._rate.text()))
        if code is None:
            self._qr.show_code("")
            return
        self._link.setVisible(bool(code.link))
        self._qr.show_code(code.link if code.link and self._link.isChecked() else code.qr)
        self._qr.setAccessibleName(
            say(
                "Code to pay {amount} {coin} to {address}",
                amount=code.amount_raw,
                coin=code.asset,
                address=code.address,
            )
        )
        self._amount.show_amount(code.amount_raw, code.amount, code.asset)
        self._network.setText(code.network)
        self._address.show_runs(code.address, code.address_runs, self._theme.px(18))

    def _show_chips(self, screen: PayScreen) -> None:
        if screen.chips == self._chips_shown:
            return
        self._chips_shown = screen.chips
        self._chips.show_chips([self._coin_chip(chip) for chip in screen.chips])

    def _show_lines(self, screen: PayScreen) -> None:
        clear(self._lines)
        for at, (what, sum_) in enumerate(screen.lines):
            self._lines.addWidget(label(what, role="muted"), at, 0)
            self._lines.addWidget(label(sum_, role="muted"), at, 1, Qt.AlignmentFlag.AlignRight)
        self._lines.setColumnStretch(0, 1)

    def _show_acts(self, screen: PayScreen) -> None:
        wishes = screen.picture.wishes
        for wish, act in self._acts.items():
            act.setVisible(wish in wishes and wish is not screen.picture.primary)
        primary = screen.picture.primary
        self._primary.setVisible(primary is not None)
        if primary is not None:
            self._primary.setText(say("{deed}   Enter", deed=say(WORD_OF_WISH[primary])))
            self._primary.setAccessibleName(say(WORD_OF_WISH[primary]))
            self._primary.setObjectName(f"pay.{primary.value}")
        for wish, act in self._acts.items():
            act.setObjectName("" if wish is primary else f"pay.{wish.value}")

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and self._primary.isVisible():
            self._primary.click()
            return
        digit = meaning_of(event)
        if digit.isdigit() and self._screen is not None and self._screen.is_done:
            self.typed.emit(digit)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fiat.setVisible(self._stack.height() >= self._theme.px(FIAT_FROM_PX))
        wide = self._stack.width() - 28
        side = min(self._stack.height() - 28, wide if self._is_large else wide * 55 // 100)
        self._qr.setFixedSize(QSize(max(QR_SMALLEST, side), max(QR_SMALLEST, side)))

    # ---- how it is built

    def _left(self) -> QVBoxLayout:
        self._back = icon_button(
            self._theme, "pay.back", say("Back  Esc"), "back", says=say("Back (Esc)")
        )
        self._back.clicked.connect(lambda: self.commanded.emit(Command.BACK))
        self._chips = ChipRow(self._theme, "pay.coins")
        left = QVBoxLayout()
        left.setSpacing(GAP)
        head = row(self._back, self._chips)
        head.setStretch(1, 1)
        left.addLayout(head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._code_page())
        self._verdict = Verdict(self._theme)
        self._stack.addWidget(self._verdict)
        left.addWidget(self._stack, 1)
        left.addLayout(self._bar())
        return left

    def _code_page(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        self._qr = QrView(QR_SMALLEST)
        self._qr.setObjectName("pay.qr")
        self._qr.setToolTip(say("Tap to enlarge"))
        self._qr.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._qr.tapped.connect(self._toggle_large)
        across = QHBoxLayout(frame)
        across.setContentsMargins(14, 14, 14, 14)
        across.setSpacing(16)
        across.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignTop)
        self._facts = QWidget()
        self._facts.setLayout(self._fact_column())
        across.addWidget(self._facts, 1)
        return frame

    def _fact_column(self) -> QVBoxLayout:
        self._fiat = label("", role="big", name="pay.fiat")
        self._amount = AmountText(self._theme, "pay.amount")
        self._network = label("", role="strong", name="pay.network", wraps=True)
        self._address = CodeText("pay.address")
        copy_amount = self._copy("pay.copyAmount", say("Copy the amount"), self._amount)
        copy_amount.clicked.connect(lambda: self.copied.emit(say("The amount was copied")))
        copy_address = self._copy("pay.copyAddress", say("Copy the address"), self._address)
        copy_address.clicked.connect(lambda: self.copied.emit(say("The address was copied")))
        self._link = icon_button(self._theme, "pay.link", say("Wallet link"), "link", role="quiet")
        self._link.setToolTip(say("Put the amount into the code, for wallets that understand it"))
        self._link.setCheckable(True)
        self._link.toggled.connect(self._redraw_code)
        facts = QVBoxLayout()
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(4)
        facts.addWidget(self._fiat)
        facts.addLayout(row(self._amount, copy_amount))
        facts.addWidget(self._network)
        facts.addSpacing(6)
        facts.addLayout(row(self._address, copy_address))
        facts.addStretch(1)
        facts.addLayout(row(self._link, 1))
        return facts

    def _redraw_code(self) -> None:
        if self._screen is not None:
            self._show_code(self._screen.code)

    def _coin_chip(self, chip: Chip) -> Button:
        made = Button(f"pay.coin.{chip.code}", chip.text, role="chip", says=chip.spoken)
        if not chip.is_usable:
            made.setText(f" {made.text()}")  # Qt sets shape and word too close
            made.setIcon(self._theme.icon("offline", "disabled", 20))
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setChecked(chip.is_chosen)
        made.setEnabled(chip.is_usable)
        made.clicked.connect(lambda: self.chosen.emit(chip.code))
        return made

    def _copy(self, name: str, says: str, source: CodeText) -> Button:
        made = icon_button(self._theme, name, "", "copy", says=says, role="quiet")
        made.setFixedSize(self._theme.px(52), self._theme.px(52))
        made.clicked.connect(lambda: QGuiApplication.clipboard().setText(source.raw))
        return made

    def _bar(self) -> QHBoxLayout:
        self._acts: dict[Wish, Button] = {}
        bar = QHBoxLayout()
        bar.setSpacing(16)
        for wish in (
            Wish.HOLD,
            Wish.CANCEL,
            Wish.RECEIPT,
            Wish.NEW_CODE,
            Wish.ACCEPT,
            Wish.UNDERSTOOD,
            Wish.SET_RATE,
            Wish.NEW_SALE,
        ):
            act = self._act(wish)
            self._acts[wish] = act
            bar.addWidget(act)
        return bar

    def _act(self, wish: Wish) -> Button:
        is_grave = wish is Wish.CANCEL
        key = "\nF4" if wish is Wish.HOLD else ""
        act = icon_button(
            self._theme,
            f"pay.{wish.value}",
            say(WORD_OF_WISH[wish]) + key,
            ICON_OF_WISH[wish],
            role="dangerBar" if is_grave else "bar",
            colour="danger" if is_grave else "text",
        )
        act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        act.clicked.connect(lambda: self.wished.emit(wish))
        return act

    def _right(self) -> QFrame:
        frame, column = card("pay.side")
        self._title = label("", role="title", name="pay.title")
        self._total = label("", role="strong", name="pay.total")
        column.addLayout(row(self._title, 1, self._total))
        inside = QWidget()
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(2)
        filled = QVBoxLayout(inside)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.addLayout(self._lines)
        filled.addStretch(1)
        self._area = area = named(QScrollArea(widgetResizable=True), "pay.lines")
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(area, 1)
        self._stage = Badge(self._theme, "pay.stage", is_large=True)
        column.addWidget(self._stage)
        self._steps = Steps()
        column.addWidget(self._steps)
        self._clock = label("", role="clock", name="pay.clock", wraps=True)
        column.addWidget(self._clock)
        self._hint = label("", name="pay.hint", wraps=True)
        column.addWidget(self._hint)
        self._policy = label("", role="muted", name="pay.policy", wraps=True)
        column.addWidget(self._policy)
        self._rate = label("", role="muted", name="pay.rate", wraps=True)
        column.addWidget(self._rate)
        self._next = label("", role="strong", name="pay.next")
        self._next.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._next.hide()
        column.addWidget(self._next)
        self._primary = Button("pay.primary", "", role="primary")
        self._primary.setMinimumHeight(self._theme.px(72))
        self._primary.clicked.connect(self._wish_primary)
        column.addWidget(self._primary)
        return frame

    def _wish_primary(self) -> None:
        if self._screen is not None and self._screen.picture.primary is not None:
            self.wished.emit(self._screen.picture.primary)

    def _toggle_large(self) -> None:
        self._is_large = not self._is_large
        self._facts.setVisible(not self._is_large)
        self.resizeEvent(QResizeEvent(self.size(), self.size()))
