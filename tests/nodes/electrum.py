"""A real Electrum server over a node of the Bitcoin family: `e-x`, in an environment of its own."""

import platform
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Final
from urllib.parse import quote

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests import child
from tests.nodes.anvil import free_port
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.fetch import FETCH_S, NodeMissing, cache
from tests.nodes.kept import kept
from tests.nodes.ready import until_ready

REQUIREMENTS: Final = Path(__file__).with_name("electrum.txt")
VERSION: Final = "1.20.0"
PIP_INSTALL: Final = ("-m", "pip", "--disable-pip-version-check", "install")
POLL_MS: Final = 100
HOST: Final = "127.0.0.1"


def server() -> Path:
    """The environment the server runs in, made when it is not here yet; raises NodeMissing."""
    name = f"e-x-{VERSION}-python{platform.python_version()}"
    return kept(cache() / name, _install)


class ElectrumServer:
    """One server on loopback, on a port for each way to speak with it.

    Stopping keeps its index, ports and certificate. Answers by TCP and TLS come up to a second late
    (it pads and batches them against eavesdroppers), those by WebSocket at once.
    """

    def __init__(self, environment: Path, node: BitcoinNode, home: Path) -> None:
        self.node = node
        self.host = HOST
        self.tcp_port = free_port()
        self.ssl_port = free_port()
        self.ws_port = free_port()
        self.wss_port = free_port()
        self.certificate = home / "certificate.pem"
        self._environment = environment
        self._home = home
        self._log = home / "electrum.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run the server and wait until it serves; raises RuntimeError with its last words."""
        (self._home / "index").mkdir(parents=True, exist_ok=True)
        if not self.certificate.exists():
            self.renew_certificate()
        programs = self._environment / "bin"
        self._process = child.start(
            [programs / "python", programs / "electrumx_server"],
            log=self._log,
            env=self._settings(),
        )
        until_ready(self._process, self._listens, log=self._log)

    def stop(self) -> None:
        """End the server. It waits for its clients; those who stay are cut off after 5 s."""
        if self._process is not None:
            child.end(self._process)

    def renew_certificate(self) -> None:
        """Another self-signed certificate, which the next start shows."""
        self._home.mkdir(parents=True, exist_ok=True)
        key, certificate = _self_signed()
        self._key.write_bytes(key)
        self.certificate.write_bytes(certificate)

    @property
    def _key(self) -> Path:
        return self._home / "key.pem"

    def _settings(self) -> dict[str, str]:
        ports = {
            "tcp": self.tcp_port,
            "ssl": self.ssl_port,
            "ws": self.ws_port,
            "wss": self.wss_port,
        }
        login = f"{self.node.user}:{quote(self.node.password)}"
        return {
            "COIN": self.node.kind.coin,
            "NET": "regtest",
            "DB_DIRECTORY": str(self._home / "index"),
            "DB_ENGINE": "leveldb",
            "DAEMON_URL": self.node.url.replace("://", f"://{login}@"),
            "SERVICES": ",".join(f"{way}://{HOST}:{port}" for way, port in ports.items()),
            "SSL_CERTFILE": str(self.certificate),
            "SSL_KEYFILE": str(self._key),
            "ALLOW_ROOT": "1",
            "CACHE_MB": "50",
            "DAEMON_POLL_INTERVAL_BLOCKS": str(POLL_MS),
            "DAEMON_POLL_INTERVAL_MEMPOOL": str(POLL_MS),
            "PEER_DISCOVERY": "",
            "PEER_ANNOUNCE": "",
            "BLACKLIST_URL": "",
            "COST_SOFT_LIMIT": "0",  # a test may ask as much as it likes
            "COST_HARD_LIMIT": "0",
        }

    def _listens(self) -> bool:
        for port in (self.tcp_port, self.ssl_port, self.ws_port, self.wss_port):
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) != 0:
                    return False
        return True


def _install(into: Path) -> None:
    steps: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", into],
        [into / "bin" / "python", *PIP_INSTALL, "--require-hashes", "--requirement", REQUIREMENTS],
    )
    try:
        for step in steps:
            subprocess.run(step, check=True, capture_output=True, timeout=FETCH_S)
    except (OSError, subprocess.CalledProcessError, subprocess.TimeoutExpired) as why:
        raise NodeMissing(f"the Electrum server e-x {VERSION} could not be installed") from why


def _self_signed() -> tuple[bytes, bytes]:
    """A key and its own certificate, as most Electrum servers have: no authority stands behind."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(IPv4Address(HOST))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    return (
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain),
        certificate.public_bytes(pem),
    )
