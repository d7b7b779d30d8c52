"""Keys of online shops: told once, checked from memory, ended at once."""

import asyncio
import itertools
from dataclasses import dataclass, field

import pytest

from pos.domain.errors import Refused
from pos.domain.ports.shops import Scope
from pos.engine.access import LOOK_S, Access
from tests.fakes.stores import MemoryStore
from tests.fakes.world import FakeClock, settle

SECRET = "s" * 43


@dataclass
class Gate:
    """Two programs over one store: the till, and a command beside it."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        self.till, self.beside = (
            Access(
                keys=self.store.keys,
                clock=self.clock,
                new_id=lambda: f"{next(numbers):016x}",
                new_secret=lambda: SECRET,
            )
            for _ in range(2)
        )


@pytest.fixture
def gate() -> Gate:
    return Gate()


async def test_a_key_opens_what_its_scopes_say_and_nothing_else(gate: Gate) -> None:
    key, secret = await gate.till.make("Shop", [Scope.CREATE])

    assert secret == f"flo_{1:016x}_{SECRET}"
    assert gate.till.allowed(secret, Scope.CREATE) == key
    assert gate.till.allowed(secret, Scope.REFUND) is None


async def test_what_is_kept_of_a_key_does_not_give_its_secret_back(gate: Gate) -> None:
    _, secret = await gate.till.make("Shop", [Scope.CREATE])

    (kept,) = await gate.store.keys.keys()
    assert SECRET not in repr(kept)
    assert gate.till.allowed(kept.digest.hex(), Scope.CREATE) is None
    assert secret not in repr(kept)


@pytest.mark.parametrize(
    "tried",
    [
        "",
        "flo",
        "flo__",
        f"flo_{1:016x}_",
        f"flo_{1:016x}_{'t' * 43}",
        f"flo_{2:016x}_{SECRET}",
        f"flo_{1:016x}_{SECRET}x",
        f"gulden_{1:016x}_{SECRET}",
        "é\ud800",
    ],
)
async def test_nothing_but_the_secret_opens(gate: Gate, tried: str) -> None:
    await gate.till.make("Shop", list(Scope))

    assert gate.till.allowed(tried, Scope.CREATE) is None


async def test_a_revoked_key_is_refused_at_once(gate: Gate) -> None:
    key, secret = await gate.till.make("Shop", [Scope.CREATE])

    await gate.till.revoke(key.id)

    assert gate.till.allowed(secret, Scope.CREATE) is None
    (listed,) = await gate.till.listed()
    assert listed.revoked_at == gate.clock.now()


async def test_what_another_program_does_is_seen_within_seconds(gate: Gate) -> None:
    fresh = asyncio.ensure_future(gate.till.keep_fresh())
    await settle()
    key, secret = await gate.beside.make("Shop", [Scope.CREATE])
    before = gate.till.allowed(secret, Scope.CREATE)

    await gate.clock.pass_time(int(LOOK_S))
    made = gate.till.allowed(secret, Scope.CREATE)
    await gate.beside.revoke(key.id)
    await gate.clock.pass_time(int(LOOK_S))
    ended = gate.till.allowed(secret, Scope.CREATE)
    fresh.cancel()

    assert (before, made, ended) == (None, key, None)


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "two\nlines"])
async def test_a_key_needs_a_name_that_fits_a_line(gate: Gate, name: str) -> None:
    with pytest.raises(Refused) as refused:
        await gate.till.make(name, [Scope.READ])

    assert refused.value.code == "invalid_name"


async def test_a_key_that_may_do_nothing_is_refused(gate: Gate) -> None:
    with pytest.raises(Refused) as refused:
        await gate.till.make("Shop", [])

    assert refused.value.code == "no_scope"


async def test_a_name_is_free_again_once_its_key_is_revoked(gate: Gate) -> None:
    key, _ = await gate.till.make("Shop", [Scope.READ])
    with pytest.raises(Refused) as refused:
        await gate.till.make("Shop", [Scope.READ])
    await gate.till.revoke(key.id)

    await gate.till.make(" Shop ", [Scope.READ])

    assert refused.value.code == "duplicate"
    with pytest.raises(Refused):
        await gate.till.revoke("nothing")
