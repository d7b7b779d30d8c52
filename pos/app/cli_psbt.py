"""`florin refunds psbt`: for refunds that the owner pays with their own wallet."""

import asyncio
from pathlib import Path

import click

from pos.app.clock import SystemClock
from pos.app.families.family import Ground
from pos.app.options import PROFILE
from pos.app.plan import profile_at, settings_of
from pos.app.psbts import write_psbt


@click.command()
@PROFILE
@click.argument("refund")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write, such as refund.psbt.",
)
def psbt(profile: Path | None, refund: str, target: Path) -> None:
    """Write REFUND as a file that your own wallet signs and sends (BIP174).

    It pays the customer out of the money that came in, less the network's fee. For refunds in
    coins of Bitcoin's kind that you pay by hand. The till must be closed: it notes that only your
    wallet pays this refund, and finds the payment on the chain when it is open again.
    """
    found = profile_at(profile)
    ground = Ground(settings=settings_of(found), folder=found.folder, clock=SystemClock())
    asyncio.run(write_psbt(refund, target, ground))
    click.echo(f"{target} is written: open it with your wallet, sign it there and send it.")
    click.echo(f"If it is not found by itself: florin refunds sent {refund} TXID")
