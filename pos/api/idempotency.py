"""A caller's own name for a request, so that asking twice does it once."""

from hashlib import sha256
from typing import Final

from pos.api.jsonrpc import compact
from pos.domain.errors import Refused
from pos.domain.ports.payments import Idempotency

HEADER: Final = "Idempotency-Key"
MAX_KEY_LENGTH: Final = 200


def idempotency(door: str, key: str | None, asked: bytes) -> Idempotency | None:
    """The key with what it was used for: JSON text, in which spaces mean nothing.

    Each door has keys of its own. Raises Refused("invalid_params") for what is no key.
    """
    if key is None:
        return None
    if not (0 < len(key) <= MAX_KEY_LENGTH and key.isascii() and key.isprintable()):
        raise Refused("invalid_params", "invalid idempotency key")
    return Idempotency(key=f"{door}:{key}", digest=sha256(compact(asked)).hexdigest())
