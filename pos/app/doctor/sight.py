"""What a running shop sees: its chains and its prices, judged by its own health page."""

from collections.abc import Iterator, Sequence
from typing import Final

import aiohttp
import msgspec

from pos.api.health import STALE_LOOK_S, ChainHealth, Health
from pos.app.config import host_and_port
from pos.app.doctor.finding import Finding, Side
from pos.app.settings import Settings
from pos.domain.ports.rates import RateSource
from pos.gui.backoffice import Severity
from pos.gui.present.words import say

ANSWER_S: Final = 5.0
OLD_RATE_S: Final = 600
_ANYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what it stands for


async def health_at(listen: str) -> Health | None:
    """The health page of the till that listens there; None if it does not answer as one."""
    host, port = host_and_port(listen)
    host = _ANYWHERE.get(host, host)
    name = f"[{host}]" if ":" in host else host
    timeout = aiohttp.ClientTimeout(total=ANSWER_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"http://{name}:{port}/health", allow_redirects=False) as answer,
        ):
            return msgspec.json.decode(await answer.read(), type=Health)
    except (aiohttp.ClientError, TimeoutError, OSError, msgspec.MsgspecError):
        return None


def sight_findings(health: Health, settings: Settings) -> Iterator[Finding]:
    """Every chain and every price of a running shop, and whether it can write down its sales."""
    if health.records:
        yield Finding(
            side=Side.DATABASE,
            code="records",
            subject=say("Writing down what happens"),
            problem=health.records,
            remedy=say("Mend what it says; the till goes on by itself."),
            severity=Severity.BAD,
        )
    for chain, seen in health.chains.items():
        yield from _chain(chain, seen)
    for pair, rate in health.rates.items():
        yield rate_finding(pair, rate.age_s, settings.rates.max_age_s)


def _chain(chain: str, seen: ChainHealth) -> Iterator[Finding]:
    yield chain_finding(chain, seen)
    for source in seen.sources:
        if source.trouble and len(seen.sources) > 1:
            yield Finding(
                side=Side.CHAINS,
                code="source",
                subject=say("{chain}, source {name}", chain=chain, name=source.name),
                problem=source.trouble,
                remedy=say(
                    "The others are enough while they answer. Take it out of the settings if this"
                    " lasts."
                ),
                severity=Severity.NOTE,
            )


def chain_finding(chain: str, seen: ChainHealth) -> Finding:
    """How well one chain is seen."""
    age_s = seen.last_look_age_s
    subject = say("The chain {chain}, block {height}", chain=chain, height=seen.height)
    remedy = say(
        "See that this computer is online and the node runs and has caught up. Until then its coins"
        " are not offered, and no open payment in them ends."
    )
    if not seen.trusted:
        problem = say("Its sources contradict each other: {why}", why=seen.trouble)
        remedy = say("Take the source that lies out of the settings, or wait until they agree.")
        severity = Severity.BAD
    elif not seen.connected:
        problem = say("It cannot be seen: {why}", why=seen.trouble or say("no answer"))
        severity = Severity.BAD
    elif seen.behind or seen.trouble:
        behind = say("{blocks} blocks behind", blocks=seen.behind)
        problem = say("It lags: {why}", why=seen.trouble or behind)
        severity = Severity.WARNING
    elif age_s is None or age_s > STALE_LOOK_S:
        problem = say("The last look was {seconds} seconds ago.", seconds=age_s or 0)
        if age_s is None:
            problem = say("It was not looked at yet.")
        severity = Severity.WARNING
    else:
        return Finding(side=Side.CHAINS, code="chain", subject=subject)
    return Finding(
        side=Side.CHAINS,
        code="chain",
        subject=subject,
        problem=problem,
        remedy=remedy,
        severity=severity,
    )


def rate_finding(pair: str, age_s: int | None, max_age_s: int = OLD_RATE_S) -> Finding:
    """Whether a coin has a price that may be used."""
    subject = say("The rate of {pair}", pair=pair)
    if age_s is not None and age_s <= max_age_s:
        return Finding(side=Side.RATES, code="rate", subject=subject)
    problem = say("There is none, so the coin is not offered for prices.")
    if age_s is not None:
        problem = say("It is {minutes} minutes old and not used.", minutes=age_s // 60)
    return Finding(
        side=Side.RATES,
        code="rate",
        subject=subject,
        problem=problem,
        remedy=say(
            "See that the rate services answer, or set a rate by the manager's PIN in Coins and"
            " networks."
        ),
        severity=Severity.BAD,
    )


def service_findings(services: Sequence[RateSource]) -> Iterator[Finding]:
    """Each rate service; one that fails matters little while others answer."""
    failing = sum(1 for each in services if each.trouble)
    severity = Severity.WARNING if 2 * failing > len(services) else Severity.NOTE
    for each in services:
        subject = say("The rate service {name}", name=each.name)
        if not each.trouble:
            yield Finding(side=Side.RATES, code="rate_service", subject=subject)
            continue
        yield Finding(
            side=Side.RATES,
            code="rate_service",
            subject=subject,
            problem=each.trouble,
            remedy=say(
                "It is asked again by itself. If it stays so, switch it off: {name} = false in"
                " [rates].",
                name=each.name,
            ),
            severity=severity,
        )
