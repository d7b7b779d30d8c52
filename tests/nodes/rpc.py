"""JSON-RPC as a stranger to the program speaks it: the standard library and nothing else."""

import base64
import http.client
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlsplit

CALL_S: Final = 30.0


class RpcError(Exception):
    """The node answered with an error; its words are kept."""


@dataclass(frozen=True, slots=True)
class Rpc:
    """A node's HTTP door. Safe to share between threads: each call is a connection of its own.

    `login` is `user:password` where the node wants one. Numbers with a point arrive as Decimal.
    """

    url: str
    login: str = field(default="", repr=False)

    def __call__(self, method: str, *params: object) -> Any:  # noqa: ANN401 the method decides the shape
        """The result of one call; raises RpcError, or OSError when nobody listens."""
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        where = urlsplit(self.url)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=CALL_S)
        try:
            connection.request("POST", where.path or "/", body, self._headers())
            answer = json.loads(connection.getresponse().read(), parse_float=Decimal)
        finally:
            connection.close()
        if answer.get("error"):  # the older protocol says `"error": null` where all is well
            raise RpcError(f"{method}: {answer['error'].get('message')}")
        return answer["result"]

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self.login:
            basic = base64.b64encode(self.login.encode()).decode()
            headers["Authorization"] = f"Basic {basic}"
        return headers
