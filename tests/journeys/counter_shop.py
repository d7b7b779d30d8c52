"""`florin serve` with a cashier: sells once at the counter, and tries wrong manager's PINs.

What the cashier's own receipt shows goes into a note for the test, and nowhere else.
"""

import asyncio
import json
import os
import signal
import sys
from decimal import Decimal
from pathlib import Path
from typing import Final

from pos.app.build import House, Plan
from pos.app.logs import start_logs
from pos.app.office_settings import OfficeSettings
from pos.app.pin import change_pin
from pos.app.plan import profile_at, settings_of
from pos.app.profile import sole_use
from pos.app.running import Opened, run
from pos.domain.errors import Refused
from pos.domain.money import Fiat
from pos.domain.retail.cart import Cart, CartLine
from pos.till.pin import FREE_TRIES

WRONG_PIN: Final = "00000000"


async def at_the_counter(house: House, pin: str) -> dict[str, object]:
    """A sale in ether, and a manager whose PIN somebody guesses at; what the receipt shows."""
    for typed in (*(WRONG_PIN for _ in range(FREE_TRIES - 1)), pin):
        try:
            await house.pin.check(typed)
        except Refused:
            continue
    espresso = CartLine(
        title="Espresso",
        product_id=None,
        unit_price=Fiat(Decimal("2.50"), "EUR"),
        quantity=Decimal(1),
        tax=Decimal(0),
    )
    charged = await house.till.charge(Cart(currency="EUR", lines=(espresso,)), "ETH")
    assert house.doors.pay is not None
    invoice, claims = charged.invoice, house.doors.pay.claims
    return {
        "selector": invoice.selector,
        "address": invoice.prompts[0].address,
        "wei": invoice.prompts[0].due.units,
        "pin": claims.pin(invoice),
        "token": claims.token(invoice),
    }


async def open_shop(profile: Path, listen: str, pin: str, note: Path) -> None:
    """Until SIGTERM, as `florin serve --verbose`, with the cashier at work in the beginning."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings = settings_of(profile_at(profile))
    plan = Plan(settings=settings, folder=profile, is_practice=False)
    at_work: list[asyncio.Task[None]] = []

    async def work(house: House) -> None:
        await change_pin(profile, pin)
        told = await at_the_counter(house, pin)
        office = OfficeSettings(
            path=profile / "config.toml", running=settings, environment=os.environ
        )
        told["settings"] = repr(office.seen({}))
        fresh = note.with_suffix(".new")
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(note)

    def opened(shop: Opened) -> None:
        at_work.append(asyncio.ensure_future(work(shop.house)))
        sys.stdout.write(f"ready {shop.url}\n")
        sys.stdout.flush()

    await run(plan, listen, stop, opened, needs_door=True)
    await asyncio.gather(*at_work)


if __name__ == "__main__":
    place, port, note_path = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    manager = sys.stdin.readline().strip()
    with sole_use(place):
        start_logs(place, is_verbose=True)
        asyncio.run(open_shop(place, f"127.0.0.1:{port}", manager, note_path))
