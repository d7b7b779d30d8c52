"""The catalogues have every text that the source has, and nothing else."""

import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale

from pos.resources import resource
from pos.till.hearsay import Hearsay, Template
from pos.till.lexicon import TOLD
from pos.till.tongue import plural_forms, window_tongue
from tests.words.catalogue import Catalogue, Message, read, updated, written
from tests.words.found import texts

PATHS = sorted(resource("languages").glob("*.ts"))
UPDATE = "`python -m tests.words` brings the files up to date"


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture
def catalogue(path: Path) -> Catalogue:
    return read(path)


@pytest.fixture(scope="module")
def hearsay() -> Hearsay:
    """Knows every sentence, and puts it into angle brackets."""
    return Hearsay(texts()[TOLD], lambda text, /, **_: f"<{text}>")


def test_nothing_is_missing_and_nothing_is_left_over(catalogue: Catalogue) -> None:
    found = {(context, text) for context, known in texts().items() for text in known}
    there = {(context, text) for context, known in catalogue.items() for text in known}

    assert found - there == set(), UPDATE
    assert there - found == set(), UPDATE


def test_every_text_is_translated(catalogue: Catalogue) -> None:
    assert [m.source for m in messages(catalogue) if not (m.is_finished and all(m.forms))] == []


def test_every_translation_has_the_values_of_its_text(catalogue: Catalogue) -> None:
    wrong = [
        m.source for m in messages(catalogue) if any(gaps(f) != gaps(m.source) for f in m.forms)
    ]

    assert wrong == []


def test_texts_that_depend_on_a_number_have_all_forms(path: Path, catalogue: Catalogue) -> None:
    many = len(plural_forms(Locale.parse(path.stem)))

    assert [m.source for m in messages(catalogue) if m.is_plural and len(m.forms) != many] == []


def test_lines_stay_lines(catalogue: Catalogue) -> None:
    """A button with its key below has two lines in every language."""
    wrong = [
        m.source for m in messages(catalogue) if any(lines(f) != lines(m.source) for f in m.forms)
    ]

    assert wrong == []


def test_the_file_is_as_the_tool_writes_it(path: Path, catalogue: Catalogue) -> None:
    again = written(updated(catalogue, texts(), path.stem), path.stem)

    assert path.read_text(encoding="utf-8") == again


def test_qt_linguist_can_read_it(path: Path, tmp_path: Path) -> None:
    lrelease = Path(sys.executable).parent / "pyside6-lrelease"

    done = subprocess.run(
        [lrelease, path, "-qm", tmp_path / "out.qm"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert f"{sum(map(len, texts().values()))} translation(s)" in done.stdout


@pytest.mark.parametrize("text", [text for text in texts()[TOLD] if "|" not in text])
def test_what_the_engine_says_is_known_again(hearsay: Hearsay, text: str) -> None:
    template = Template(text)
    said = text.format_map({gap: f"x{at}" for at, gap in enumerate(sorted(gaps(text)))})

    again = hearsay.again(said)

    assert not template.is_telling or again != said


def test_a_text_of_the_engine_reaches_the_window_in_german() -> None:
    tongue = window_tongue(resource("languages"), "de")

    assert tongue.again("kraken does not answer") == "kraken antwortet nicht"
    assert tongue.again("Payment seen: 0.1 BTC in transaction 0x01, block 5, low fee") == (
        "Zahlung gesehen: 0,1 BTC in Transaktion 0x01, Block 5, niedrige Gebühr"
    )


def test_a_new_text_comes_in_unfinished_and_a_dead_one_goes() -> None:
    before: Catalogue = {
        "window": {
            "Paid": Message(source="Paid", forms=("Bezahlt",)),
            "Dead": Message(source="Dead", forms=("Tot",)),
            "{n} day": Message(source="{n} day", forms=("{n} Tag",)),
        }
    }

    after = updated(before, {"window": {"New": False, "Paid": False, "{n} day": True}}, "de")

    assert list(after["window"].values()) == [
        Message(source="New", forms=("",), is_finished=False),
        Message(source="Paid", forms=("Bezahlt",)),
        Message(source="{n} day", forms=("", ""), is_plural=True, is_finished=False),
    ]


def test_a_text_whose_gaps_got_other_names_keeps_its_translation() -> None:
    was = Message(source="{path} lacks {self}", forms=("In {path} fehlt {self}",))
    before: Catalogue = {"told": {was.source: was}}

    after = updated(before, {"told": {"{file} lacks {key}": False}}, "de")

    assert after["told"]["{file} lacks {key}"].forms == ("In {file} fehlt {key}",)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    catalogue: Catalogue = {
        "window": {
            'A & "b"\n<c>': Message(source='A & "b"\n<c>', forms=("Ä & „b“\n<c>",)),
            "{n} day": Message(source="{n} day", forms=("", ""), is_plural=True, is_finished=False),
        }
    }
    file = tmp_path / "de.ts"

    file.write_text(written(catalogue, "de"), encoding="utf-8")

    assert read(file) == catalogue
    assert read(tmp_path / "none.ts") == {}


def messages(catalogue: Catalogue) -> list[Message]:
    return [message for known in catalogue.values() for message in known.values()]


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def lines(text: str) -> int:
    return text.partition("|")[0].count("\n")
