"""web3's HTTP provider, handing results on undecoded; imported only when a chain is opened."""

from contextlib import suppress
from typing import Any, cast

import msgspec
from aiohttp import ClientResponse, ClientSession, ClientTimeout, TCPConnector
from web3 import AsyncHTTPProvider, AsyncWeb3
from web3.types import RPCResponse

from pos.chains.evm.declined import ABOUT_THE_QUESTION, RefusedByStatus


class _Answer(msgspec.Struct):
    """One JSON-RPC answer; `result` stays the bytes it came as."""

    id: int | None = None
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: Any = None


_DECODER = msgspec.json.Decoder(_Answer | list[_Answer])


class RawProvider(AsyncHTTPProvider):
    """An HTTP provider whose `result` is a `msgspec.Raw`, so that only needed fields are decoded.

    Raises msgspec.MsgspecError for an answer that is not JSON-RPC.
    """

    @staticmethod
    def decode_rpc_response(raw_response: bytes) -> RPCResponse:
        """The envelope alone: one answer, or a list of them for a batch.

        A list with an answer to nobody becomes that one answer: the batch as a whole was refused.
        """
        answer = _DECODER.decode(raw_response)
        if isinstance(answer, _Answer):
            return _plain(answer)
        nameless = next((each for each in answer if each.id is None), None)
        if nameless is not None:
            return _plain(nameless)
        return cast("RPCResponse", [_plain(each) for each in answer])  # as web3 itself does


async def _check(response: ClientResponse) -> None:
    """Raise for an HTTP error; where JSON-RPC says what is wrong with the question, with that."""
    if response.status in ABOUT_THE_QUESTION:
        body = await response.read()
        with suppress(msgspec.MsgspecError, RecursionError):
            answer = _DECODER.decode(body)
            if isinstance(answer, _Answer) and answer.error is not None:
                raise RefusedByStatus(dict(_plain(answer)))
    response.raise_for_status()


def _plain(answer: _Answer) -> RPCResponse:
    plain = {"id": answer.id, "result": answer.result, "error": answer.error}
    return cast("RPCResponse", plain)


class _Unlocked:
    """Stands for the lock of the whole process that web3 takes in a thread for every request.

    A request that is cancelled then may keep it for ever, and every node hangs. It guards nothing
    here: each connection belongs to one loop.
    """

    def acquire(self) -> bool:
        """Have it at once."""
        return True

    def locked(self) -> bool:
        """Nobody ever has it."""
        return False


async def opened(url: str, timeout_s: float) -> AsyncWeb3[RawProvider]:
    """A connection to one node that is kept open between requests."""
    provider = RawProvider(
        url,
        request_kwargs={"timeout": ClientTimeout(total=timeout_s)},
        exception_retry_configuration=None,  # `transport` decides what is worth another try
    )
    # web3's own session closes the connection after each request: a TLS handshake every second
    session = ClientSession(connector=TCPConnector(limit=8), raise_for_status=_check)
    vars(provider._request_session_manager)["_lock"] = _Unlocked()  # noqa: SLF001 - no other way
    await provider.cache_async_session(session)
    return AsyncWeb3(provider)
