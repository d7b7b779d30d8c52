"""The PIN is set in the real shop's database while practice is open."""

import asyncio

import pytest

from pos.app.pin import recover_pin
from pos.app.profile import sole_use
from pos.domain.errors import Refused
from pos.till.pin import FREE_TRIES
from tests.app.setup.conftest import Doors


async def sheet(doors: Doors, pin: str) -> str:
    """The code of a new sheet."""
    code = await doors.owner.new_code(pin)
    await doors.owner.keep_code(pin, code)
    return code


async def test_a_pin_and_a_sheet_are_made(doors: Doors) -> None:
    assert await doors.owner.has() == (False, False)

    await doors.owner.choose("2468", "")
    code = await sheet(doors, "2468")

    assert await doors.owner.has() == (True, True)
    assert len(code) == 23


async def test_a_pin_that_is_there_has_to_be_known(doors: Doors) -> None:
    await doors.owner.choose("2468", "")

    with pytest.raises(Refused, match="not the manager's PIN"):
        await doors.owner.choose("1357", "")
    with pytest.raises(Refused, match="not the manager's PIN"):
        await doors.owner.new_code("1357")

    await doors.owner.choose("1357", "2468")


async def test_the_code_of_the_sheet_sets_a_new_pin_at_the_command_line(doors: Doors) -> None:
    await doors.owner.choose("2468", "")
    code = await sheet(doors, "2468")

    await recover_pin(doors.profile.folder, code.lower(), "8642")

    await doors.owner.choose("1357", "8642")


async def test_it_works_beside_a_program_that_sells_with_the_shop(doors: Doors) -> None:
    await doors.owner.choose("2468", "")

    with sole_use(doors.profile.folder):
        await doors.owner.choose("1357", "2468")

    await doors.owner.choose("2468", "1357")


async def test_the_sheet_before_is_good_until_the_new_one_is_on_paper(doors: Doors) -> None:
    await doors.owner.choose("2468", "")
    before = await sheet(doors, "2468")

    never_saved = await doors.owner.new_code("2468")

    with pytest.raises(Refused, match="not the code"):
        await recover_pin(doors.profile.folder, never_saved, "8642")
    await recover_pin(doors.profile.folder, before, "8642")


async def test_a_code_is_kept_by_the_manager_alone(doors: Doors) -> None:
    await doors.owner.choose("2468", "")

    with pytest.raises(Refused, match="not the manager's PIN"):
        await doors.owner.keep_code("1357", "AAAAA-AAAAA-AAAAA-AAAAA")

    assert await doors.owner.has() == (True, False)


async def test_many_guesses_at_once_are_not_free(doors: Doors) -> None:
    await doors.owner.choose("2468", "")

    guesses = (doors.owner.check(f"{number:04}") for number in range(12))
    outcomes = await asyncio.gather(*guesses, return_exceptions=True)

    codes = [each.code for each in outcomes if isinstance(each, Refused)]
    assert codes.count("wrong_pin") == FREE_TRIES
    assert codes.count("too_many_tries") == 12 - FREE_TRIES
