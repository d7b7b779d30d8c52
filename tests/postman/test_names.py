import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from pos.postman.names import Found, SystemNames


class NameService:
    """Answers every name with one address, or hangs until it is told to go on."""

    def __init__(self, *, is_stuck: bool = False) -> None:
        self.asked: list[str] = []
        self.go_on = threading.Event()
        if not is_stuck:
            self.go_on.set()

    def __call__(self, host: str, port: int, family: int) -> list[Found]:
        self.asked.append(host)
        self.go_on.wait(10)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", port))]


@asynccontextmanager
async def opened(service: NameService, patience_s: float = 5.0) -> AsyncIterator[SystemNames]:
    async with aclosing(_Closing(SystemNames(patience_s, service))) as names:
        try:
            yield names.inner
        finally:
            service.go_on.set()


class _Closing:
    def __init__(self, inner: SystemNames) -> None:
        self.inner = inner

    async def aclose(self) -> None:
        await self.inner.close()


async def test_a_name_is_told_with_its_address_and_port() -> None:
    async with opened(NameService()) as names:
        (found,) = await names.resolve("shop.example", 443)

    assert (found["hostname"], found["host"], found["port"]) == ("shop.example", "192.0.2.7", 443)


async def test_the_system_knows_this_machine() -> None:
    names = SystemNames(5.0)
    found = await names.resolve("localhost", 80)
    await names.close()

    assert "127.0.0.1" in {each["host"] for each in found}


async def test_a_name_that_cannot_be_asked_for_is_no_failure_of_the_service() -> None:
    names = SystemNames(5.0)
    with pytest.raises(UnicodeError):
        await names.resolve("a" * 64 + ".example")
    await names.close()


async def test_a_hanging_name_service_is_not_waited_for() -> None:
    async with opened(NameService(is_stuck=True), patience_s=0.05) as names:
        with pytest.raises(OSError, match="no answer"):
            await names.resolve("shop.example")


async def test_a_hanging_name_service_leaves_the_loop_s_own_threads_alone() -> None:
    service = NameService(is_stuck=True)
    async with opened(service, patience_s=5.0) as names:
        stuck = [asyncio.create_task(names.resolve(f"{n}.example")) for n in range(64)]
        began = time.monotonic()
        answer = await asyncio.to_thread(lambda: "derived")
        took_s = time.monotonic() - began
        for task in stuck:
            task.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)

    assert answer == "derived"
    assert took_s < 1.0
    assert len(service.asked) <= 4


async def test_closing_does_not_wait_for_a_hanging_name_service() -> None:
    service = NameService(is_stuck=True)
    names = SystemNames(0.05, service)
    with pytest.raises(OSError, match="no answer"):
        await names.resolve("shop.example")

    began = time.monotonic()
    await names.close()
    took_s = time.monotonic() - began
    service.go_on.set()

    assert took_s < 1.0


async def test_a_question_nobody_waits_for_any_more_is_not_asked() -> None:
    service = NameService(is_stuck=True)
    async with opened(service, patience_s=0.05) as names:
        asked = [names.resolve(f"{n}.example") for n in range(8)]
        await asyncio.gather(*asked, return_exceptions=True)
        service.go_on.set()
        await names.resolve("last.example")

    assert len(service.asked) == 5
