"""Signing with eth-account; imported only by `late`, because of what it brings along."""

from typing import Any

import rlp
from eth_account import Account

from pos.chains.evm.address import checksum_address
from pos.chains.evm.draft import Draft, Fees

_DYNAMIC = 2  # the type of EIP-1559's transactions


def signed(draft: Draft, key: bytes) -> tuple[str, str]:
    """The transaction's hash and its bytes as hex; some 20 ms."""
    made = Account.sign_transaction(_fields(draft), key)
    return "0x" + made.hash.hex(), "0x" + made.raw_transaction.hex()


def read(raw: str) -> Draft:
    """What `signed` signed."""
    whole = bytes.fromhex(raw.removeprefix("0x"))
    if whole[0] != _DYNAMIC:
        nonce, price, gas, to, value, data, v, *_ = rlp.decode(whole)
        fees = Fees(cap=_int(price), tip=_int(price), is_legacy=True)
        chain_id = (_int(v) - 35) // 2  # EIP-155
    else:
        chain, nonce, tip, cap, gas, to, value, data, *_ = rlp.decode(whole[1:])
        fees, chain_id = Fees(cap=_int(cap), tip=_int(tip)), _int(chain)
    return Draft(
        chain_id=chain_id,
        nonce=_int(nonce),
        to="0x" + to.hex(),
        value=_int(value),
        data="0x" + data.hex(),
        gas=_int(gas),
        fees=fees,
    )


def encrypted(key: bytes, passphrase: str) -> dict[str, Any]:
    """A key as Ethereum's keystore V3 (scrypt, AES-128-CTR); about a second and 256 MB."""
    return dict(Account.encrypt(key, passphrase, kdf="scrypt"))


def decrypted(keystore: dict[str, Any], passphrase: str) -> bytes:
    """The key in a keystore. Raises ValueError for another passphrase."""
    return bytes(Account.decrypt(keystore, passphrase))


def _fields(draft: Draft) -> dict[str, Any]:
    fields = {
        "chainId": draft.chain_id,
        "nonce": draft.nonce,
        "to": checksum_address(draft.to),
        "value": draft.value,
        "data": draft.data,
        "gas": draft.gas,
    }
    if draft.fees.is_legacy:
        return fields | {"gasPrice": draft.fees.cap}
    caps = {"maxFeePerGas": draft.fees.cap, "maxPriorityFeePerGas": draft.fees.tip}
    return fields | caps | {"type": _DYNAMIC}


def _int(word: bytes) -> int:
    return int.from_bytes(word, "big")
