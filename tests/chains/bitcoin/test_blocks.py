"""Payments in the bytes of a block: every chain's form of it, and every way it may be wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.chains.bitcoin.blocks import merkle_root, pays, scan_block, spenders
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, DOGECOIN, LITECOIN
from pos.chains.bitcoin.tx import Malformed, double_sha256, parse_tx
from pos.domain.errors import Distrust
from tests.chains.bitcoin.made_blocks import (
    AUXPOW_VERSION,
    as_hogex,
    auxpow,
    block_of,
    paying,
    with_witness,
)

OURS = b"\x00\x14" + b"o" * 20
ALSO_OURS = b"\x76\xa9\x14" + b"a" * 20 + b"\x88\xac"
THEIRS = b"\x00\x14" + b"t" * 20
SCRIPTS = {OURS: "ours", ALSO_OURS: "also ours"}

COINBASE = paying([(THEIRS, 50)], seed=1)
PAYMENT = paying([(THEIRS, 7), (OURS, 8), (ALSO_OURS, 9)], seed=2)
OTHER = paying([(THEIRS, 3)], seed=3)
PLAIN = [COINBASE, PAYMENT, OTHER]


def test_each_output_to_a_watched_script_is_told_with_its_place() -> None:
    raw, hash = block_of(PLAIN)

    block = scan_block(raw, hash, SCRIPTS, BITCOIN)

    assert [(p.vout, p.value, p.address, p.position) for p in block.paid] == [
        (1, 8, "ours", 1),
        (2, 9, "also ours", 1),
    ]
    assert {p.txid for p in block.paid} == {parse_tx(PAYMENT).txid}


def test_a_block_names_the_one_before_it_and_its_time() -> None:
    raw, hash = block_of(PLAIN, previous="12" * 32)

    block = scan_block(raw, hash, {}, BITCOIN)

    assert (block.hash, block.previous, block.time) == (hash, "12" * 32, 1_700_000_000)


def test_witnesses_are_stepped_over() -> None:
    written = [with_witness(COINBASE, bytes(32)), with_witness(PAYMENT, b"s" * 72, b"k" * 33)]
    raw, hash = block_of([COINBASE, PAYMENT, OTHER], [*written, OTHER])

    assert len(scan_block(raw, hash, SCRIPTS, BITCOIN).paid) == 2


def test_the_work_of_another_chain_is_stepped_over() -> None:
    raw, hash = block_of(PLAIN, version=AUXPOW_VERSION, work=auxpow())

    assert len(scan_block(raw, hash, SCRIPTS, DOGECOIN).paid) == 2


def test_a_block_of_a_merged_chain_may_have_work_of_its_own() -> None:
    raw, hash = block_of(PLAIN, version=0x00620004)

    assert len(scan_block(raw, hash, SCRIPTS, DOGECOIN).paid) == 2


def test_a_version_bit_means_nothing_where_chains_are_not_mined_together() -> None:
    raw, hash = block_of(PLAIN, version=0x20000100)

    assert len(scan_block(raw, hash, SCRIPTS, BITCOIN).paid) == 2


def test_litecoins_extension_after_the_transactions_is_left_alone() -> None:
    hogex = paying([(THEIRS, 1), (OURS, 2)], seed=4)  # money that comes out of the extension
    raw, hash = block_of([*PLAIN, hogex], [*PLAIN, as_hogex(hogex)], after=b"\1" + b"x" * 500)

    paid = scan_block(raw, hash, SCRIPTS, LITECOIN).paid

    assert [(p.value, p.position) for p in paid] == [(8, 1), (9, 1), (2, 3)]
    assert paid[-1].txid == parse_tx(hogex).txid


def test_money_beside_tokens_is_found_on_the_chain_that_has_them_and_on_no_other() -> None:
    tokens = b"\xef" + b"t" * 32 + b"\x10\x01"  # one of a kind that can be divided
    payment = paying([(tokens + OURS, 5)], seed=5)
    raw, hash = block_of([COINBASE, payment])

    here = scan_block(raw, hash, SCRIPTS, BITCOIN_CASH).paid
    elsewhere = scan_block(raw, hash, SCRIPTS, BITCOIN).paid

    assert ([(p.value, p.address) for p in here], elsewhere) == ([(5, "ours")], ())
    assert pays(payment, SCRIPTS, BITCOIN_CASH)
    assert not pays(payment, SCRIPTS, BITCOIN)


def test_a_block_of_many_transactions_and_outputs_is_read() -> None:
    many = [paying([(THEIRS, 1)] * 200, seed=number) for number in range(300)]
    raw, hash = block_of([*many, PAYMENT])

    assert [p.position for p in scan_block(raw, hash, SCRIPTS, BITCOIN).paid] == [300, 300]


def test_another_block_than_asked_for_is_distrusted() -> None:
    raw, _ = block_of(PLAIN)

    with pytest.raises(Distrust):
        scan_block(raw, "00" * 32, SCRIPTS, BITCOIN)


def test_a_payment_that_the_header_does_not_commit_to_is_distrusted() -> None:
    raw, hash = block_of([COINBASE, OTHER], [COINBASE, PAYMENT])

    with pytest.raises(Distrust):
        scan_block(raw, hash, SCRIPTS, BITCOIN)


def test_a_payment_told_twice_is_distrusted_though_the_root_is_the_same() -> None:
    plain = [COINBASE, OTHER, PAYMENT]
    raw, hash = block_of([*plain, PAYMENT])
    assert merkle_root([double_sha256(tx) for tx in plain]) == raw[36:68]

    with pytest.raises(Distrust):
        scan_block(raw, hash, SCRIPTS, BITCOIN)


@pytest.mark.parametrize("missing", [1, 5, 30, 100])
def test_a_block_that_ends_too_early_is_malformed(missing: int) -> None:
    raw, hash = block_of(PLAIN)

    with pytest.raises(Malformed):
        scan_block(raw[:-missing], hash, SCRIPTS, BITCOIN)


def test_bytes_after_the_last_transaction_are_malformed_where_there_is_no_extension() -> None:
    raw, hash = block_of(PLAIN, after=b"\0")

    with pytest.raises(Malformed):
        scan_block(raw, hash, SCRIPTS, BITCOIN)


@pytest.mark.parametrize("claimed", ["fdffff", "feffffffff", "ffffffffffffffffff"])
def test_a_claim_of_countless_transactions_ends_with_the_bytes(claimed: str) -> None:
    raw, hash = block_of(PLAIN)

    with pytest.raises(Malformed):
        scan_block(raw[:80] + bytes.fromhex(claimed) + raw[81:], hash, SCRIPTS, BITCOIN)


@given(st.binary(max_size=600))
def test_whatever_follows_a_header_is_read_or_refused(rest: bytes) -> None:
    raw, hash = block_of(PLAIN)
    for network in BITCOIN, LITECOIN, DOGECOIN:
        try:
            scan_block(raw[:80] + rest, hash, SCRIPTS, network)
        except (Malformed, Distrust):
            continue


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([OURS, ALSO_OURS, THEIRS]), min_size=1), min_size=1))
def test_nothing_is_missed_and_nothing_invented(txs: list[list[bytes]]) -> None:
    plain = [
        paying([(script, 1 + vout) for vout, script in enumerate(scripts[:250])], seed=number)
        for number, scripts in enumerate(txs)
    ]
    raw, hash = block_of(plain)

    found = [(p.position, p.vout, p.address) for p in scan_block(raw, hash, SCRIPTS, BITCOIN).paid]

    assert found == [
        (number, vout, SCRIPTS[script])
        for number, scripts in enumerate(txs)
        for vout, script in enumerate(scripts[:250])
        if script in SCRIPTS
    ]


def test_a_lone_transaction_is_known_by_what_it_pays() -> None:
    assert pays(PAYMENT, SCRIPTS, BITCOIN)
    assert pays(with_witness(PAYMENT, b"s"), SCRIPTS, BITCOIN)
    assert not pays(OTHER, SCRIPTS, BITCOIN)


def test_a_lone_transaction_that_is_cut_short_is_malformed() -> None:
    with pytest.raises(Malformed):
        pays(PAYMENT[:50], SCRIPTS, BITCOIN)


SPENT = (2).to_bytes(32, "big") + bytes(4)  # what PAYMENT spends
UNSPENT = b"\xab" * 36


def test_who_spends_something_is_told() -> None:
    raw, hash = block_of(PLAIN)

    assert spenders(raw, hash, [SPENT, UNSPENT], BITCOIN) == {SPENT: parse_tx(PAYMENT).txid}
    assert spenders(raw, hash, [UNSPENT], BITCOIN) == {}


def test_who_spends_something_is_told_by_its_id_without_the_witness() -> None:
    written = [COINBASE, with_witness(PAYMENT, b"s" * 72, b"k" * 33), OTHER]
    raw, hash = block_of(PLAIN, written)

    assert spenders(raw, hash, [SPENT], BITCOIN) == {SPENT: parse_tx(PAYMENT).txid}


def test_bytes_that_only_look_like_something_spent_are_not_taken_for_it() -> None:
    raw, hash = block_of([COINBASE, paying([(SPENT, 5)], seed=4)])

    assert spenders(raw, hash, [SPENT], BITCOIN) == {}


def test_another_block_than_was_asked_for_tells_of_nobody() -> None:
    raw, _ = block_of(PLAIN)

    with pytest.raises(Distrust):
        spenders(raw, "00" * 32, [SPENT], BITCOIN)


def test_a_block_that_is_cut_short_tells_of_nobody() -> None:
    raw, hash = block_of(PLAIN)

    with pytest.raises(Malformed):
        spenders(raw[: -len(OTHER) - 2], hash, [SPENT], BITCOIN)
