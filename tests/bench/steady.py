"""A crowd of shops and customers that asks at a steady pace; prints how many answers a second."""

import asyncio
import json
import sys
import time

import aiohttp
import uvloop

ASK = {"jsonrpc": "2.0", "id": 1, "method": "start_payment", "params": {"amount": "2.5"}}
LOOKS = 9
PER_S = 300


async def _crowd(url: str, per_s: int, for_s: float) -> float:
    """One in ten requests makes a payment, the others ask for its status."""
    answered = 0
    async with aiohttp.ClientSession() as session:
        payments: list[str] = []

        async def ask(number: int) -> None:
            nonlocal answered
            if number % (LOOKS + 1) == 0 or not payments:
                async with session.post(f"{url}/", data=json.dumps(ASK)) as answer:
                    payments.append((await answer.json())["result"]["id"])
            else:
                async with session.get(f"{url}/{payments[-1]}/status.json") as answer:
                    await answer.read()
            answered += 1

        began = time.perf_counter()
        await ask(0)
        async with asyncio.TaskGroup() as group:
            for number in range(1, int(per_s * for_s)):
                group.create_task(ask(number))
                await asyncio.sleep(max(0.0, began + number / per_s - time.perf_counter()))
        return answered / (time.perf_counter() - began)


if __name__ == "__main__":
    print(uvloop.run(_crowd(sys.argv[1], PER_S, float(sys.argv[2]))))
