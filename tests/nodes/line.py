"""A customer's look at an Electrum server: its line protocol by the standard library alone."""

import hashlib
import json
import socket
import ssl
from typing import Any, Final

from tests.nodes.electrum import ElectrumServer

ANSWER_S: Final = 10.0


class Line:
    """One TLS connection, which trusts the server's own certificate and no other."""

    def __init__(self, server: ElectrumServer) -> None:
        trust = ssl.create_default_context(cafile=str(server.certificate))
        plain = socket.create_connection((server.host, server.ssl_port), ANSWER_S)
        self._socket = trust.wrap_socket(plain, server_hostname=server.host)
        self._file = self._socket.makefile("rw", encoding="utf-8")
        self.notices: list[Any] = []
        self("server.version", "tests", "1.4")

    def __call__(self, method: str, *params: object) -> Any:  # noqa: ANN401 the method decides
        """The result of one call; notices that come before it are kept in `notices`."""
        asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        self._file.write(json.dumps(asked) + "\n")
        self._file.flush()
        while "id" not in (said := self._next()):
            self.notices.append(said["params"])
        return said["result"]

    def notice(self) -> Any:  # noqa: ANN401 the subscription decides
        """What the server says next without being asked."""
        return self.notices.pop(0) if self.notices else self._next()["params"]

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._socket.close()

    def _next(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self._file.readline())
        return said


def script_hash(script: bytes) -> str:
    """How the protocol names a script."""
    return hashlib.sha256(script).digest()[::-1].hex()
