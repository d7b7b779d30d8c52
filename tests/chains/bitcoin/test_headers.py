"""Headers and merkle branches: what they prove, and what is refused."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from struct import pack
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.bitcoin.headers import (
    WINDOW,
    Header,
    Implausible,
    check_next,
    check_work,
    compact,
    median_time,
    merkle_root,
    parse_header,
    target_of,
    work_of,
)
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, DOGECOIN, LITECOIN, Network
from tests.fakes.electrum_server import CASH_478559, merkle_branch, txid_of
from tests.fakes.electrum_server import merkle_root as root_of

EASY: Final = 0x2000FFFF
"""The target of one hash in 256."""

GENESIS: Final = {
    BITCOIN.id: "01000000" + "00" * 32
    + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c",
    LITECOIN.id: "01000000" + "00" * 32
    + "d9ced4ed1130f7b7faad9be25323ffafa33232a17c3edf6cfd97bee6bafbdd97b9aa8e4ef0ff0f1ecd513f7c",
    DOGECOIN.id: "01000000" + "00" * 32
    + "696ad20e2dd4365c7459b4a4a5af743d5e92c6da3229e6532cd605f6533f2a5b24a6a152f0ff0f1e67860100",
}  # fmt: skip


@pytest.mark.parametrize(
    "network", [BITCOIN, LITECOIN, DOGECOIN], ids=lambda network: network.title
)
def test_the_first_headers_of_the_chains_are_known_by_their_hashes(network: Network) -> None:
    header = parse_header(bytes.fromhex(GENESIS[network.id]))

    assert header.id == network.genesis
    check_work(header, network)


def test_the_first_block_of_bitcoin_cash_names_its_chain() -> None:
    header = parse_header(CASH_478559)

    assert BITCOIN_CASH.id == f"bip122:{header.id[:32]}"
    check_work(header, BITCOIN_CASH)


@pytest.mark.parametrize("network", [BITCOIN, LITECOIN], ids=lambda network: network.title)
def test_a_changed_header_has_lost_its_work(network: Network) -> None:
    raw = bytearray.fromhex(GENESIS[network.id])
    raw[76] ^= 1

    with pytest.raises(Implausible, match="lacks the work"):
        check_work(parse_header(bytes(raw)), network)


def test_bytes_behind_a_header_are_not_part_of_it() -> None:
    raw = bytes.fromhex(GENESIS[BITCOIN.id])

    assert parse_header(raw + b"merged mining") == parse_header(raw)


def test_a_header_cut_short_is_refused() -> None:
    with pytest.raises(Implausible, match="79 bytes"):
        parse_header(bytes(79))


@pytest.mark.parametrize(
    ("bits", "target"),
    [(0x1D00FFFF, 0xFFFF << 208), (0x05009234, 0x92340000), (0x02123456, 0x1234)],
)
def test_targets_are_read_as_published(bits: int, target: int) -> None:
    assert target_of(bits) == target


@pytest.mark.parametrize("bits", [0, 0x04923456, 0x01003456, 0xFF123456, 0x23000100])
def test_targets_that_cannot_be_are_refused(bits: int) -> None:
    with pytest.raises(Implausible, match="impossible target"):
        target_of(bits)


@given(st.integers(min_value=1 << 16, max_value=(1 << 256) - 1))
def test_a_target_loses_only_its_low_bytes_in_compact_form(target: int) -> None:
    kept = target_of(compact(target))

    assert compact(kept) == compact(target)
    assert kept <= target < kept + (kept >> 14) + 1


def test_a_smaller_target_is_more_work() -> None:
    easy = parse_header(bytes.fromhex(GENESIS[LITECOIN.id]))
    hard = parse_header(bytes.fromhex(GENESIS[BITCOIN.id]))

    assert work_of(hard) == 0x100010001
    assert work_of(hard) > work_of(easy)


def test_the_median_time_is_the_middle_of_the_last_eleven() -> None:
    headers = _row([100, *range(11, 0, -1)])

    assert median_time(headers) == 6


# ---- what may come next; dogecoin's headers need no work of their own, so they can be made up


def test_a_header_must_continue_the_one_below_it() -> None:
    below = _row([1, 2, 3])
    stray = replace(_on(below, 4), previous=bytes(32))

    with pytest.raises(Implausible, match="does not continue"):
        check_next(below, 3, stray, DOGECOIN)


def test_a_header_must_be_younger_than_the_middle_of_those_below_it() -> None:
    below = _row(list(range(100, 111)))

    check_next(below, 11, _on(below, 106), DOGECOIN)
    with pytest.raises(Implausible, match="older than"):
        check_next(below, 11, _on(below, 105), DOGECOIN)


def test_a_chain_that_changes_its_target_each_block_may_not_become_much_easier() -> None:
    below = _row([1, 2, 3], bits=0x1B00FFFF)

    check_next(below, 3, _on(below, 4, bits=0x1B03FFFC), DOGECOIN)
    with pytest.raises(Implausible, match="easier than the rules"):
        check_next(below, 3, _on(below, 4, bits=0x1B03FFFD), DOGECOIN)


def test_bitcoin_cash_may_not_become_much_easier_either() -> None:
    below = _row([1, 2, 3], bits=EASY)

    check_next(below, 3, _mined(below, 4, 4 * target_of(EASY), BITCOIN_CASH), BITCOIN_CASH)
    with pytest.raises(Implausible, match="easier than the rules"):
        check_next(below, 3, _mined(below, 4, 5 * target_of(EASY), BITCOIN_CASH), BITCOIN_CASH)


@pytest.mark.parametrize("network", [BITCOIN, LITECOIN], ids=lambda network: network.title)
def test_a_target_stays_for_a_whole_window(network: Network) -> None:
    below = _row([1, 2, 3], bits=EASY)

    check_next(below, WINDOW + 3, _mined(below, 4, target_of(EASY), network), network)
    with pytest.raises(Implausible, match="easier than the rules"):
        check_next(below, WINDOW + 3, _mined(below, 4, 2 * target_of(EASY), network), network)


@pytest.mark.parametrize(
    ("network", "steps"), [(BITCOIN, WINDOW - 1), (LITECOIN, WINDOW)], ids=["bitcoin", "litecoin"]
)
def test_a_window_half_as_fast_makes_the_next_one_twice_as_easy_and_no_more(
    network: Network, steps: int
) -> None:
    took_s = 2 * WINDOW * network.block_s
    below = _row([*range(1_000, 1_000 + steps), 1_000 + took_s], bits=EASY)
    at, twice = 2_000 + took_s, 2 * target_of(EASY)

    check_next(below, WINDOW, _mined(below, at, twice, network), network)
    with pytest.raises(Implausible, match="easier than the rules"):
        check_next(below, WINDOW, _mined(below, at, twice + (twice >> 10), network), network)


@pytest.mark.parametrize("network", [BITCOIN, LITECOIN], ids=lambda network: network.title)
def test_where_the_last_window_is_not_known_the_next_may_be_four_times_as_easy(
    network: Network,
) -> None:
    below = _row([1, 2, 3], bits=EASY)

    check_next(below, WINDOW, _mined(below, 4, 4 * target_of(EASY), network), network)
    with pytest.raises(Implausible, match="easier than the rules"):
        check_next(below, WINDOW, _mined(below, 4, 5 * target_of(EASY), network), network)


# ---- merkle branches


@given(st.data())
def test_every_branch_of_a_tree_leads_to_its_root(data: st.DataObject) -> None:
    leaves = data.draw(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40))
    place = data.draw(st.integers(0, len(leaves) - 1))
    branch = [step[::-1].hex() for step in merkle_branch(leaves, place)]

    assert merkle_root(leaves[place][::-1].hex(), place, branch) == root_of(leaves)


@pytest.mark.parametrize(
    ("place", "branch"),
    [
        (2, ["00" * 32]),
        (-1, ["00" * 32]),
        (0, ["00" * 31]),
        (0, ["zz" * 32]),
        (0, ["00" * 32] * 41),
    ],
)
def test_branches_that_cannot_be_are_refused(place: int, branch: Sequence[str]) -> None:
    with pytest.raises(Implausible):
        merkle_root("11" * 32, place, branch)


def test_a_branch_through_a_transaction_of_64_bytes_proves_nothing() -> None:
    """CVE-2017-12842: half of a real transaction passes for the hash of one that never was."""
    real = (
        b"\2\0\0\0\1"
        + bytes(36)
        + b"\0"
        + b"\xff" * 4
        + b"\1"
        + bytes(8)
        + b"\4\x6a\1\1\1"
        + bytes(4)
    )
    assert len(real) == 64
    invented, other = real[:32][::-1].hex(), real[32:][::-1].hex()

    with pytest.raises(Implausible, match="through a transaction"):
        merkle_root(invented, 0, [other, txid_of(b"x")])


def _row(times: Sequence[int], bits: int = 0x1D00FFFF) -> list[Header]:
    """Headers on top of each other, whose work nobody asks about."""
    row: list[Header] = []
    for when in times:
        row.append(_on(row, when, bits))
    return row


def _on(below: Sequence[Header], when: int, bits: int = 0x1D00FFFF, nonce: int = 0) -> Header:
    previous = below[-1].hash if below else bytes(32)
    return parse_header(pack("<i32s32sIII", 2, previous, bytes(32), when, bits, nonce))


def _mined(below: Sequence[Header], when: int, target: int, network: Network) -> Header:
    """A header with the work of its target."""
    for nonce in count():
        header = _on(below, when, compact(target), nonce)
        try:
            check_work(header, network)
        except Implausible:
            continue
        return header
    raise AssertionError("there is always one")
