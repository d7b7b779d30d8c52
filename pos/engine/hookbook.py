"""Which webhook endpoints there are, from memory: whom an event is for, and what signs it."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

from pos.domain.payment.effects import Webhook
from pos.domain.payment.event import Event
from pos.domain.ports.clock import Clock
from pos.domain.ports.outbox import Addressee
from pos.domain.ports.shops import Endpoint, Endpoints

LOOK_S = 5.0
"""What another program changed is known after this time."""


class HookBook:
    """A copy of the stored endpoints, at most a few seconds old.

    Their signing secrets are kept nowhere: they are derived from `key`, a secret of the shop.
    """

    def __init__(self, endpoints: Endpoints, key: str, clock: Clock) -> None:
        self._endpoints = endpoints
        self._key = key.encode()
        self._clock = clock
        self._known: dict[str, Endpoint] = {}

    async def refresh(self) -> None:
        """Read the endpoints anew."""
        self._known = {endpoint.id: endpoint for endpoint in await self._endpoints.endpoints()}

    async def keep_fresh(self) -> None:
        """Do so again and again, for ever."""
        while True:
            await self._clock.sleep(LOOK_S)
            await self.refresh()

    def webhooks(self, events: Iterable[Event]) -> tuple[Webhook, ...]:
        """What has to be sent because of these events, in their order."""
        if not self._known:
            return ()
        return tuple(
            webhook_of(endpoint, event)
            for event in events
            for endpoint in self._known.values()
            if endpoint.is_on and _wants(endpoint, event.name)
        )

    def addressee(self, id: str) -> Addressee | None:
        """Where an endpoint is and what signs for it; None once it was removed."""
        endpoint = self._known.get(id)
        if endpoint is None:
            return None
        numbers = [endpoint.secret_number]
        if self._clock.now() < endpoint.previous_until:
            numbers.append(endpoint.secret_number - 1)
        secrets = tuple(self._secret(endpoint.id, number) for number in numbers)
        return Addressee(url=endpoint.url, is_on=endpoint.is_on, secrets=secrets)

    def secret_of(self, endpoint: Endpoint) -> str:
        """What signs for an endpoint now: "whsec_" and 43 letters, to be given to its owner."""
        return self._secret(endpoint.id, endpoint.secret_number)

    def _secret(self, id: str, number: int) -> str:
        derived = hmac.new(self._key, f"{id}:{number}".encode(), sha256).digest()
        return f"whsec_{urlsafe_b64encode(derived).decode().rstrip('=')}"


def webhook_of(endpoint: Endpoint, event: Event) -> Webhook:
    """One event, for one endpoint."""
    key = f"{event.key}:{endpoint.id}"
    return Webhook(key=key, invoice=event.invoice, endpoint=endpoint.id, event=event)


def _wants(endpoint: Endpoint, name: str) -> bool:
    """A name that ends in a dot stands for everything that begins with it."""
    return not endpoint.events or any(
        name == wanted or (wanted.endswith(".") and name.startswith(wanted))
        for wanted in endpoint.events
    )
