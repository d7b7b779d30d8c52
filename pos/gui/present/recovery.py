"""The owner's recovery sheet in words: one page, no wallet words, no passphrase."""

from dataclasses import dataclass, field
from html import escape

from pos.gui.present.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What stands on the sheet. The code is for the owner's eyes only."""

    shop: str
    day: str
    folder: str
    code: str = field(repr=False)


def sheet_html(sheet: RecoverySheet) -> str:
    """The page as a document reads it."""
    rows = (
        (say("Shop"), sheet.shop),
        (say("Made on"), sheet.day),
        (say("Everything lies in"), sheet.folder),
    )
    table = "".join(
        f"<tr><td style='padding-right:24px'>{escape(name)}</td><td>{escape(what)}</td></tr>"
        for name, what in rows
    )
    return (
        f"<h1>{escape(say('Recovery sheet'))}</h1><table>{table}</table>"
        f"<h2>{escape(say('If the PIN is forgotten'))}</h2>"
        f"<p style='font-family:monospace; font-size:20pt'><b>{escape(sheet.code)}</b></p>"
        + "".join(f"<p>{escape(line)}</p>" for line in _pin_lines())
        + f"<h2>{escape(say('If this machine is broken or gone'))}</h2>"
        + "".join(f"<p>{escape(line)}</p>" for line in _backup_lines())
        + f"<h2>{escape(say('What this sheet does not hold'))}</h2>"
        + "".join(f"<p>{escape(line)}</p>" for line in _absent_lines())
    )


def _pin_lines() -> tuple[str, ...]:
    return (
        say("Where the till asks for the PIN, press “Forgotten?”, type this code and a new PIN."),
        say("At a command line: florin pin --recover"),
        say(
            "It works once; a newer sheet makes it void, too. Whoever has the sheet and sits at"
            " the till can change the PIN: lock it away, and delete the file once it is printed."
        ),
    )


def _backup_lines() -> tuple[str, ...]:
    return (
        say(
            "Install Florin on another machine and choose “Restore a backup”. It asks for the"
            " newest file of your backups (its name ends in .florin) and for their passphrase."
        ),
        say("At a command line: florin restore FILE"),
        say("Do not let the old machine sell on meanwhile: both would show the same addresses."),
    )


def _absent_lines() -> tuple[str, ...]:
    return (
        say("The words of your wallets and the passphrase of your backups: keep them elsewhere."),
        say("The money is in your own wallets. Nobody can take it with this sheet."),
    )
