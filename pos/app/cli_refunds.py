"""`florin refunds …`: the list of money that goes back, decisions, and refund wallets."""

import asyncio
from collections.abc import Awaitable, Callable
from getpass import getuser
from pathlib import Path
from typing import Final

import click

from pos.app.cli_psbt import psbt
from pos.app.options import PRACTICE, PROFILE
from pos.app.passphrases import first_line
from pos.app.plan import profile_at, settings_of
from pos.app.refund_desk import OPEN, Wallets, decide, listed
from pos.domain.ids import InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.journal import Returns
from pos.engine.refunds import Decisions

_PASSPHRASE: Final = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the passphrase from the first line of this file instead of asking for it.",
)


@click.group()
def refunds() -> None:
    """Money that goes back to customers."""


refunds.add_command(psbt)


@refunds.command("list")
@PROFILE
@PRACTICE
@click.option("--all", "is_all", is_flag=True, help="Those that are done, too.")
def list_refunds(profile: Path | None, *, practice: bool, is_all: bool) -> None:
    """Show what goes back, or waits to. The till may be open meanwhile."""
    folder = profile_at(profile).data(is_practice=practice)
    for line in listed(folder, (*OPEN, Returns.DONE) if is_all else OPEN):
        click.echo(line)


@refunds.command()
@PROFILE
@PRACTICE
@click.argument("refund")
def approve(profile: Path | None, refund: str, *, practice: bool) -> None:
    """Let REFUND go when the till opens, whatever the daily limit says. The till must be closed."""
    _decide(profile, lambda d: d.approve(_invoice(refund), refund, _who()), practice=practice)


@refunds.command()
@PROFILE
@PRACTICE
@click.argument("refund")
def retry(profile: Path | None, refund: str, *, practice: bool) -> None:
    """Plan REFUND anew, which failed or was smaller than its fee. The till must be closed."""
    _decide(profile, lambda d: d.retry(_invoice(refund), refund, _who()), practice=practice)


@refunds.command()
@PROFILE
@PRACTICE
@click.argument("refund")
@click.argument("txid")
def sent(profile: Path | None, refund: str, txid: str, *, practice: bool) -> None:
    """Note that your own wallet paid REFUND in the transaction TXID. The till must be closed."""
    _decide(
        profile, lambda d: d.note_sent(_invoice(refund), refund, txid, _who()), practice=practice
    )


@refunds.group()
def wallet() -> None:
    """The wallets that Florin sends money back from."""


@wallet.command("new")
@PROFILE
@click.argument("coin")
@_PASSPHRASE
def new_wallet(profile: Path | None, coin: str, passphrase_file: Path | None) -> None:
    """Make a refund wallet for the chain of COIN and show its words, this one time."""
    made = asyncio.run(_wallets(profile).make(coin, _new_passphrase(passphrase_file)))
    click.echo(f"address  {made.address}\nwords    {made.words}")
    click.echo(
        "Write the words down: who has them has the money, and nobody else can bring it back."
    )
    click.echo("Send it as much as you want to be able to send back.")


@wallet.command("restore")
@PROFILE
@click.argument("coin")
@_PASSPHRASE
def restore_wallet(profile: Path | None, coin: str, passphrase_file: Path | None) -> None:
    """Make the refund wallet for the chain of COIN again, from its words."""
    words = click.prompt("Words", hide_input=True)
    passphrase = _new_passphrase(passphrase_file)
    click.echo(f"address  {asyncio.run(_wallets(profile).restore(coin, words, passphrase))}")


@wallet.command("show")
@PROFILE
@click.argument("coin")
@_PASSPHRASE
def show_wallet(profile: Path | None, coin: str, passphrase_file: Path | None) -> None:
    """Show what the refund wallet for the chain of COIN has, and where to fill it up."""

    def passphrase() -> str:
        return _passphrase(passphrase_file) or click.prompt("Passphrase", hide_input=True)

    click.echo("\n".join(asyncio.run(_wallets(profile).shown(coin, passphrase))))


def _decide(
    profile: Path | None, what: Callable[[Decisions], Awaitable[Invoice]], *, practice: bool
) -> None:
    found = profile_at(profile)
    asyncio.run(decide(settings_of(found), found.data(is_practice=practice), what))
    click.echo("Written down. The till does it when it opens.")


def _wallets(profile: Path | None) -> Wallets:
    found = profile_at(profile)
    return Wallets(settings=settings_of(found), folder=found.data(is_practice=False))


def _invoice(refund: str) -> InvoiceId:
    """A refund is numbered inside its invoice."""
    return InvoiceId(refund.rpartition("-")[0])


def _who() -> str:
    return f"{getuser()} (command line)"


def _passphrase(file: Path | None) -> str:
    return first_line(file) if file else ""


def _new_passphrase(file: Path | None) -> str:
    """One that is typed twice, or stands in a file."""
    typed: str = _passphrase(file) or click.prompt(
        "Passphrase", hide_input=True, confirmation_prompt="The same again"
    )
    return typed
