"""JSON-RPC as Monero's programs speak it, with the standard library and nothing else."""

import hashlib
import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.nodes.rpc import RpcError

CALL_S: Final = 120.0  # mining the first chain takes long
READY_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class MoneroRpc:
    """One program's HTTP door on loopback. Each call is a connection of its own.

    `login` is `user:password` where the program wants one (HTTP digest).
    """

    port: int
    login: str = field(default="", repr=False)

    def __call__(self, method: str, **params: object) -> Any:  # noqa: ANN401 - the method decides the shape
        """The result of one call; raises RpcError, or OSError when nobody listens."""
        answer = self.post(
            "/json_rpc", {"jsonrpc": "2.0", "id": "0", "method": method, "params": params}
        )
        if "error" in answer:
            raise RpcError(f"{method}: {answer['error'].get('message')}")
        return answer["result"]

    def post(self, path: str, body: object) -> Any:  # noqa: ANN401 - the path decides the shape
        """The answer of a door that is not JSON-RPC, such as `/get_transaction_pool`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=CALL_S)
        headers = {"Content-Type": "application/json"}
        content = json.dumps(body)
        try:
            connection.request("POST", path, content, headers)
            answer = connection.getresponse()
            said = answer.read()
            if answer.status == http.client.UNAUTHORIZED and self.login:
                challenge = answer.getheader("WWW-Authenticate", "")
                headers["Authorization"] = _digest(self.login, path, challenge)
                connection.request("POST", path, content, headers)
                said = connection.getresponse().read()
            return json.loads(said)
        finally:
            connection.close()

    def wait_until_ready(self, is_alive: Callable[[], bool]) -> bool:
        """Whether the program answers before it ends, and in time."""
        deadline = time.monotonic() + READY_S
        while time.monotonic() < deadline and is_alive():
            try:
                self("get_version")
            except (OSError, RpcError, http.client.HTTPException, json.JSONDecodeError):
                time.sleep(0.02)
            else:
                return True
        return False


def _digest(login: str, path: str, challenge: str) -> str:
    """The answer to a challenge of RFC 7616 by MD5, which is what Monero's programs offer."""
    nonce = challenge.split('nonce="')[1].split('"', maxsplit=1)[0]
    realm = challenge.split('realm="')[1].split('"', maxsplit=1)[0]
    user, password = login.split(":")
    owner, asked = _md5(f"{user}:{realm}:{password}"), _md5(f"POST:{path}")
    response = _md5(f"{owner}:{nonce}:00000001:once:auth:{asked}")
    return (
        f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{path}",'
        f' algorithm=MD5, qop=auth, nc=00000001, cnonce="once", response="{response}"'
    )


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
