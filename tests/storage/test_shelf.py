"""The Shelf port, for every store."""

from tests.storage.backends import AnyStore, Backend


async def test_what_was_kept_last_is_there_after_opening_again(backend: Backend) -> None:
    with backend.opened() as store:
        for text in ("1", "2 ü"):
            await store.shelf.keep("name", text)

    with backend.opened() as store:
        assert await store.shelf.kept("name") == "2 ü"
        assert await store.shelf.kept("other") is None


async def test_what_is_thrown_away_is_gone(store: AnyStore) -> None:
    for text in ("1", None, None):
        await store.shelf.keep("name", text)

    assert await store.shelf.kept("name") is None
