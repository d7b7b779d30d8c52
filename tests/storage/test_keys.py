"""The Keys port, for every store."""

from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.ports.shops import ApiKey, Scope
from tests.storage.backends import AnyStore, Backend


def key(number: int, name: str = "") -> ApiKey:
    return ApiKey(
        id=f"{number:016x}",
        name=name or f"Shop {number}",
        digest=bytes([number]) * 32,
        scopes=frozenset({Scope.CREATE, Scope.READ}),
        created_at=1_000 + number,
    )


async def test_a_key_comes_back_as_it_was(backend: Backend) -> None:
    with backend.opened() as store:
        for number in (2, 1):
            await store.keys.add_key(key(number))

    with backend.opened() as store:
        assert await store.keys.key(key(1).id) == key(1)
        assert await store.keys.keys() == [key(2), key(1)]


async def test_an_unknown_key_is_none(store: AnyStore) -> None:
    assert await store.keys.key("nothing") is None


async def test_two_living_keys_never_share_a_name(store: AnyStore) -> None:
    await store.keys.add_key(key(1, "Shop"))

    with pytest.raises(Refused) as refused:
        await store.keys.add_key(key(2, "Shop"))
    await store.keys.revoke_key(key(1).id, 2_000)
    await store.keys.add_key(key(2, "Shop"))

    assert refused.value.code == "duplicate"
    assert [known.id for known in await store.keys.keys()] == [key(1).id, key(2).id]


async def test_a_revoked_key_says_when_it_ended_first(store: AnyStore) -> None:
    await store.keys.add_key(key(1))

    for at in (2_000, 3_000):
        await store.keys.revoke_key(key(1).id, at)

    assert await store.keys.key(key(1).id) == replace(key(1), revoked_at=2_000)


async def test_what_is_no_key_cannot_be_revoked(store: AnyStore) -> None:
    with pytest.raises(Refused) as refused:
        await store.keys.revoke_key("nothing", 2_000)

    assert refused.value.code == "unknown_key"
