"""How messages to shops are signed, so that they can tell ours from anybody's."""

import hmac
from collections.abc import Iterable
from hashlib import sha256


def signature(body: bytes, at: int, secrets: Iterable[str]) -> str:
    """The text of a signature header: `t=SECONDS,v1=HEX`, with one `v1` for each secret.

    Each is HMAC-SHA256 under the secret's text (UTF-8) of the seconds in decimal, a full stop and
    the body as it was sent. Who checks it takes any `v1` that fits, and refuses old seconds.
    """
    signed = f"{at}.".encode() + body
    marks = (hmac.new(secret.encode(), signed, sha256).hexdigest() for secret in secrets)
    return ",".join((f"t={at}", *(f"v1={mark}" for mark in marks)))
