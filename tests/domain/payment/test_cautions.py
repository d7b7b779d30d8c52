"""Money that is less sure than it looks: what it needs, when it counts, and what is said of it."""

from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.payment.advance import advance
from pos.domain.payment.deposit import Caution, DepositKey
from pos.domain.payment.effects import Alarm, Notice
from pos.domain.payment.facts import AcceptedAnyway, Fact
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due
from pos.domain.payment.policy import Acceptance
from pos.domain.payment.stage import Stage, stage_of
from tests.fakes.invoices import DEADLINE, DUE, look, observed, payment, prompt, waiting

REPLACEABLE = (Caution.REPLACEABLE,)
SPENT_TWICE = (Caution.DOUBLE_SPENT,)


def taken_at_sight(*, if_cautious: int = 1) -> Invoice:
    """An invoice that is paid as soon as its money is seen."""
    acceptance = Acceptance(confirmations=0, tolerance_units=0, if_cautious=if_cautious)
    return waiting(DEADLINE, replace(prompt(), acceptance=acceptance))


def told(invoice: Invoice, *facts: Fact) -> tuple[Invoice, list[Notice]]:
    """The invoice after these facts, and what people were told meanwhile."""
    said: list[Notice] = []
    for fact in facts:
        step = advance(invoice, fact)
        invoice = step.invoice
        said += [effect.notice for effect in step.effects if isinstance(effect, Alarm)]
    return invoice, said


def test_money_without_a_caution_is_taken_at_sight() -> None:
    invoice, _ = told(taken_at_sight(), observed(look(), payment()))

    assert stage_of(invoice) is Stage.PAID


def test_money_with_a_caution_waits_for_the_next_step_of_the_table() -> None:
    seen, _ = told(
        taken_at_sight(if_cautious=2), observed(look(1_100), payment(cautions=REPLACEABLE))
    )
    shallow, _ = told(seen, observed(look(1_200, height=10), payment(height=10)))
    deep, _ = told(shallow, observed(look(1_300, height=11)))

    assert [stage_of(each) for each in (seen, shallow, deep)] == [
        Stage.SEEN,
        Stage.SEEN,
        Stage.PAID,
    ]


def test_a_caution_that_is_lifted_while_the_money_waits_holds_nobody_up() -> None:
    seen, _ = told(taken_at_sight(), observed(look(1_100), payment(cautions=REPLACEABLE)))

    lifted, _ = told(seen, observed(look(1_200), payment()))

    assert stage_of(lifted) is Stage.PAID


@pytest.mark.parametrize("caution", [Caution.NO_RECEIPT, Caution.UNPROVEN])
def test_a_caution_that_a_block_answers_asks_for_no_more_once_it_is_mined(
    caution: Caution,
) -> None:
    pending = payment(cautions=(caution,))

    seen, _ = told(taken_at_sight(if_cautious=6), observed(look(1_100), pending))
    mined, _ = told(seen, observed(look(1_200, height=10), payment(height=10)))

    assert [stage_of(each) for each in (seen, mined)] == [Stage.SEEN, Stage.PAID]


@pytest.mark.parametrize("if_cautious", [1, 6])
def test_a_caution_changes_no_promise_that_waits_for_blocks(if_cautious: int) -> None:
    acceptance = Acceptance(confirmations=2, tolerance_units=0, if_cautious=if_cautious)
    invoice = waiting(DEADLINE, replace(prompt(), acceptance=acceptance))

    seen, _ = told(invoice, observed(look(1_100), payment(cautions=REPLACEABLE)))
    shallow, _ = told(seen, observed(look(1_200, height=10), payment(height=10)))
    deep, _ = told(shallow, observed(look(1_300, height=11)))

    assert [stage_of(each) for each in (shallow, deep)] == [Stage.SEEN, Stage.PAID]


@pytest.mark.parametrize("caution", [Caution.LOCKED, Caution.BURNT])
def test_what_cannot_be_spent_is_never_money_and_is_told_once(caution: Caution) -> None:
    invoice, said = told(
        taken_at_sight(),
        observed(look(1_100), payment(cautions=(caution,))),
        observed(look(1_200, height=30), payment(height=10, cautions=(caution,))),
        observed(look(DEADLINE + 1, height=40)),
    )

    assert stage_of(invoice) is Stage.EXPIRED
    assert refund_due(invoice).units == 0
    assert said == [Notice.NOT_MONEY]


def test_money_that_is_spent_twice_counts_no_more_and_raises_an_alarm() -> None:
    invoice, said = told(
        waiting(),
        observed(look(1_100), payment()),
        observed(look(1_200), payment(cautions=SPENT_TWICE)),
    )

    assert stage_of(invoice) is Stage.WAITING
    assert said == [Notice.DOUBLE_SPENT]


def test_money_first_seen_as_spent_twice_raises_the_alarm_at_once() -> None:
    invoice, said = told(taken_at_sight(), observed(look(), payment(cautions=SPENT_TWICE)))

    assert stage_of(invoice) is Stage.WAITING
    assert said == [Notice.DOUBLE_SPENT]


def test_the_payment_that_won_a_double_spend_pays_by_the_next_step() -> None:
    fought, _ = told(taken_at_sight(), observed(look(1_100), payment(cautions=SPENT_TWICE)))

    invoice, said = told(fought, observed(look(1_200, height=10), payment(height=10)))

    assert stage_of(invoice) is Stage.PAID
    assert invoice.deposits[0].cautions == ()
    assert said == []


def test_a_raised_fee_that_pays_the_same_raises_no_alarm() -> None:
    first, second = payment(txid="0x01", cautions=REPLACEABLE), payment(txid="0x02")

    invoice, said = told(
        waiting(),
        observed(look(1_100), first),
        observed(look(1_200), second, gone=(first.key,)),
    )

    assert stage_of(invoice) is Stage.SEEN
    assert said == []


def test_a_replacement_that_pays_less_raises_the_alarm() -> None:
    first, second = payment(txid="0x01"), payment(DUE - 1, txid="0x02")

    invoice, said = told(
        waiting(),
        observed(look(1_100), first),
        observed(look(1_200), second, gone=(first.key,)),
    )

    assert stage_of(invoice) is Stage.PARTIAL
    assert said == [Notice.REPLACED]


def test_goods_handed_over_for_money_that_is_spent_twice_raise_an_alarm() -> None:
    invoice, said = told(
        taken_at_sight(),
        observed(look(1_100), payment()),
        observed(look(1_200), payment(cautions=SPENT_TWICE)),
        observed(look(1_300), gone=(payment().key,)),
    )

    assert stage_of(invoice) is Stage.PAID
    assert said == [Notice.DOUBLE_SPENT]


def test_what_is_spent_twice_cannot_be_accepted_as_payment() -> None:
    fought, _ = told(taken_at_sight(), observed(look(), payment(cautions=SPENT_TWICE)))

    with pytest.raises(Refused, match="Nothing was received"):
        advance(fought, AcceptedAnyway(at=1_300, by="Ada"))


@pytest.mark.parametrize(
    ("cautions", "gone", "notice"),
    [
        ((), (payment().key,), Notice.PAID_MONEY_GONE),
        (SPENT_TWICE, (), Notice.DOUBLE_SPENT),
    ],
)
def test_late_money_that_was_accepted_raises_an_alarm_when_it_is_lost(
    cautions: tuple[Caution, ...], gone: tuple[DepositKey, ...], notice: Notice
) -> None:
    accepted, _ = told(
        waiting(),
        observed(look(DEADLINE + 1)),
        observed(look(DEADLINE + 100, previous_at=DEADLINE + 1), payment()),
        AcceptedAnyway(at=DEADLINE + 110, by="Ada"),
    )

    again = () if gone else (payment(cautions=cautions),)
    _, said = told(accepted, observed(look(DEADLINE + 200), *again, gone=gone))

    assert said == [notice]
