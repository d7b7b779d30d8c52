"""Whether the computer's clock is right, by the dates in which others answer."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from statistics import median
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from pos.app.doctor.finding import Finding, Side
from pos.app.settings import Settings
from pos.gui.backoffice import Severity
from pos.gui.present.words import say

ANSWER_S: Final = 5.0
MOST_ASKED: Final = 8
OFF_S: Final = 30
"""An HTTP date has whole seconds, and answers take time; less than this cannot be told."""
WRONG_S: Final = 120


def places_to_ask(settings: Settings) -> list[str]:
    """The roots of the servers that the shop asks anyway, none on this machine; no path, no key."""
    rates = settings.rates
    urls = [
        getattr(rates, f"{name}_url")
        for name in ("coingecko", "kraken", "coinbase", "bitstamp", "cryptocompare")
        if getattr(rates, name)
    ]
    for chain in settings.chains.values():
        daemons = (chain.daemon,) if isinstance(chain.daemon, str) else chain.daemon
        urls += [*chain.http, chain.rpc, *daemons]
    roots = dict.fromkeys(root for url in urls for root in _root(url))
    return list(roots)[:MOST_ASKED]


async def skews(urls: Iterable[str]) -> list[float]:
    """By how many seconds this clock is ahead of each server that answers with a date."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_S)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        told = await asyncio.gather(*(_skew(session, url) for url in urls))
    return [each for each in told if each is not None]


def clock_finding(told: list[float]) -> Finding:
    """What the clocks of others say of ours; one liar among three is outvoted."""
    subject = say("The computer's clock")
    if not told:
        return Finding(
            side=Side.CLOCK,
            code="clock_unknown",
            subject=subject,
            problem=say("Nobody could be asked for the time."),
            remedy=say("Compare it with another clock yourself."),
            severity=Severity.NOTE,
        )
    ahead_s = round(median(told))
    if abs(ahead_s) <= OFF_S:
        return Finding(side=Side.CLOCK, code="clock", subject=subject)
    return Finding(
        side=Side.CLOCK,
        code="clock",
        subject=subject,
        problem=_off(ahead_s),
        remedy=say(
            "Let the system set its clock by the network (time synchronisation), and see that the"
            " time zone is right. Prices and deadlines of invoices go by this clock."
        ),
        severity=Severity.BAD if abs(ahead_s) > WRONG_S else Severity.WARNING,
    )


def _off(ahead_s: int) -> str:
    amount = _span(abs(ahead_s))
    if ahead_s > 0:
        return say("It is {amount} ahead.", amount=amount)
    return say("It is {amount} behind.", amount=amount)


def _span(seconds: int) -> str:
    minutes, hours, days = seconds // 60, seconds // 3_600, seconds // 86_400
    if days >= 2:  # noqa: PLR2004 - below that hours are plainer
        return say("{days} days", days=days)
    if hours >= 2:  # noqa: PLR2004 - below that minutes are plainer
        return say("{hours} hours", hours=hours)
    if minutes >= 2:  # noqa: PLR2004 - below that seconds are plainer
        return say("{minutes} minutes", minutes=minutes)
    return say("{seconds} seconds", seconds=seconds)


def _root(url: str) -> Iterator[str]:
    """The address without path, query, user and password; none of this machine's own."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return
    if parts.scheme not in {"http", "https"} or not host or _is_here(host):
        return
    name = f"[{host}]" if ":" in host else host
    yield f"{parts.scheme}://{name}:{port}/" if port else f"{parts.scheme}://{name}/"


def _is_here(host: str) -> bool:
    """Whether it goes by this very clock."""
    if host == "localhost" or host.endswith((".localhost", ".onion")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def _skew(session: aiohttp.ClientSession, url: str) -> float | None:
    """Against the middle of question and answer, and the middle of the second that it tells.

    Certificates are not asked for: by a clock that is years off none is valid. Nothing secret is
    sent, and whoever lies about the time is outvoted.
    """
    asked_at = time.time()
    try:
        async with session.head(url, allow_redirects=False, ssl=False) as answer:
            told = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError, OverflowError):
        return None
    return (asked_at + time.time()) / 2 - (told.timestamp() + 0.5)
