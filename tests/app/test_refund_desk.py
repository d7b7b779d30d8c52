"""`florin refunds`: the list, a person's decisions, and refund wallets."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from pos.app.cli_refunds import refunds
from pos.app.profile import sole_use
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import InvoiceId
from pos.domain.payment.facts import RefundClaimed, RefundFailed, RefundSigned
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payments import Entry
from pos.engine.feed import Feed
from pos.engine.ledger import Ledger
from pos.storage.past import open_past
from pos.storage.store import open_store
from tests.fakes.invoices import CHAIN, look, observed, payment, signed_tx, waiting
from tests.journeys.florin import XPUB, Florin
from tests.soon import soon

ID = InvoiceId("00000000000000aa")
REFUND = f"{ID}-1"
TXID = "0x" + "ab" * 32
CONFIG = f"""
[wallets.evm]
xpub = "{XPUB}"

[chains.ETH]
http = ["http://127.0.0.1:1"]

[coins.ETH]
"""


def run(profile: Path, *words: str, typed: str = "") -> str:
    """What a command says; what it refuses is raised."""
    result = CliRunner().invoke(refunds, [*words, "--profile", str(profile)], input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def owed(profile: Path, *facts: RefundClaimed | RefundSigned | RefundFailed) -> None:
    """A sale that got 30 units too many, and what happened then."""

    async def sell() -> None:
        store = open_store(profile / "florin.db")
        ledger = Ledger(store.payments, Feed())
        await ledger.add(waiting(None), Entry(at=1_000, kind="opened", text=""))
        await ledger.record(ID, observed(look(height=12), payment(130, height=10)))
        for fact in facts:
            await ledger.record(ID, fact)
        store.close()

    asyncio.run(sell())


CLAIMED = RefundClaimed(at=1_200, chain=CHAIN, to="0xback")
SIGNED = RefundSigned(at=1_210, refund_id=REFUND, tx=signed_tx("0xtx"))
FAILED = RefundFailed(at=1_300, refund_id=REFUND, why="its nonce is gone")


def refund_of(profile: Path) -> Refund:
    with open_past(profile / "florin.db") as past:
        invoice = past.invoice(ID)
    assert isinstance(invoice, Invoice)
    return invoice.refunds[0]


def test_a_shop_that_never_sold_has_nothing_to_send_back(profile: Path) -> None:
    assert run(profile, "list") == ""


def test_what_nobody_claimed_is_listed(profile: Path) -> None:
    owed(profile)

    assert "0.0000003 0xBTC  nobody has said where to yet" in run(profile, "list")


def test_a_planned_refund_is_listed_with_its_reason(profile: Path) -> None:
    owed(profile, CLAIMED)

    (line,) = run(profile, "list").splitlines()
    assert line.split() == [REFUND, "planned", "0.0000003", "0xBTC", "to", "0xback", "(surplus)"]


def test_one_that_failed_is_listed_with_its_transaction_and_why(profile: Path) -> None:
    owed(profile, CLAIMED, SIGNED, FAILED)

    assert run(profile, "list").strip().endswith("fee 0.00000001  0xtx  its nonce is gone")


def test_the_list_can_be_read_while_the_till_is_open(profile: Path) -> None:
    owed(profile, CLAIMED)

    with sole_use(profile):
        assert REFUND in run(profile, "list")


def test_an_approval_is_kept_with_a_name(profile: Path) -> None:
    owed(profile, CLAIMED)
    run(profile, "approve", REFUND)

    assert refund_of(profile).approved_by.endswith("(command line)")


def test_a_payment_by_hand_is_noted_and_then_only_listed_among_all(profile: Path) -> None:
    owed(profile, CLAIMED)
    run(profile, "sent", REFUND, TXID)

    assert (refund_of(profile).stage, refund_of(profile).txid) == (RefundStage.CONFIRMED, TXID)
    assert run(profile, "list") == ""
    assert TXID in run(profile, "list", "--all")


def test_one_that_failed_is_planned_anew(profile: Path) -> None:
    owed(profile, CLAIMED, SIGNED, FAILED)
    run(profile, "retry", REFUND)

    assert refund_of(profile).stage is RefundStage.WITHDRAWN
    assert f"{ID}-2" in run(profile, "list")


@pytest.mark.parametrize("words", [("approve", REFUND), ("retry", REFUND), ("sent", REFUND, TXID)])
def test_an_open_till_decides_for_itself(profile: Path, words: Sequence[str]) -> None:
    owed(profile, CLAIMED)

    with sole_use(profile), pytest.raises(Refused, match="The till is open"):
        run(profile, *words)


def test_a_decision_about_an_unknown_refund_is_refused(profile: Path) -> None:
    owed(profile, CLAIMED)

    with pytest.raises(Refused, match="There is no refund"):
        run(profile, "approve", f"{ID}-7")
    with pytest.raises(Refused, match="There is no invoice"):
        run(profile, "approve", "nonsense")


def test_a_new_wallet_shows_its_words_once_and_is_never_written_over(profile: Path) -> None:
    said = run(profile, "wallet", "new", "ETH", typed="open sesame\nopen sesame\n")

    words = next(line for line in said.splitlines() if line.startswith("words"))
    assert len(words.split()) in {13, 25}
    assert "open sesame" not in said
    with pytest.raises(Refused, match="is there already"):
        run(profile, "wallet", "new", "ETH", typed="other\nother\n")


def test_the_words_bring_the_wallet_back_and_a_file_may_hold_the_passphrase(
    profile: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("open sesame\n", encoding="utf-8")
    said = run(profile, "wallet", "new", "ETH", "--passphrase-file", str(secret))
    address, words = (line.partition("  ")[2].strip() for line in said.splitlines()[:2])
    keystores = profile / "keystores"
    keystores.rename(profile / "lost")

    again = run(
        profile, "wallet", "restore", "ETH", "--passphrase-file", str(secret), typed=f"{words}\n"
    )

    assert address in again
    with pytest.raises(Trouble):  # it is opened, and no node answers
        run(profile, "wallet", "show", "ETH", "--passphrase-file", str(secret))


def test_a_wrong_passphrase_shows_nothing(profile: Path) -> None:
    run(profile, "wallet", "new", "ETH", typed="open sesame\nopen sesame\n")

    with pytest.raises(Refused, match="passphrase"):
        run(profile, "wallet", "show", "ETH", typed="open barley\n")


def test_a_wallet_that_is_not_there_is_said_to_be_missing(profile: Path) -> None:
    with pytest.raises(Refused, match="`florin refunds wallet new ETH` makes one"):
        run(profile, "wallet", "show", "ETH")


def test_a_coin_that_is_not_on_offer_has_no_wallet(profile: Path) -> None:
    with pytest.raises(Refused, match="No coin of the chain of BTC is switched on"):
        run(profile, "wallet", "new", "BTC", typed="a\na\n")


def test_practice_plays_a_refund_from_too_much_to_confirmed(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    payment = served.start_payment("25")

    served.post("/practice/pay", {"address": payment["address"], "amount": "40"})
    served.post("/practice/mine", {"blocks": 3})
    assert soon(lambda: "signed" in run(tmp_path, "list", "--practice"), within_s=20)
    served.post("/practice/mine", {"blocks": 12})
    assert soon(lambda: run(tmp_path, "list", "--practice") == "", within_s=20)
    served.stop()

    (line,) = run(tmp_path, "list", "--practice", "--all").splitlines()
    assert line.split()[1:4] == ["confirmed", "15", "PLAY-0XBTC"]
    assert "fee 1 " in line
