"""The manager's PIN: set once, checked slowly, and never told to anybody."""

import asyncio
import logging

import pytest

from pos.domain.errors import Corrupt, Refused
from pos.till.pin import (
    FIRST_WAIT_S,
    FREE_TRIES,
    LONGEST_WAIT_S,
    SALT_BYTES,
    Pin,
    new_code,
    plain_code,
)
from tests.fakes.clocks import SetClock
from tests.fakes.stores import MemoryShelf, Shelves


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


def pin_of(shelves: Shelves, clock: SetClock, *, may_choose: bool = True) -> Pin:
    return Pin(MemoryShelf(shelves), clock, lambda: b"s" * SALT_BYTES, may_choose=may_choose)


@pytest.fixture
async def pin(shelves: Shelves, clock: SetClock) -> Pin:
    made = pin_of(shelves, clock)
    await made.change("2468")
    return made


async def refusal(pin: Pin, typed: str) -> Refused:
    with pytest.raises(Refused) as refused:
        await pin.check(typed)
    return refused.value


async def test_the_right_one_is_let_through_also_after_a_restart(
    pin: Pin, shelves: Shelves, clock: SetClock
) -> None:
    await pin.check("2468")
    await pin_of(shelves, clock).check("2468")


async def test_nothing_that_is_kept_or_logged_holds_the_digits(
    pin: Pin, shelves: Shelves, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await pin.check("2468")
    why = await refusal(pin, "1357")

    kept = " ".join(shelves.kept.values())
    assert "2468" not in kept + caplog.text
    assert "1357" not in kept + caplog.text + why.text


@pytest.mark.parametrize("typed", ["123", "123456789", "12a4", "", "١٢٣٤", "1234 "])
async def test_only_four_to_eight_digits_are_a_pin(pin: Pin, shelves: Shelves, typed: str) -> None:
    with pytest.raises(Refused, match="four to eight digits"):
        await pin.change(typed)
    await pin.check("2468")


async def test_fingers_may_slip_but_guessing_costs_ever_more_time(
    pin: Pin, clock: SetClock
) -> None:
    for _ in range(FREE_TRIES - 1):
        assert (await refusal(pin, "1111")).code == "wrong_pin"
    assert "Try again in 30 s" in (await refusal(pin, "1111")).text
    assert (await refusal(pin, "2468")).code == "too_many_tries"

    clock.at += FIRST_WAIT_S
    assert "Try again in 1 min 0 s" in (await refusal(pin, "1111")).text
    clock.at += 2 * FIRST_WAIT_S
    await pin.check("2468")

    assert (await refusal(pin, "1111")).text == "This is not the manager's PIN"


async def test_no_wait_is_longer_than_an_hour(pin: Pin, clock: SetClock) -> None:
    for _ in range(20):
        await refusal(pin, "1111")
        clock.at += LONGEST_WAIT_S

    await pin.check("2468")


async def test_a_restart_brings_no_tries_back(pin: Pin, shelves: Shelves, clock: SetClock) -> None:
    for _ in range(FREE_TRIES):
        await refusal(pin, "1111")

    assert (await refusal(pin_of(shelves, clock), "2468")).code == "too_many_tries"


async def test_many_guesses_at_once_are_not_free(pin: Pin) -> None:
    guesses = await asyncio.gather(
        *(pin.check(f"{number:04}") for number in range(10)), return_exceptions=True
    )

    codes = [why.code for why in guesses if isinstance(why, Refused)]
    assert codes.count("wrong_pin") == FREE_TRIES
    assert codes.count("too_many_tries") == 10 - FREE_TRIES


async def test_the_owner_may_change_it_and_then_nothing_wrong_is_remembered(
    pin: Pin, clock: SetClock
) -> None:
    for _ in range(FREE_TRIES):
        await refusal(pin, "1111")

    await pin.change("13579")

    await pin.check("13579")


async def test_the_first_one_is_chosen_at_the_till_where_that_is_allowed(
    shelves: Shelves, clock: SetClock
) -> None:
    pin = pin_of(shelves, clock)
    assert not await pin.is_set()

    await pin.choose("8642")

    assert await pin.is_set()
    await pin.check("8642")
    with pytest.raises(Refused) as refused:
        await pin.choose("1111")
    assert refused.value.code == "pin_set"


async def test_with_real_money_the_owner_sets_the_first_one(
    shelves: Shelves, clock: SetClock
) -> None:
    pin = pin_of(shelves, clock, may_choose=False)

    assert "florin pin" in (await refusal(pin, "1111")).text
    with pytest.raises(Refused, match="florin pin"):
        await pin.choose("1111")


async def test_a_pin_that_cannot_be_read_lets_nobody_through(pin: Pin, shelves: Shelves) -> None:
    shelves.kept["manager.pin"] = "{}"

    with pytest.raises(Corrupt):
        await pin.check("2468")


CODE = "7K2QM-0ZV4X-RPT9C-BD6HN"


async def test_a_forgotten_pin_is_replaced_with_the_code_on_the_owner_s_paper(pin: Pin) -> None:
    await pin.keep_code(CODE)

    await pin.recover("7k2qm ozv4x rpt9c bd6hn", "8642")

    await pin.check("8642")


async def test_a_wrong_code_changes_nothing_and_costs_time_like_a_wrong_pin(
    pin: Pin, clock: SetClock
) -> None:
    await pin.keep_code(CODE)
    for _ in range(FREE_TRIES):
        with pytest.raises(Refused, match="not the code"):
            await pin.recover("7K2QM-0ZV4X-RPT9C-BD6HM", "8642")

    with pytest.raises(Refused, match="Too many"):
        await pin.recover(CODE, "8642")
    clock.at += FIRST_WAIT_S
    await pin.check("2468")


async def test_a_new_code_makes_the_one_before_void(pin: Pin) -> None:
    await pin.keep_code(CODE)
    await pin.keep_code("00000-00000-00000-00000")

    with pytest.raises(Refused, match="not the code of the newest sheet"):
        await pin.recover(CODE, "8642")


async def test_without_a_sheet_the_pin_cannot_be_recovered(pin: Pin) -> None:
    assert not await pin.has_code()
    with pytest.raises(Refused, match="No recovery sheet"):
        await pin.recover(CODE, "8642")


async def test_a_new_pin_that_is_none_is_refused_before_the_code_is_tried(pin: Pin) -> None:
    await pin.keep_code(CODE)
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(Refused, match="four to eight digits"):
            await pin.recover(CODE, "12")

    await pin.recover(CODE, "8642")


async def test_neither_the_code_nor_what_was_typed_is_kept(pin: Pin, shelves: Shelves) -> None:
    await pin.keep_code(CODE)

    kept = " ".join(shelves.kept.values()).upper()
    assert not any(group in kept for group in CODE.split("-"))


def test_a_new_code_has_a_hundred_bits_in_letters_nobody_confuses() -> None:
    numbers = iter(range(1000))

    code = new_code(lambda below: next(numbers) % below)

    assert code == "01234-56789-ABCDE-FGHJK"
    assert plain_code(code) == code.replace("-", "")


async def test_a_clock_that_was_ahead_locks_nobody_out_for_years(pin: Pin, clock: SetClock) -> None:
    right, clock.at = clock.at, clock.at + 10**8
    for _ in range(FREE_TRIES):
        await refusal(pin, "0000")
    assert (await refusal(pin, "2468")).code == "too_many_tries"

    clock.at = right

    await pin.check("2468")


async def test_a_code_that_was_used_is_void(pin: Pin) -> None:
    await pin.change("2468")
    await pin.keep_code(CODE)
    await pin.recover(CODE, "8642")

    with pytest.raises(Refused, match="No recovery sheet"):
        await pin.recover(CODE, "1111")

    await pin.check("8642")
    assert not await pin.has_code()
