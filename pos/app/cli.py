"""The command line: `florin` opens the till, `florin serve` runs it without a window.

Each command imports its part when it runs: the window must paint before anything heavy loads.
"""

import asyncio
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TextIO

import click

from pos.app.options import PRACTICE as _PRACTICE
from pos.app.options import PROFILE as _PROFILE
from pos.app.plan import profile_at, refuse_without_coins, settings_of
from pos.app.profile import sole_use
from pos.domain.errors import Corrupt, Refused, Trouble

_ELSEWHERE = {
    "backup": "pos.app.cli_backup",
    "doctor": "pos.app.cli_doctor",
    "keys": "pos.app.cli_shops",
    "refunds": "pos.app.cli_refunds",
    "restore": "pos.app.cli_backup",
    "selftest": "pos.app.cli_about",
    "updates": "pos.app.cli_updates",
    "webhooks": "pos.app.cli_shops",
}
"""Commands in files of their own, which are read when they are asked for: name and module."""

_VERBOSE = click.option("--verbose", is_flag=True, help="Log everything to standard error, too.")


class _Commands(click.Group):
    """The commands of this file, and groups of commands that are read when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the alphabet."""
        return sorted((*super().list_commands(ctx), *_ELSEWHERE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(import_module(_ELSEWHERE[cmd_name]), cmd_name)
        return found


def _tell_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001 - click's signature
    if is_asked:
        from pos.app.version import version_lines

        click.echo("\n".join(version_lines()))
        context.exit()


@click.group(cls=_Commands, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version, and those of the libraries.",
)
@_PROFILE
@_PRACTICE
@_VERBOSE
@click.pass_context
def florin(context: click.Context, profile: Path | None, *, practice: bool, verbose: bool) -> None:
    """Florin, a merchant's till for crypto money. Without a command it opens the window."""
    if context.invoked_subcommand is not None:
        return
    from pos.app.desktop import open_till

    found = profile_at(profile)
    sys.exit(open_till(found, is_practice=practice or None, is_verbose=verbose))


@florin.command()
@_PROFILE
@_PRACTICE
@_VERBOSE
@click.option("--listen", help="HOST:PORT for online shops. Default: server.listen of the config.")
def serve(profile: Path | None, *, practice: bool, verbose: bool, listen: str | None) -> None:
    """Run the engine and the door for online shops, without a window, until SIGTERM.

    Prints one line `ready http://HOST:PORT` once the door is open.
    """
    from pos.app.build import Plan
    from pos.app.headless import serve_until_told
    from pos.app.logs import start_logs

    found = profile_at(profile)
    settings = settings_of(found)
    if not practice:
        refuse_without_coins(settings, found)
    folder = found.data(is_practice=practice)
    with sole_use(folder):
        start_logs(folder, is_verbose=verbose)
        plan = Plan(settings=settings, folder=folder, is_practice=practice)
        serve_until_told(plan, listen or settings.server.listen)


@florin.command()
@_PROFILE
def check(profile: Path | None) -> None:
    """Read every setting and try every connection; the exit code is 1 if something is wrong."""
    from pos.app.check import findings

    found = profile_at(profile)
    settings = settings_of(found)
    refuse_without_coins(settings, found)
    problems = 0
    for finding in asyncio.run(findings(settings, found.folder)):
        problems += bool(finding.problem)
        click.echo(f"{'problem' if finding.problem else 'ok':8}{finding.subject}", nl=False)
        click.echo(f": {finding.problem}" if finding.problem else "")
    sys.exit(1 if problems else 0)


@florin.command()
@_PROFILE
@click.option(
    "--export",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write each wallet's descriptor and labels into this folder.",
)
def wallets(profile: Path | None, target: Path | None) -> None:
    """Show each wallet and what your own wallet program needs to find all its money.

    What is shown tells all income, and can spend nothing. The till may be open meanwhile.
    """
    from pos.app.export import export
    from pos.app.wallets import accounts, told

    found = profile_at(profile)
    settings = settings_of(found)
    refuse_without_coins(settings, found)
    for account in asyncio.run(accounts(settings, found.folder)):
        click.echo("\n".join(told(account)))
        for path in export(account, target) if target else ():
            click.echo(f"  written        {path}")


@florin.command()
@_PROFILE
@_PRACTICE
@click.option("--recover", is_flag=True, help="Ask for the code of the recovery sheet, too.")
def pin(profile: Path | None, *, practice: bool, recover: bool) -> None:
    """Set or change the manager's PIN: four to eight digits, typed twice and not shown.

    It is asked for at the till before a rate is set or money goes back. The till may be open
    meanwhile. With --recover it is set only for who has the code of the recovery sheet.
    """
    from pos.app.pin import change_pin, recover_pin

    folder = profile_at(profile).data(is_practice=practice)
    code = click.prompt("Code of the recovery sheet", hide_input=True) if recover else ""
    typed = click.prompt("New PIN", hide_input=True, confirmation_prompt="The same again")
    asyncio.run(recover_pin(folder, code, typed) if recover else change_pin(folder, typed))
    click.echo("The manager's PIN is set.")


@florin.command()
@_PROFILE
@click.argument("coins", nargs=-1, required=True)
@click.option("--to", required=True, help="Where the money goes: an address of your own.")
@click.option("--yes", is_flag=True, help="Do it. Without this it is only shown what it would do.")
@click.option("--passphrase", is_flag=True, help="The seed has a passphrase of its own (BIP39).")
def sweep(
    profile: Path | None, coins: tuple[str, ...], to: str, *, yes: bool, passphrase: bool
) -> None:
    """Gather what came in COINS of one chain of Ethereum's kind at an address of your own.

    With --yes it asks for your wallet's seed words, which are kept in memory only, and the till
    must be closed. Whatever happens meanwhile, do the same once more: it goes on where it was.
    """
    from pos.app.sweep import Errand, Seed, gather, preview

    found = profile_at(profile)
    folder = found.data(is_practice=False)
    errand = Errand(settings=settings_of(found), folder=folder, codes=coins, to=to)
    if not yes:
        click.echo("\n".join(asyncio.run(preview(errand))))
        return
    with sole_use(folder):
        seed = Seed(
            words=_secret("Seed words"),
            passphrase=_secret("Passphrase of the seed") if passphrase else "",
        )
        click.echo("\n".join(asyncio.run(gather(errand, seed, click.echo))))


def _secret(what: str) -> str:
    """Typed without being shown; a program gives it as a line of its standard input."""
    if sys.stdin.isatty():
        typed: str = click.prompt(what, hide_input=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def main() -> None:
    """Run a command; what a person can mend is said in one line, without a traceback."""
    os.umask(0o077)  # what a shop writes is nobody else's business
    try:
        florin(standalone_mode=True)
    except Refused as why:
        _stop(why.text, sys.stderr, 2)
    except (Trouble, Corrupt) as why:
        _stop(str(why), sys.stderr, 1)


def _stop(text: str, where: TextIO, code: int) -> None:
    where.write(f"florin: {text}\n")
    sys.exit(code)
