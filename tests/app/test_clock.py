import time

from pos.app.clock import SystemClock, passed_s


async def test_a_pause_lasts_at_least_as_long_as_asked_for() -> None:
    clock, began = SystemClock(), time.monotonic()

    await clock.sleep(0.05)

    assert time.monotonic() - began >= 0.05
    assert abs(clock.now() - time.time()) < 2


async def test_no_pause_at_all_is_fine() -> None:
    await SystemClock().sleep(0)


def test_time_only_passes_forward() -> None:
    first = passed_s()

    assert passed_s() >= first
