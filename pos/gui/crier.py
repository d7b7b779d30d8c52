"""Says what happens, by word and by ear, wherever the cashier is."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.domain.ids import ChainId
from pos.domain.payment.effects import Alarm, Notice
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from pos.domain.payment.stage import Stage
from pos.domain.payment.terms import Door
from pos.engine.feed import ChainSeen, GapGrew, RefundWaits, Warned
from pos.engine.refund_rules import Why
from pos.gui.alarms import Alarms
from pos.gui.bridge import Bridge
from pos.gui.frame import Frame
from pos.gui.pending.tray import Tray
from pos.gui.present.rows import alarm_text, distrust_text, gap_text, is_grave
from pos.gui.present.tokens import Token
from pos.gui.present.views import total_text
from pos.gui.present.words import again, later, say
from pos.gui.sight import Sight
from pos.gui.sounds import Tone

NETWORKS: Final = "networks"
"""What a message is about that is about no invoice."""

WALLET: Final = "wallet:"
"""The same for one wallet, whose id follows."""

_NEEDS_A_PERSON: Final = frozenset(
    {Why.APPROVAL, Why.LIMIT, Why.NO_RATE, Why.LOCKED, Why.NO_FUNDS, Why.BY_HAND, Why.RESTORED}
)
_TONES: Final = {Stage.PARTIAL: Tone.ATTENTION, Stage.SEEN: Tone.SEEN, Stage.PAID: Tone.PAID}
_WORDS: Final = {
    Stage.SEEN: (Token.SEEN, later("Payment seen")),
    Stage.PAID: (Token.PAID, later("Paid")),
}


class Crier(QObject):
    """Turns news into toasts and sounds; `is_in_front` tells what the cashier sees anyway."""

    def __init__(
        self, frame: Frame, sight: Sight, tray: Tray, is_in_front: Callable[[str], bool]
    ) -> None:
        super().__init__()
        self._toasts = frame.toasts
        self._sounds = frame.sounds
        self._sight = sight
        self._tray = tray
        self._is_in_front = is_in_front
        self._distrusted: set[ChainId] = set()
        self._waiting: dict[str, str] = {}  # what was said of a refund, by its id
        self._alarms = Alarms(frame.sounds)
        self._alarms.setParent(self)

    def close(self) -> None:
        """Say nothing more."""
        self._alarms.close()

    def look_at(self, topic: str) -> None:
        """The cashier looks at this: it needs no calling and no words any more."""
        self._alarms.look_at(topic)
        self._toasts.withdraw(topic)

    def tell(self, words: str) -> None:
        """Something is good to know."""
        self._toasts.say(Token.WAITING, words)

    def tell_lack(self, words: str) -> None:
        """Something was not found."""
        self._toasts.say(Token.OFFLINE, words)

    def tell_held(self) -> None:
        """A payment goes on in the tray."""
        self.tell(say("Held. The payment waits under Pending."))

    def tell_stage(self, invoice: Invoice, stage: Stage) -> None:
        """A payment got on. It is heard if its customer stands at this counter."""
        if stage in _TONES and invoice.origin.door is Door.TILL:
            self._sounds.play(_TONES[stage])
        if stage in _WORDS and not self._is_in_front(invoice.id):
            token, word = _WORDS[stage]
            title = self._sight.numbers.title_of(invoice)
            self._toasts.say(
                token, f"{say(word)}: {total_text(invoice)}, {title}", topic=invoice.id
            )

    def listen(self, bridge: Bridge) -> None:
        """Hear the news that somebody must be told."""
        bridge.alarmed.connect(self.tell_alarms)
        bridge.chains_seen.connect(self.tell_chains)
        bridge.gaps_grew.connect(self.tell_gaps)
        bridge.warned.connect(self.tell_warnings)
        bridge.refunds_waited.connect(self.tell_waiting)
        bridge.invoices_moved.connect(self.hear_refunds)

    def tell_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Somebody must look at these."""
        for alarm in alarms:
            self._tell_alarm(alarm)

    def _tell_alarm(self, alarm: Alarm) -> None:
        has_dialog = QApplication.activeModalWidget() is not None
        is_seen = self._is_in_front(alarm.invoice) and not has_dialog
        if is_seen and not is_grave(alarm):
            self._sounds.play(Tone.ATTENTION)
        else:
            self._alarms.call(alarm.invoice)
        if is_seen and alarm.notice is not Notice.WRONG_COIN:
            return  # the pay pane says it, larger
        token = Token.FAILED if is_grave(alarm) else Token.ATTENTION
        invoice = self._tray.invoice(alarm.invoice)
        title = self._sight.numbers.title_of(invoice) if invoice is not None else ""
        self._toasts.say(token, alarm_text(alarm, title), topic=alarm.invoice, is_lasting=True)

    def tell_chains(self, chains: Sequence[ChainSeen]) -> None:
        """Somebody must look when the sources of a network begin to contradict each other."""
        for seen in chains:
            if not seen.is_distrusted:
                self._distrusted.discard(seen.chain)
            elif seen.chain not in self._distrusted:
                self._distrusted.add(seen.chain)
                words = distrust_text(self._sight.network(seen.chain))
                self._toasts.say(Token.FAILED, words, topic=NETWORKS, is_lasting=True)
                self._alarms.call(NETWORKS)

    def tell_waiting(self, waiting: Sequence[RefundWaits]) -> None:
        """Money that goes back needs somebody; what helps itself is only shown in Orders."""
        for one in waiting:
            self._take_back(one.invoice, one.refund_id)
            if one.why in _NEEDS_A_PERSON:
                words = say("Refund: {why}", why=again(one.text))
                self._waiting[one.refund_id] = words
                self._toasts.say(Token.ATTENTION, words, topic=one.invoice, is_lasting=True)

    def hear_refunds(self, invoices: Sequence[Invoice]) -> None:
        """A refund that moved on waits for nobody."""
        for invoice in invoices:
            for refund in invoice.refunds:
                if refund.stage is not RefundStage.PLANNED:
                    self._take_back(invoice.id, refund.id)

    def tell_gaps(self, gaps: Sequence[GapGrew]) -> None:
        """The owner must widen the look of a wallet; nothing hurries."""
        for gap in gaps:
            topic = WALLET + gap.wallet
            self._toasts.withdraw(topic)
            self._toasts.say(Token.WAITING, gap_text(gap), topic=topic, is_lasting=True)

    def tell_warnings(self, warnings: Sequence[Warned]) -> None:
        """Somebody must see to the house itself: heard once, and it stays until it is closed."""
        for one in warnings:
            self._toasts.withdraw(one.topic)
            if not one.text:
                continue  # it is over
            self._sounds.play(Tone.ATTENTION)
            self._toasts.say(Token.ATTENTION, one.text, topic=one.topic, is_lasting=True)

    def _take_back(self, invoice: str, refund_id: str) -> None:
        said = self._waiting.pop(refund_id, "")
        if said:
            self._toasts.withdraw(invoice, said)
