"""The command line: `florin` opens the till, `florin serve` runs it without a window.

Each command imports its part when it runs: the window must paint before anything heavy loads.
"""

import asyncio
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

import click

from pos.app.plan import profile_at, refuse_without_coins, settings_of, takes_real_money
from pos.app.profile import sole_use
from pos.domain.errors import Corrupt, Refused, Trouble

_PROFILE = click.option(
    "--profile",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of this shop's config and data. Default: your own data folder.",
)
_PRACTICE = click.option("--practice", is_flag=True, help="Use play money on a simulated chain.")
_VERBOSE = click.option("--verbose", is_flag=True, help="Log everything to standard error, too.")


@click.group(invoke_without_command=True)
@click.version_option(version("florin"), prog_name="florin")
@_PROFILE
@_PRACTICE
@_VERBOSE
@click.pass_context
def florin(context: click.Context, profile: Path | None, *, practice: bool, verbose: bool) -> None:
    """Florin, a merchant's till for crypto money. Without a command it opens the window."""
    if context.invoked_subcommand is not None:
        return
    from pos.app.desktop import open_till, say_no

    try:
        found = profile_at(profile)
        settings = settings_of(found)
        is_practice = practice or not takes_real_money(settings)
        folder = found.data(is_practice=is_practice)
        with sole_use(folder):
            sys.exit(open_till(settings, folder, is_practice=is_practice, is_verbose=verbose))
    except Refused as why:  # whoever started it from an icon reads no terminal
        say_no(why.text)
        raise


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


def main() -> None:
    """Run a command; what a person can mend is said in one line, without a traceback."""
    try:
        florin(standalone_mode=True)
    except Refused as why:
        _stop(why.text, sys.stderr, 2)
    except (Trouble, Corrupt) as why:
        _stop(str(why), sys.stderr, 1)


def _stop(text: str, where: TextIO, code: int) -> None:
    where.write(f"florin: {text}\n")
    sys.exit(code)
