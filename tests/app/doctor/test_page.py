import json

from pos.app.doctor.finding import Finding, Side, exit_code, sorted_findings
from pos.app.doctor.page import as_json, as_text
from pos.gui.backoffice import Severity

WELL = Finding(side=Side.RATES, code="rate", subject="The rate")
NOTE = Finding(
    side=Side.CLOCK,
    code="clock",
    subject="The clock",
    problem="Unknown.",
    remedy="Look.",
    severity=Severity.NOTE,
)
WARNING = Finding(
    side=Side.DISK,
    code="disk_space",
    subject="Room",
    problem="Little.",
    remedy="Make some.",
    severity=Severity.WARNING,
)
BAD = Finding(
    side=Side.CHAINS,
    code="chain",
    subject="The chain",
    problem="Dark.",
    remedy="Go online.",
    severity=Severity.BAD,
)


def test_the_worst_stands_first_each_with_its_remedy() -> None:
    text = as_text(sorted_findings([WELL, NOTE, WARNING, BAD]))

    places = [text.index(words) for words in ("Dark.", "Go online.", "Little.", "Unknown.", "rate")]
    assert places == sorted(places)
    assert text.endswith("2 things to mend.")


def test_with_nothing_to_mend_it_says_so() -> None:
    assert as_text([NOTE, WELL]).endswith("Nothing to mend.")


def test_the_exit_code_follows_the_worst() -> None:
    assert [exit_code(each) for each in ([], [WELL, NOTE], [WARNING], [WARNING, BAD])] == [
        0,
        0,
        1,
        2,
    ]


def test_the_json_has_keys_that_stay() -> None:
    page = json.loads(as_json([BAD, WELL], "florin 1", practice=True, is_open=False))

    assert {key: page[key] for key in ("status", "version", "practice", "open")} == {
        "status": "bad",
        "version": "florin 1",
        "practice": True,
        "open": False,
    }
    assert page["findings"][0] == {
        "severity": "bad",
        "side": "chains",
        "code": "chain",
        "subject": "The chain",
        "problem": "Dark.",
        "remedy": "Go online.",
    }
