"""Refund wallets are opened at start where their passphrase is at hand; else they stay locked."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from pos.app import vault
from pos.app.passphrases import Passphrase, open_wallets
from pos.domain.errors import Refused
from pos.domain.ports.payer import PayerState
from tests.engine.money_back import Office
from tests.fakes.invoices import CHAIN, OTHER_CHAIN


class MemoryKeyring(KeyringBackend):
    """A keyring that lasts as long as a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def system() -> Iterator[None]:
    """A machine with a keyring."""
    usual = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(usual)


@pytest.fixture
async def office() -> Office:
    office = Office()
    office.payer.state = PayerState.LOCKED
    return await office.open()


async def opened(office: Office, *passphrases: Passphrase) -> PayerState:
    await open_wallets(office.refunds, passphrases)
    return office.payer.state


async def test_a_file_opens_the_wallet(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("open sesame\nsomething else\n", encoding="utf-8")

    assert await opened(office, Passphrase(chain=CHAIN, file=file)) is PayerState.READY


@pytest.mark.parametrize("content", [b"", b"\n", b"open barley", b"\xff\xfe\x00"])
async def test_a_file_that_does_not_open_it_leaves_it_locked(
    office: Office, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "secret"
    file.write_bytes(content)

    assert await opened(office, Passphrase(chain=CHAIN, file=file)) is PayerState.LOCKED


async def test_a_file_that_is_not_there_leaves_it_locked(office: Office, tmp_path: Path) -> None:
    gone = Passphrase(chain=CHAIN, file=tmp_path / "gone")

    assert await opened(office, gone) is PayerState.LOCKED


async def test_the_systems_keyring_opens_the_wallet(office: Office, system: None) -> None:
    vault.remember("here", "open sesame")

    assert await opened(office, Passphrase(chain=CHAIN, kept_as="here")) is PayerState.READY


async def test_a_keyring_that_knows_nothing_leaves_it_locked(office: Office, system: None) -> None:
    assert await opened(office, Passphrase(chain=CHAIN, kept_as="here")) is PayerState.LOCKED


async def test_a_machine_without_a_keyring_says_so() -> None:
    usual = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    try:
        with pytest.raises(Refused, match="cannot be used"):
            vault.recalled("here")
        with pytest.raises(Refused, match="cannot be used"):
            vault.remember("here", "open sesame")
    finally:
        keyring.set_keyring(usual)


async def test_what_is_open_or_not_there_is_left_alone(office: Office, tmp_path: Path) -> None:
    office.payer.state = PayerState.READY
    gone = [Passphrase(chain=id, file=tmp_path / "gone") for id in (CHAIN, OTHER_CHAIN)]

    assert await opened(office, *gone) is PayerState.READY
