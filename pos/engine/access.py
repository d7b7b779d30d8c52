"""Who may ask: the keys of online shops, checked from memory."""

import hmac
from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from typing import Final

from pos.domain.errors import Refused
from pos.domain.ports.clock import Clock
from pos.domain.ports.shops import ApiKey, Keys, Scope

LOOK_S: Final = 5.0
"""What another program changed is known after this time."""

_MARK: Final = "flo"
_NO_DIGEST: Final = bytes(32)
_LONGEST_NAME: Final = 64


class Access:
    """Keys are made and ended here. A secret is told once; what is kept cannot give it back."""

    def __init__(
        self,
        *,
        keys: Keys,
        clock: Clock,
        new_id: Callable[[], str],
        new_secret: Callable[[], str],
    ) -> None:
        """`new_secret` gives 43 random letters and digits: 256 bits that nobody can guess."""
        self._keys = keys
        self._clock = clock
        self._new_id = new_id
        self._new_secret = new_secret
        self._known: dict[str, ApiKey] = {}

    async def refresh(self) -> None:
        """Read the keys anew."""
        self._known = {key.id: key for key in await self._keys.keys()}

    async def keep_fresh(self) -> None:
        """Do so again and again, for ever."""
        while True:
            await self._clock.sleep(LOOK_S)
            await self.refresh()

    def allowed(self, secret: str, scope: Scope) -> ApiKey | None:
        """The living key of this secret if it may do this; never waits.

        It takes as long for a key that there is not, so that time tells nothing.
        """
        mark, _, rest = secret.partition("_")
        key = self._known.get(rest.partition("_")[0])
        is_right = hmac.compare_digest(_digest(secret), key.digest if key else _NO_DIGEST)
        if key is None or not is_right or mark != _MARK or key.revoked_at is not None:
            return None
        return key if scope in key.scopes else None

    async def listed(self) -> Sequence[ApiKey]:
        """All keys, oldest first, the revoked ones, too."""
        return await self._keys.keys()

    async def make(self, name: str, scopes: Collection[Scope]) -> tuple[ApiKey, str]:
        """A new key and its secret. Raises Refused: invalid_name, no_scope, duplicate."""
        name = name.strip()
        if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
            text = f"A key needs a name of 1 to {_LONGEST_NAME} letters, such as the shop's"
            raise Refused("invalid_name", text)
        if not scopes:
            allowed = ", ".join(Scope)
            raise Refused("no_scope", f"Say what the key may do: at least one of {allowed}")
        id = self._new_id()
        secret = f"{_MARK}_{id}_{self._new_secret()}"
        key = ApiKey(
            id=id,
            name=name,
            digest=_digest(secret),
            scopes=frozenset(scopes),
            created_at=self._clock.now(),
        )
        await self._keys.add_key(key)
        await self.refresh()
        return key, secret

    async def revoke(self, id: str) -> None:
        """End a key, at once. Raises Refused("unknown_key")."""
        await self._keys.revoke_key(id, self._clock.now())
        await self.refresh()


def _digest(secret: str) -> bytes:
    return sha256(secret.encode(errors="surrogatepass")).digest()
