"""How many addresses a restore leaves out, so that none is shown to a second customer.

The lost machine went on selling after the backup. Nobody knows how much: it is taken to have sold
three times as well as on its busiest recent day, on each day since. The machine that a backup was
put on may be lost, too, before it made one of its own: what is left out grows with each day, and
with each time that the same backup is put back.
"""

from typing import Final

LEAST: Final = 1_000
"""Where a wallet finds its money however far ahead it lies."""

LEAST_IN_GAP: Final = 200
"""Where the owner's own wallet must be told to look so far ahead (coins of Bitcoin's kind)."""

LEAST_SALES: Final = 100
"""The same for the numbers of sales, which stand on receipts."""

FOR_NEW_WALLETS: Final = 10
"""For a wallet that was set up after the backup: within what every wallet looks ahead (20)."""

QUIET_DAY: Final = 5
"""So many a day may be shown by a shop that showed hardly any before."""

_TIMES: Final = 3
_DAY_S: Final = 86_400
CLOCKS_DIFFER_S: Final = 3_600
UNKNOWN_AGE_S: Final = 30 * _DAY_S
"""So old a backup is taken to be where the clock tells a time from before it was made."""


def age_s_of(taken_at: int, now: int) -> int:
    """How old a backup is; one of the two clocks may have been wrong."""
    age_s = now - taken_at
    return max(0, age_s) if age_s >= -CLOCKS_DIFFER_S else UNKNOWN_AGE_S


def margin(least: int, busiest_day: int, age_s: int, times: int = 1) -> int:
    """So many addresses are left out.

    `age_s` is how old the backup is, `times` how often it was put back, with this one.
    """
    days = max(0, age_s) // _DAY_S
    since = _TIMES * max(busiest_day, QUIET_DAY) * days
    return times * max(least + since, _TIMES * busiest_day * (days + 1))
