"""Sentences of the engine, known again by their pattern."""

from time import process_time

import pytest

from pos.till.hearsay import Hearsay

GERMAN = {
    "{name} does not answer": "{name} antwortet nicht",
    "{name} does not answer in time": "{name} antwortet nicht rechtzeitig",
    "Refund {id} did not arrive: {why}": "Rückzahlung {id} kam nicht an: {why}",
    "The key of {name} and {name2} differ": "{name2} und {name} haben andere Schlüssel",
    "Paid": "Bezahlt",
    "low fee": "niedrige Gebühr",
    "The services disagree about {code}": "Über {code} herrscht Streit",
    "{words}; since {time}": "{words}; seit {time}",
    "block {height}": "Block {height}",
    "{name}: {why}": "{name}; {why}",
}


@pytest.fixture
def hearsay() -> Hearsay:
    return Hearsay(GERMAN, lambda text, **values: GERMAN[text].format_map(values))


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("Paid", "Bezahlt"),
        ("kraken does not answer", "kraken antwortet nicht"),
        ("kraken does not answer in time", "kraken antwortet nicht rechtzeitig"),
        (
            "The services disagree about XMR; since noon",
            "Über XMR herrscht Streit; seit noon",
        ),
        ("The key of a: b and c differ", "c und a: b haben andere Schlüssel"),
        ("The key of a and b differ", "b und a haben andere Schlüssel"),
        ("Refund 7 did not arrive: low fee", "Rückzahlung 7 kam nicht an: niedrige Gebühr"),
        ("block 7, low fee, 0x01", "Block 7, niedrige Gebühr, 0x01"),
    ],
)
def test_a_sentence_is_said_again_with_the_sentences_inside_it(
    hearsay: Hearsay, said: str, again: str
) -> None:
    assert hearsay.again(said) == again


@pytest.mark.parametrize(
    "said", ["", "Nobody knows this", "0x01: odd", "Paid twice", "Paid Paid", "block by block"]
)
def test_what_nobody_knows_stays_as_it_is(hearsay: Hearsay, said: str) -> None:
    assert hearsay.again(said) == said


def test_a_sentence_inside_itself_without_end_is_let_be() -> None:
    loop = {"what is {what} after all": "was {what} ist"}
    hearsay = Hearsay(loop, lambda text, **values: loop[text].format_map(values))

    deep = "what is " * 9 + "it" + " after all" * 9

    assert hearsay.again(deep).startswith("was was was was what is")


@pytest.mark.parametrize(
    "said",
    [
        "a, " * 5_000,
        "a, " * 600,
        ": " * 32_000,
        "The key of " + " and " * 390,
        "The key of " + " and " * 13_000,
    ],
)
def test_a_long_text_of_a_stranger_is_left_alone_at_once(hearsay: Hearsay, said: str) -> None:
    assert hearsay.again(said) == said


def test_hostile_text_in_many_gaps_takes_no_time() -> None:
    many = {"{a} of {b} of {c} of {d} of {e} done": "{e} {d} {c} {b} {a}"}
    hearsay = Hearsay(many, lambda text, **values: many[text].format_map(values))
    said = "x of " * 390

    began = process_time()

    assert hearsay.again(f"{said}none") == f"{said}none"
    assert process_time() - began < 1


def test_money_in_a_gap_has_the_point_of_the_language() -> None:
    templates = {"Seen: {payment}": "Gesehen: {payment}"}
    hearsay = Hearsay(templates, lambda text, **values: templates[text].format_map(values), ",")

    assert hearsay.again("Seen: 1.234 BTC") == "Gesehen: 1,234 BTC"
    assert hearsay.again("Seen: 10.0.0.1 ok") == "Gesehen: 10.0.0.1 ok"
    assert hearsay.again("Seen: 12 BTC") == "Gesehen: 12 BTC"


def test_braces_and_percent_signs_in_a_value_are_only_text(hearsay: Hearsay) -> None:
    assert hearsay.again("{x} %s {0} does not answer") == "{x} %s {0} antwortet nicht"


def test_a_gap_is_never_empty(hearsay: Hearsay) -> None:
    assert hearsay.again(" does not answer") == " does not answer"
    assert hearsay.again("The key of  and b differ") == "The key of  and b differ"
