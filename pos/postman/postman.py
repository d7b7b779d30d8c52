"""The postman: knows how each kind of message is written, and hands it to the post."""

import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from aiohttp.abc import AbstractResolver

from pos.domain.payment.effects import Alarm, Postback, SendRefund, ShopCallback, Webhook
from pos.domain.ports.clock import Clock
from pos.domain.ports.outbox import Addressee, Delivery, GivenUp, Outcome, TryAgain
from pos.postman.callback import callback_letter
from pos.postman.post import Letter, Post, PostSettings
from pos.postman.postback import postback_letter
from pos.postman.webhook import webhook_letter

AddresseeOf = Callable[[str], Addressee | None]
"""Where a webhook endpoint is, by its id; None once it was removed."""

REMOVED: Final = GivenUp(note="the endpoint was removed")
OFF: Final = TryAgain(note="the endpoint is switched off")


def _no_endpoints(_: str) -> Addressee | None:
    return None


class WebPostman:
    """Sends postbacks, callbacks and webhooks. Use it with `async with`, or close it."""

    def __init__(
        self,
        settings: PostSettings,
        clock: Clock,
        *,
        addressee: AddresseeOf = _no_endpoints,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._secret = settings.secret
        self._clock = clock
        self._addressee = addressee
        self._post = Post(settings, resolver=resolver, tls=tls)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of all connections, and of the name service."""
        await self._post.close()

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Try once. The answer is what the other side said, in words that hold no secret."""
        written = self._written(delivery)
        return await self._post.send(written) if isinstance(written, Letter) else written

    def _written(self, delivery: Delivery) -> Letter | Outcome:
        effect, now = delivery.effect, self._clock.now()
        match effect:
            case Postback():
                return postback_letter(effect, delivery.id, self._secret, now)
            case ShopCallback():
                return callback_letter(effect, delivery.id)
            case Webhook():
                to = self._addressee(effect.endpoint)
                if to is None:
                    return REMOVED
                return webhook_letter(effect, to, now) if to.is_on else OFF
            case Alarm() | SendRefund():
                raise AssertionError("alarms and refunds stay in the house")
