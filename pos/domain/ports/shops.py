"""Who may ask, who is told, and the small things that a shop keeps by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos.domain.ports.outbox import Attempt, Delivery


class Scope(StrEnum):
    """What a key of an online shop lets its holder do."""

    CREATE = "invoices:create"
    READ = "invoices:read"
    REFUND = "refunds"
    WEBHOOKS = "webhooks"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as it is kept: `digest` is SHA-256 of the secret, which nobody can read again.

    The secret that is given out is "flo_" + `id` + "_" + 43 letters and digits.
    """

    id: str
    name: str
    digest: bytes
    scopes: frozenset[Scope]
    created_at: int
    revoked_at: int | None = None


class Keys(Protocol):
    """The store of API keys. The running shop sees what another program changes within seconds."""

    async def key(self, id: str) -> ApiKey | None:
        """One key, revoked or not."""

    async def keys(self) -> Sequence[ApiKey]:
        """All keys, oldest first."""

    async def add_key(self, key: ApiKey) -> None:
        """Keep a new key. Raises Refused("duplicate") for a name that a living key has."""

    async def revoke_key(self, id: str, at: int) -> None:
        """End a key. Raises Refused("unknown_key")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A webhook endpoint.

    `events` are names or prefixes ("invoice." or "refund.confirmed"); empty means all. Its signing
    secrets are derived from the shop's and `secret_number`; after a rotation the one before signs,
    too, until `previous_until`.
    """

    id: str
    url: str
    events: tuple[str, ...]
    created_at: int
    is_on: bool = True
    secret_number: int = 1
    previous_until: int = 0


class Endpoints(Protocol):
    """The store of webhook endpoints."""

    async def endpoint(self, id: str) -> Endpoint | None:
        """One of them, also one that was removed (then it is not on)."""

    async def endpoints(self) -> Sequence[Endpoint]:
        """Those that were not removed, oldest first."""

    async def save_endpoint(self, endpoint: Endpoint) -> None:
        """Add or change one."""

    async def remove_endpoint(self, id: str) -> None:
        """Take one off the list; what waits for it is given up.

        Raises Refused("unknown_endpoint").
        """

    async def endpoint_log(
        self, id: str, limit: int, skip: int = 0
    ) -> Sequence[tuple[Delivery, tuple[Attempt, ...]]]:
        """What was sent to an endpoint, the newest first, each with its tries."""


class Shelf(Protocol):
    """Small things that the shop keeps by name, such as the manager's PIN (hashed)."""

    async def kept(self, name: str) -> str | None:
        """What is kept under this name."""

    async def keep(self, name: str, text: str | None) -> None:
        """Keep a text instead of what was there; None throws it away."""
