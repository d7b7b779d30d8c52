"""JSON-RPC 2.0 as the 0xBTCpay protocol speaks it: bytes in, bytes out, no I/O.

Numbers keep their digits and strings their characters: nothing passes through a float.
"""

import re
from dataclasses import dataclass
from typing import Final

import msgspec

MAX_BODY_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 32

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
SERVER_ERROR: Final = -32000

# gives nothing back and takes a string that never ends, or it would look for each end again
_STRING_OR_BRACKET: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_STRING_OR_SPACE: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[ \t\r\n]+', re.DOTALL)
_UNTIDY: Final = re.compile(rb"[ \t\r\n\\]")
_ABSENT: Final = frozenset((b"", b"null", b"false"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A well-formed request; `id` and `params` are JSON text as it came."""

    id: bytes
    method: str
    params: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a request is not carried out; `id` is the caller's own where it could be read."""

    code: int
    message: str
    id: bytes = b"null"


class _Envelope(msgspec.Struct):
    jsonrpc: msgspec.Raw = msgspec.Raw()
    id: msgspec.Raw = msgspec.Raw()
    method: msgspec.Raw = msgspec.Raw()
    params: msgspec.Raw = msgspec.Raw()


class _FaultBody(msgspec.Struct):
    code: int
    message: str


_envelopes: Final = msgspec.json.Decoder(_Envelope)


def read_call(body: bytes) -> Call | Fault:
    """The request in a body, or the documented error for it.

    Batches are no requests here. Nothing is known of the method yet.
    """
    envelope = _opened(body)
    if envelope is None:
        return Fault(code=PARSE_ERROR, message="Parse error")
    raw_id = bytes(envelope.id)
    id = b"null" if raw_id in _ABSENT else compact(raw_id)
    method = text_in(bytes(envelope.method))
    params = bytes(envelope.params)
    is_complete = raw_id not in _ABSENT and params not in _ABSENT and method is not None
    if not is_complete or text_in(bytes(envelope.jsonrpc)) != "2.0":
        return Fault(code=INVALID_REQUEST, message="Invalid request", id=id)
    assert method is not None
    return Call(id=id, method=method, params=params)


def write_result(id: bytes, result: msgspec.Struct) -> bytes:
    """The answer to a request that was carried out."""
    told = msgspec.json.encode(result)
    return b'{"jsonrpc":"2.0","result":' + told + b',"id":' + id + b"}"


def write_fault(fault: Fault) -> bytes:
    """The answer to a request that was not carried out; the keys stand in the documented order."""
    error = msgspec.json.encode(_FaultBody(code=fault.code, message=fault.message))
    return b'{"jsonrpc":"2.0","id":' + fault.id + b',"error":' + error + b"}"


def text_in(raw: bytes) -> str | None:
    """The string that this JSON text is, or None if it is another kind of value."""
    if not raw.startswith(b'"'):
        return None
    return msgspec.json.decode(raw, type=str)


def compact(raw: bytes) -> bytes:
    r"""The same JSON value with no spaces between and no `\u` escapes that UTF-8 does not need."""
    if _UNTIDY.search(raw) is None:
        return raw
    return _STRING_OR_SPACE.sub(_plainest, raw)


def is_too_deep(body: bytes) -> bool:
    """Whether JSON is nested so deeply that reading it could overrun the stack."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return False
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(body):
        if token[0] in b"[{":
            depth += 1
        elif token[0] in b"]}":
            depth -= 1
        if depth > MAX_DEPTH:
            return True
    return False


def _plainest(match: re.Match[bytes]) -> bytes:
    text = match[0]
    if not text.startswith(b'"'):
        return b""
    return msgspec.json.encode(msgspec.json.decode(text)) if b"\\" in text else text


def _opened(body: bytes) -> _Envelope | None:
    """The members of the one object in a body, or None if it is not that."""
    if is_too_deep(body):
        return None
    try:
        body.decode()  # the decoder looks only into the strings that it is asked for
        return _envelopes.decode(body)
    except (UnicodeDecodeError, msgspec.DecodeError):
        return None
