"""Catalogues: what a file of Qt Linguist says, by context."""

from pathlib import Path

from pos.till.lexicon import languages, read_lexicon

FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>customer</name>
    <message><source>Copy</source><translation>Kopieren</translation></message>
    <message>
        <source>A &amp; B &quot;c&quot;</source><translation>A &amp; B „c“</translation>
    </message>
    <message><source>New</source><translation type="unfinished">Neu?</translation></message>
    <message><source>Old</source><translation type="vanished">Alt</translation></message>
    <message><source>Bare</source></message>
</context>
<context>
    <name>window</name>
    <message numerus="yes"><source>{n} day|{n} days</source><translation>
        <numerusform>{n} Tag</numerusform><numerusform>{n} Tage</numerusform>
    </translation></message>
</context>
</TS>
"""


def test_only_finished_translations_are_used(tmp_path: Path) -> None:
    file = tmp_path / "de.ts"
    file.write_text(FILE, encoding="utf-8")

    assert read_lexicon(file) == {
        "customer": {"Copy": ("Kopieren",), 'A & B "c"': ("A & B „c“",)},
        "window": {"{n} day|{n} days": ("{n} Tag", "{n} Tage")},
    }


def test_the_languages_are_the_source_and_each_file(tmp_path: Path) -> None:
    for name in ("fr.ts", "de.ts", "README.md"):
        (tmp_path / name).touch()

    assert languages(tmp_path) == ("en", "de", "fr")
