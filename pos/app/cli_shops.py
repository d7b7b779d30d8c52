"""`florin keys` and `florin webhooks`: who may ask, and who is told.

Both work beside an open till, which sees a change within seconds.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from pos.app.beside import opened_beside
from pos.app.clock import SystemClock
from pos.app.letters import Letters, open_letters
from pos.app.options import PRACTICE, PROFILE
from pos.app.plan import profile_at, settings_of
from pos.domain.ports.outbox import Delivered
from pos.domain.ports.shops import Endpoint, Scope

_Result = TypeVar("_Result")


@click.group()
def keys() -> None:
    """Keys that let the programs of online shops in."""


@keys.command("add")
@PROFILE
@PRACTICE
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What the key may do: make invoices, list them, decide on refunds, change webhooks;"
    " give it once for each.",
)
def add_key(profile: Path | None, name: str, scopes: tuple[str, ...], *, practice: bool) -> None:
    """Make a key for the shop NAME and show its secret, this one time.

    The shop sends it with each request: "Authorization: Bearer SECRET".
    """
    wanted = [Scope(scope) for scope in scopes]
    key, secret = _run(
        profile, lambda letters: letters.access.make(name, wanted), practice=practice
    )
    _tell(("key", key.id), ("name", key.name), ("may", " ".join(sorted(key.scopes))))
    _tell(("secret", secret))
    click.echo("Copy the secret now: it is kept nowhere and cannot be shown again.")


@keys.command("list")
@PROFILE
@PRACTICE
def list_keys(profile: Path | None, *, practice: bool) -> None:
    """Show all keys, the revoked ones, too. Secrets are not kept and cannot be shown."""
    for key in _run(profile, lambda letters: letters.access.listed(), practice=practice):
        ended = f"revoked {_when(key.revoked_at)}" if key.revoked_at else "in use"
        scopes = " ".join(sorted(key.scopes))
        click.echo(f"{key.id}  made {_when(key.created_at)}  {ended}  {scopes}  {key.name}")


@keys.command("revoke")
@PROFILE
@PRACTICE
@click.argument("id")
def revoke_key(profile: Path | None, id: str, *, practice: bool) -> None:
    """End the key ID. An open till refuses it within seconds; it never comes back."""
    _run(profile, lambda letters: letters.access.revoke(id), practice=practice)
    click.echo(f"The key {id} is revoked.")


@click.group()
def webhooks() -> None:
    """Addresses of online shops that are told what happens to invoices.

    Each message is signed with the endpoint's own secret and comes again for three days until the
    shop has taken it.
    """


@webhooks.command("add")
@PROFILE
@PRACTICE
@click.argument("url")
@click.option(
    "--event",
    "events",
    multiple=True,
    help="An event such as refund.confirmed or a group such as invoice. (with the full stop);"
    " give it once for each. Default: everything.",
)
def add_webhook(profile: Path | None, url: str, events: tuple[str, ...], *, practice: bool) -> None:
    """Tell the address URL of what happens from now on, and show the secret that signs."""

    async def add(letters: Letters) -> tuple[Endpoint, str]:
        endpoint = await letters.hooks.add(url, events)
        return endpoint, letters.hooks.secret_of(endpoint)

    _tell_endpoint(*_run(profile, add, practice=practice))


@webhooks.command("list")
@PROFILE
@PRACTICE
def list_webhooks(profile: Path | None, *, practice: bool) -> None:
    """Show all endpoints and what they are told of."""
    for endpoint in _run(profile, lambda letters: letters.hooks.listed(), practice=practice):
        state = "on" if endpoint.is_on else "off"
        click.echo(f"{endpoint.id}  {state:3}  {_events(endpoint.events)}  {endpoint.url}")


@webhooks.command("remove")
@PROFILE
@PRACTICE
@click.argument("id")
def remove_webhook(profile: Path | None, id: str, *, practice: bool) -> None:
    """Tell the endpoint ID nothing any more; what waits for it is given up."""
    _run(profile, lambda letters: letters.hooks.remove(id), practice=practice)
    click.echo(f"The endpoint {id} is removed.")


@webhooks.command("rotate")
@PROFILE
@PRACTICE
@click.argument("id")
def rotate_webhook(profile: Path | None, id: str, *, practice: bool) -> None:
    """Give the endpoint ID a new secret. For a day both the old and the new one sign."""

    async def rotate(letters: Letters) -> tuple[Endpoint, str]:
        endpoint = await letters.hooks.rotate(id)
        return endpoint, letters.hooks.secret_of(endpoint)

    _tell_endpoint(*_run(profile, rotate, practice=practice))


@webhooks.command("test")
@PROFILE
@PRACTICE
@click.argument("id")
def test_webhook(profile: Path | None, id: str, *, practice: bool) -> None:
    """Send the endpoint ID a test event now; the exit code is 1 if it was not taken."""
    outcome = _run(profile, lambda letters: letters.hooks.test(id), practice=practice)
    is_taken = isinstance(outcome, Delivered)
    click.echo(f"{'delivered' if is_taken else 'not delivered'}: {outcome.note}")
    click.get_current_context().exit(0 if is_taken else 1)


@webhooks.command("log")
@PROFILE
@PRACTICE
@click.argument("id")
@click.option("--limit", default=20, show_default=True, help="How many messages to show.")
def log_webhook(profile: Path | None, id: str, limit: int, *, practice: bool) -> None:
    """Show what was sent to the endpoint ID, the newest first, with every try."""
    for delivery, tries in _run(
        profile, lambda letters: letters.hooks.log(id, limit), practice=practice
    ):
        due = f", next try {_when(delivery.due_at)}" if delivery.due_at is not None else ""
        outcome = delivery.outcome or "not tried yet"
        click.echo(f"{_when(delivery.created_at)}  {delivery.id}  {outcome}{due}")
        for tried in tries:
            click.echo(f"    {_when(tried.at)}  {tried.took_ms} ms  {tried.outcome}")


@webhooks.command("redeliver")
@PROFILE
@PRACTICE
@click.argument("delivery")
def redeliver_webhook(profile: Path | None, delivery: str, *, practice: bool) -> None:
    """Have DELIVERY, as `florin webhooks log` names it, sent once more by the running program."""

    async def again(folder: Path) -> None:
        with opened_beside(folder) as opened:
            await opened.outbox.again(delivery, SystemClock().now())

    asyncio.run(again(profile_at(profile).data(is_practice=practice)))
    click.echo("It is sent within seconds while Florin runs, else at its next start.")


def _run(
    profile: Path | None, work: Callable[[Letters], Awaitable[_Result]], *, practice: bool
) -> _Result:
    """Do something with a profile's endpoints and keys."""
    found = profile_at(profile)
    allow = settings_of(found).postback.allow
    return asyncio.run(_done(found.data(is_practice=practice), allow, work))


async def _done(
    folder: Path, allow: tuple[str, ...], work: Callable[[Letters], Awaitable[_Result]]
) -> _Result:
    with opened_beside(folder) as opened:
        async with open_letters(folder, opened, SystemClock(), allow) as letters:
            return await work(letters)


def _tell_endpoint(endpoint: Endpoint, secret: str) -> None:
    _tell(("endpoint", endpoint.id), ("url", endpoint.url), ("events", _events(endpoint.events)))
    _tell(("secret", secret))


def _events(events: Sequence[str]) -> str:
    return " ".join(events) or "everything"


def _tell(*lines: tuple[str, str]) -> None:
    for name, value in lines:
        click.echo(f"{name:9}{value}")


def _when(at: int | None) -> str:
    return f"{datetime.fromtimestamp(at or 0, UTC):%Y-%m-%d %H:%M:%S} UTC"
