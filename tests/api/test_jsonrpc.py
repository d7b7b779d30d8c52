import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.api.jsonrpc import (
    MAX_BODY_BYTES,
    MAX_DEPTH,
    Call,
    Fault,
    compact,
    is_too_deep,
    read_call,
    write_fault,
)

START = b'{"jsonrpc":"2.0","id":7,"method":"start_payment","params":{}}'


def fault_of(body: bytes) -> tuple[int, str, bytes]:
    read = read_call(body)
    assert isinstance(read, Fault)
    return read.code, read.message, read.id


def test_a_complete_request_is_read_as_it_came() -> None:
    assert read_call(START) == Call(id=b"7", method="start_payment", params=b"{}")


@pytest.mark.parametrize(
    "body",
    [b"{zzz}", b"", b"[]", b"123", b"null", b"[" + START + b"]", START + b"x", b'{"id":"\xff"}'],
)
def test_what_is_not_one_json_object_is_a_parse_error(body: bytes) -> None:
    assert fault_of(body) == (-32700, "Parse error", b"null")


@pytest.mark.parametrize(
    ("member", "replacement", "id"),
    [
        (b'"id":7,', b"", b"null"),
        (b'"id":7', b'"id":null', b"null"),
        (b'"id":7', b'"id":false', b"null"),
        (b',"params":{}', b"", b"7"),
        (b'"params":{}', b'"params":null', b"7"),
        (b'"2.0"', b'"1.0"', b"7"),
        (b'"2.0"', b"2.0", b"7"),
        (b'"jsonrpc":"2.0",', b"", b"7"),
        (b'"start_payment"', b"5", b"7"),
        (b'"method":"start_payment",', b"", b"7"),
    ],
)
def test_an_incomplete_request_is_invalid_and_gets_back_the_id_it_had(
    member: bytes, replacement: bytes, id: bytes
) -> None:
    body = START.replace(member, replacement)

    assert body != START
    assert fault_of(body) == (-32600, "Invalid request", id)


@pytest.mark.parametrize("id", [b"0", b'"abc"', b"1.50", b"{}", b"[1]", b"true", b"1e400"])
def test_any_other_id_is_kept_digit_for_digit(id: bytes) -> None:
    read = read_call(START.replace(b"7", id))

    assert isinstance(read, Call)
    assert read.id == id


def test_deep_nesting_is_a_parse_error_and_costs_no_stack() -> None:
    deep = b"[" * 20_000 + b"]" * 20_000

    assert fault_of(START.replace(b"{}", b'{"data":' + deep + b"}"))[0] == -32700


def test_brackets_inside_a_string_are_not_nesting() -> None:
    assert isinstance(read_call(START.replace(b"{}", b'{"data":"' + b"[{" * 500 + b'"}')), Call)


def test_many_brackets_side_by_side_are_not_nesting() -> None:
    flat = b",".join([b"[]"] * 500)

    assert isinstance(read_call(START.replace(b"{}", b'{"data":[' + flat + b"]}")), Call)


def test_an_error_has_its_keys_in_the_documented_order() -> None:
    assert write_fault(Fault(code=-32601, message="Method not found", id=b"7")) == (
        b'{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"Method not found"}}'
    )


@pytest.mark.parametrize(
    ("spread", "tight"),
    [
        (b'{ "a" : [ 1 , 2.50 ] }', b'{"a":[1,2.50]}'),
        (b'"a  b"', b'"a  b"'),
        (rb'"\u00e9\/\n\""', '"é/\\n\\""'.encode()),
        (b"123456789012345678901234567890.10e+5", b"123456789012345678901234567890.10e+5"),
    ],
)
def test_a_value_is_packed_tight_and_keeps_its_digits(spread: bytes, tight: bytes) -> None:
    assert compact(spread) == tight


@given(st.binary(max_size=300))
def test_no_bytes_can_upset_the_reader(body: bytes) -> None:
    assert isinstance(read_call(body), Call | Fault)


@given(st.lists(st.sampled_from([b'"', b"\\", b"[", b"]", b"a"]), max_size=60))
def test_depth_is_found_whatever_stands_in_strings(parts: list[bytes]) -> None:
    text = b"".join(parts)
    inside = compact(msgspec.json.encode(text.decode()))

    assert not is_too_deep(b"[" * MAX_DEPTH + inside + b"]" * MAX_DEPTH)
    assert is_too_deep(b"[" * (MAX_DEPTH + 1) + inside + b"]" * (MAX_DEPTH + 1))


def test_a_string_that_never_ends_is_read_once() -> None:
    # a reader that looks for the end from each quotation mark anew takes minutes
    endless = b"[]" * MAX_DEPTH + b'"\\' * (4 * MAX_BODY_BYTES)

    assert not is_too_deep(endless)
    assert is_too_deep(b"[" * (MAX_DEPTH + 1) + endless)
