"""What README and the guide tell to type can be typed, and what they point at is there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

from pos.app.cli import florin
from pos.gui.present.guide import PAGES

HOUSE: Final = Path(__file__).parents[2]
GUIDE: Final = HOUSE / "resources" / "help"
FILES: Final = (HOUSE / "README.md", *sorted(GUIDE.glob("*/*.md")))


def said(text: str) -> Iterator[str]:
    """Every `florin …` in a block or inside a line."""
    for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL):
        yield from re.findall(r"^(florin .*?)(?:\s+#.*)?$", block, re.MULTILINE)
    yield from re.findall(r"`(florin [^`]*)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


COMMANDS: Final = sorted(
    {line for file in FILES for line in said(file.read_text(encoding="utf-8"))}
)
LINKS: Final = [
    (file, target)
    for file in FILES
    for target in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8"))
    if "://" not in target
]


def first_mistake(line: str) -> str | None:
    """The word at which the program would stop, None if there is none."""
    command: click.Command = florin
    words = shlex.split(line)[1:]
    while words and isinstance(command, click.Group):
        if words[0].startswith("-"):
            break
        context = click.Context(command)
        inner = command.get_command(context, words[0])
        if inner is None:
            return words[0]
        command, words = inner, words[1:]
    known = {name for each in command.params for name in each.opts} | {"--help"}
    options = [word.partition("=")[0] for word in words if word.startswith("-")]
    return next((option for option in options if option not in known), None)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_guide_exists(line: str) -> None:
    assert first_mistake(line) is None


def test_a_command_that_does_not_exist_would_be_found() -> None:
    assert first_mistake("florin sell --fast") == "sell"
    assert first_mistake("florin check --fast") == "--fast"


def test_there_are_commands_and_links() -> None:
    assert len(COMMANDS) > 20
    assert len(LINKS) > 6


@pytest.mark.parametrize(("file", "target"), LINKS, ids=lambda each: str(each)[-40:])
def test_a_link_leads_to_a_file(file: Path, target: str) -> None:
    assert (file.parent / target).exists()


@pytest.mark.parametrize("folder", [path for path in GUIDE.iterdir() if path.is_dir()])
def test_the_guide_is_whole_in_each_language(folder: Path) -> None:
    assert {page.name for page in PAGES} == {file.stem for file in folder.glob("*.md")}


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_what_is_typed_is_the_same_in_each_language(page: str) -> None:
    typed = [
        [re.sub(r" *#.*", "", block) for block in re.findall(r"```.*?```", text, re.DOTALL)]
        for text in (
            (GUIDE / language / f"{page}.md").read_text(encoding="utf-8")
            for language in ("en", "de")
        )
    ]

    assert typed[0] == typed[1]
