"""Whose word on newer versions is believed."""

import json

import pytest

from pos.domain.errors import Refused, Trouble
from pos.updates.manifest import LONGEST_NOTES, check_key, order_of, read
from tests.fakes.publisher import DIGEST, Publisher

PUBLISHER = Publisher()
STRANGER = Publisher(seed=b"\x01" * 32)


def test_what_the_publisher_signed_is_believed() -> None:
    told = read(PUBLISHER.word("0.2.10", "2026-12-01", notes="Faster."), PUBLISHER.key)

    assert (told.version, told.date, told.notes) == ("0.2.10", "2026-12-01", "Faster.")
    assert told.files == {"florin.deb": DIGEST}
    assert told.order == (0, 2, 10)


def test_the_signature_is_ed25519_as_the_rfc_has_it() -> None:
    """RFC 8032, 7.1, test 2: the message is the one byte 0x72, "r"."""
    key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    body = json.dumps({"signed": "r", "signature": signature}).encode()

    with pytest.raises(Trouble, match="what is signed there cannot be read"):
        read(body, key)  # it got past the signature
    with pytest.raises(Trouble, match="not signed by"):
        read(body.replace(b'"r"', b'"s"'), key)


def test_a_word_signed_by_somebody_else_is_not_believed() -> None:
    with pytest.raises(Trouble, match="not signed by Florin's publisher"):
        read(STRANGER.word(), PUBLISHER.key)


def test_one_changed_letter_breaks_the_signature() -> None:
    changed = PUBLISHER.word("0.2.0").replace(b"0.2.0", b"0.3.0")

    with pytest.raises(Trouble, match="not signed by Florin's publisher"):
        read(changed, PUBLISHER.key)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>busy</html>",
        b"[]",
        b"{}",
        b'{"signed": {}, "signature": ""}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_nothing_of_the_kind_is_trouble(body: bytes) -> None:
    with pytest.raises(Trouble):
        read(body, PUBLISHER.key)


@pytest.mark.parametrize("signature", ["", "00", "g" * 128, "A" * 128])
def test_a_signature_that_is_none_is_trouble(signature: str) -> None:
    body = json.dumps({"signed": "{}", "signature": signature}).encode()

    with pytest.raises(Trouble, match="is not signed"):
        read(body, PUBLISHER.key)


@pytest.mark.parametrize(
    "version", ["", "1", "0.2", "0.2.0rc1", "v0.2.0", "0.02.0", "0.2.-1", "9" * 99]
)
def test_a_version_that_is_none_is_trouble(version: str) -> None:
    with pytest.raises(Trouble, match="no version"):
        read(PUBLISHER.word(version), PUBLISHER.key)
    assert order_of(version) == ()


@pytest.mark.parametrize("date", ["", "yesterday", "2026-13-01", "2026-12-01T00:00"])
def test_a_day_that_is_none_is_trouble(date: str) -> None:
    with pytest.raises(Trouble, match="no date"):
        read(PUBLISHER.word(date=date), PUBLISHER.key)


def test_notes_are_one_short_line_that_hides_nothing() -> None:
    told = read(PUBLISHER.word(notes="a\n\x1b[31mb\u202ec" + "d" * 9999), PUBLISHER.key)

    assert told.notes.startswith("a [31mb cd")
    assert len(told.notes) == LONGEST_NOTES


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("", DIGEST),
        ("../florin.deb", DIGEST),
        ("florin.deb\x1b]0;", DIGEST),
        ("florin\u202ebed", DIGEST),
        (".florin", DIGEST),
        ("f" * 101, DIGEST),
        ("florin.deb", ""),
        ("florin.deb", DIGEST.upper()),
        ("florin.deb", "<b>" + DIGEST[3:]),
    ],
)
def test_a_file_whose_name_or_digest_is_none_is_trouble(name: str, digest: str) -> None:
    """They are printed: nothing in them may move a terminal's cursor, or lead to another folder."""
    with pytest.raises(Trouble, match="files"):
        read(PUBLISHER.word(files={name: digest}), PUBLISHER.key)


def test_members_of_later_programs_do_no_harm() -> None:
    assert read(PUBLISHER.word(rollout=0.5), PUBLISHER.key).version == "0.2.0"


@pytest.mark.parametrize("key", ["", "00", "xy" * 32, "AB" * 32, "ff" * 32])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="64 hex digits"):
        check_key(key)


@pytest.mark.parametrize(
    "key",
    [
        "01" + "00" * 31,
        "00" * 32,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ],
)
def test_a_key_under_which_everybody_can_sign_is_refused(key: str) -> None:
    """The points of small order: for some message the empty signature holds under each."""
    with pytest.raises(Refused, match="64 hex digits"):
        check_key(key)
