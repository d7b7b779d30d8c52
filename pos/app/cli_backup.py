"""`florin backup …` and `florin restore`: copies of the shop, and the way back from one."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from pos.app.backup import door
from pos.app.backup.archive import kept_in
from pos.app.backup.bundle import opened
from pos.app.backup.contents import Manifest
from pos.app.backup.key import unlocked
from pos.app.backup.making import rehearse, scratch
from pos.app.backup.restoring import Outcome, Wish
from pos.app.backup.restoring import restore as put_back
from pos.app.clock import SystemClock
from pos.app.options import PROFILE
from pos.app.plan import profile_at, settings_of
from pos.domain.errors import Refused
from pos.storage.snapshot import at_once

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def backup() -> None:
    """Copies of the shop, so that its machine may die. The till may be open meanwhile."""


@backup.command("set-up")
@PROFILE
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def set_up(profile: Path | None, folder: Path) -> None:
    """Back up into FOLDER each day, locked with a passphrase, which is asked for.

    The machine does not keep the passphrase: whoever loses it cannot open any backup.
    """
    door.set_up(profile_at(profile), folder, _new_passphrase())
    click.echo(f"Backups go to {folder} each day. Write the passphrase down, and not on this disk.")


@backup.command()
@PROFILE
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="Another folder than the one of the daily backups.",
)
def now(profile: Path | None, to: Path | None) -> None:
    """Make a backup now, open it again and count what is in it."""
    found = profile_at(profile)
    place = to.expanduser().absolute() if to else None
    wanted = door.wanted_of(found, SystemClock().now(), to=place)
    made = door.make_and_note(found, wanted)
    click.echo(f"{made.path}  {made.size:,} bytes, opened again and counted")


@backup.command("list")
@PROFILE
def list_backups(profile: Path | None) -> None:
    """Show the daily backups there are, newest first, and how the last try ended."""
    found = profile_at(profile)
    folder = settings_of(found).backup.folder
    if not folder:
        raise Refused("no_backup_folder", "No folder for backups is set: `florin backup set-up`")
    for kept in kept_in(Path(folder).expanduser()):
        click.echo(f"{_when(kept.at)}  {kept.path.stat().st_size:>14,} bytes  {kept.path}")
    problem = door.state_of(found).problem
    if problem:
        click.echo(f"the last try failed: {problem}")


@backup.command()
@PROFILE
@_FILE
def verify(profile: Path | None, file: Path) -> None:
    """Open FILE with its passphrase in a scratch place and count what is in it."""
    with opened(file) as bundle:
        locked = bundle.locked
    folder = profile_at(profile).data(is_practice=False)
    with scratch(folder) as room:
        found = rehearse(file, unlocked(locked, _passphrase()), room / "shop", at_once)
    click.echo("\n".join(_told(found)))


@click.command()
@PROFILE
@_FILE
@click.option(
    "--aside", is_flag=True, help="Move the shop that is in the profile into a folder beside first."
)
def restore(profile: Path | None, file: Path, *, aside: bool) -> None:
    """Put the shop of the backup FILE into a profile, and sell on.

    The machine that it was on must not sell any more. Addresses that it may have shown since are
    left out, and money that goes back waits until somebody has looked for it on the chain.
    """
    wish = Wish(
        file=file,
        profile=profile_at(profile),
        passphrase=_passphrase,
        now=SystemClock().now(),
        is_aside=aside,
    )
    click.echo("\n".join(_put_back(asyncio.run(put_back(wish)))))


def _put_back(outcome: Outcome) -> Iterator[str]:
    yield from _told(outcome.manifest)
    for skip in outcome.skips:
        if skip.wallet:
            yield f"left out   addresses {skip.first} to {skip.past - 1} of {skip.wallet}"
    yield f"left out   {outcome.skipped_sales} numbers of sales, which may stand on receipts"
    if outcome.waiting:
        yield (
            f"refunds    {outcome.waiting} wait: look whether the lost machine sent them, then"
            " approve each (`florin refunds list`)"
        )
    if outcome.aside:
        yield f"aside      what was here before is in {outcome.aside}"
    for line in outcome.note.splitlines():
        yield f"see to     {line}"
    yield "access     API keys, webhooks and the PIN are as they were then, also what you took back"
    yield f"Restored in {outcome.took_s:.1f} seconds. The lost machine must not sell any more."
    yield "`florin wallets` tells what gap limit your own wallet needs now."


def _told(manifest: Manifest) -> Iterator[str]:
    totals = manifest.totals
    yield f"taken      {_when(manifest.taken_at)}"
    yield f"invoices   {_counts(totals.invoices)}"
    yield f"received   {_counts(totals.received)}"
    yield f"refunds    {_counts(totals.refunds)}"
    yield f"sales      {totals.sales}"
    yield f"messages   {totals.waiting} still to be sent"


def _counts(figures: Mapping[str, int] | Mapping[str, str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in figures.items()) or "none"


def _when(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _passphrase() -> str:
    return _asked(lambda: click.prompt("Passphrase", hide_input=True))


def _new_passphrase() -> str:
    return _asked(
        lambda: click.prompt("Passphrase", hide_input=True, confirmation_prompt="The same again")
    )


def _asked(ask: Callable[[], str]) -> str:
    """Typed without being shown; a program gives it as a line of its standard input."""
    return ask() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
