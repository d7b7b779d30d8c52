"""`florin updates`: whether there is a newer version."""

import asyncio
from pathlib import Path

import click

from pos.app.clock import SystemClock
from pos.app.options import PRACTICE, PROFILE
from pos.app.plan import profile_at, settings_of
from pos.app.updates import updates_of
from pos.app.version import build
from pos.domain.errors import Refused


@click.group()
def updates() -> None:
    """Ask for newer versions of Florin, where that is switched on."""


@updates.command()
@PROFILE
@PRACTICE
def check(profile: Path | None, *, practice: bool) -> None:
    """Ask now. The till may be open meanwhile; nothing is downloaded."""
    found = profile_at(profile)
    asking = updates_of(settings_of(found).updates, found.data(is_practice=practice), SystemClock())
    if asking is None:
        text = f"Florin asks nobody for updates. Set url in [updates] of {found.config} first."
        raise Refused("no_updates", text)
    newer = asyncio.run(asking.look())
    if newer is None:
        click.echo(f"Florin {build().version} is the newest.")
        return
    click.echo(f"Florin {newer.version} was published on {newer.date}. {newer.notes}".rstrip())
    for name, digest in newer.files.items():
        click.echo(f"  {digest}  {name}")
