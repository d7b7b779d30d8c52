"""JSON-RPC as a stranger to the program speaks it: the standard library and nothing else."""

import http.client
import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

CALL_S: Final = 30.0


class RpcError(Exception):
    """The node answered with an error; its words are kept."""


@dataclass(frozen=True, slots=True)
class Rpc:
    """A node's HTTP door. Safe to share between threads: each call is a connection of its own."""

    url: str

    def __call__(self, method: str, *params: object) -> Any:  # noqa: ANN401 the method decides the shape
        """The result of one call; raises RpcError, or OSError when nobody listens."""
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        where = urlsplit(self.url)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=CALL_S)
        try:
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        if "error" in answer:
            raise RpcError(f"{method}: {answer['error'].get('message')}")
        return answer["result"]
