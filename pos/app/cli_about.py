"""`florin selftest`: whether the program itself is whole."""

import sys

import click
import msgspec

from pos.app.selftest import has_display, line, need_no_display, report, results


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@click.option("--offscreen", is_flag=True, help="Paint the window into memory, not on the screen.")
def selftest(*, as_json: bool, offscreen: bool) -> None:
    """Try every part of the program on this machine; the exit code is 1 if something is broken.

    Your own shop is not touched, and no other machine is asked for anything.
    """
    if offscreen or not has_display():
        need_no_display()
    found = []
    for result in results():
        found.append(result)
        if not as_json:
            click.echo(line(result))
    told = report(found)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(told)))  # bytes: UTF-8 everywhere
    sys.exit(0 if told.ok else 1)
