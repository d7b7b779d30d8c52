"""Somebody who publishes over ZeroMQ as a node does."""

from typing import Final

import zmq

WAIT_S: Final = 10.0


class Publisher:
    """What a node is to those who listen; `address` is where."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._socket = self._context.socket(zmq.XPUB)
        self._socket.setsockopt(zmq.RCVTIMEO, int(WAIT_S * 1000))
        self._socket.setsockopt(zmq.IPV6, host.startswith("["))
        self.address = f"tcp://{host}:{self._socket.bind_to_random_port(f'tcp://{host}')}"

    def wait_for_listeners(self, topics: int) -> None:
        for _ in range(topics):
            self._socket.recv()

    def say(self, topic: str, body: bytes, counter: int) -> None:
        self.send(topic.encode(), body, counter.to_bytes(4, "little"))

    def send(self, *frames: bytes) -> None:
        self._socket.send_multipart(frames)

    def close(self) -> None:
        self._socket.close(linger=0)
        self._context.term()
