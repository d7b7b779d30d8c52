"""JSON-RPC as Monero's programs speak it, with the standard library and nothing else."""

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tests.nodes.rpc import RpcError

CALL_S: Final = 120.0  # mining the first chain takes long
READY_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class MoneroRpc:
    """One program's HTTP door on loopback. Each call is a connection of its own."""

    port: int

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
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            return json.loads(connection.getresponse().read())
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
