"""`python -m tests.words`: brings every catalogue up to date with the source.

New texts come in unfinished, dead ones go, translations stay. A language is begun by naming it:
`python -m tests.words fr`. Then translate in Qt Linguist (`pyside6-linguist`) or by hand.
"""

import sys

from pos.resources import resource
from tests.words.catalogue import read, updated, written
from tests.words.found import texts


def main(languages: list[str]) -> None:
    """Update the catalogues there are, and those named."""
    folder = resource("languages")
    for name in sorted({*languages, *(path.stem for path in folder.glob("*.ts"))}):
        path = folder / f"{name}.ts"
        before = read(path)
        now = updated(before, texts(), name)
        path.write_text(written(now, name), encoding="utf-8")
        messages = [message for known in now.values() for message in known.values()]
        missing = [message.source for message in messages if not all(message.forms)]
        print(f"{path.name}: {len(messages)} texts, {len(missing)} to translate")
        for text in missing:
            print(f"  {text!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
