"""Programs that a shop's developer can run as they stand: they ask this very till for money.

Each makes an invoice and reads how it stands. They are tried by the tests, in every language and
over both protocols.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.gui.backoffice import Reach
from pos.gui.present.words import later, say

PLACEHOLDER: Final = "YOUR-KEY"
"""What stands for a key that has not been made."""

PRICE: Final = "4.50"
AMOUNT: Final = "2.5"

ABOUT: Final = later(
    "Ready to run on this machine: each makes an invoice and reads how it stands. A key lets a "
    "program in; it is shown here once, when it is made."
)
NO_DOOR: Final = later("The door for online shops is shut. Look at “Payment server” in the list.")


class Protocol(StrEnum):
    """How a shop asks for money."""

    INVOICES = "invoices"
    JSON_RPC = "jsonrpc"


class Language(StrEnum):
    """What a shop's program is written in."""

    CURL = "curl"
    JAVASCRIPT = "javascript"
    PYTHON = "python"


PROTOCOL_TITLES: Final = {
    Protocol.INVOICES: "LibrePay",
    Protocol.JSON_RPC: "0xBTCpay",
}
LANGUAGE_TITLES: Final = {
    Language.CURL: "curl",
    Language.JAVASCRIPT: "JavaScript",
    Language.PYTHON: "Python",
}
ABOUT_PROTOCOL: Final = {
    Protocol.INVOICES: later(
        "The shop names a price in {currency}; the customer chooses the coin on the payment page."
    ),
    Protocol.JSON_RPC: later("The shop names an amount of {coin} and gets an address for it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One program with what it is about, and the name its file should have."""

    text: str
    about: str
    file: str


def snippet(reach: Reach, protocol: Protocol, language: Language, key: str = "") -> Snippet:
    """The program for this installation; without a key it has a placeholder for one."""
    made = _PROGRAMS[protocol, language]
    places = {
        "SHOP": reach.url,
        "PAGE": reach.public_url or reach.url,
        "KEY": key or PLACEHOLDER,
        "ORDER": _order(reach),
        "CALL": _call(),
        "COIN": reach.coin,
    }
    text = made
    for name, value in places.items():
        text = text.replace(f"@{name}@", value)
    about = say(ABOUT_PROTOCOL[protocol], currency=reach.currency, coin=reach.coin)
    return Snippet(text=text, about=about, file=_FILES[language])


_FILES: Final = {
    Language.CURL: "shop.sh",
    Language.JAVASCRIPT: "shop.mjs",
    Language.PYTHON: "shop.py",
}


def _order(reach: Reach) -> str:
    order = {
        "currency": reach.currency.lower(),
        "cart": [{"name": "Coffee", "price": float(PRICE), "quantity": 1}],
        "successUrl": "https://shop.example/done",
        "cancelUrl": "https://shop.example/cart",
    }
    return json.dumps(order)


def _call() -> str:
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "start_payment",
        "params": {"amount": AMOUNT, "data": {"order_id": "444"}},
    }
    return json.dumps(call)


_CURL_INVOICES: Final = """\
SHOP='@SHOP@'
KEY='@KEY@'

# 1. Make an invoice.
ANSWER=$(curl -sS -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '@ORDER@' \\
  "$SHOP/invoice/")
echo "$ANSWER"

# 2. Send the customer to its page.
ID=$(echo "$ANSWER" | sed -n 's/.*"selector":"\\([^"]*\\)".*/\\1/p')
echo "send the customer to @PAGE@/pay/$ID"

# 3. Read how it stands: "status" is 3 or 4 once it is paid.
curl -sS "$SHOP/invoice/$ID"
"""

_CURL_JSON_RPC: Final = """\
SHOP='@SHOP@'
KEY='@KEY@'

# 1. Ask for a payment in @COIN@.
ANSWER=$(curl -sS -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '@CALL@' \\
  "$SHOP/")
echo "$ANSWER"

# 2. Send the customer to its page, or show the address.
ID=$(echo "$ANSWER" | sed -n 's/.*"result":{"id":"\\([^"]*\\)".*/\\1/p')
echo "send the customer to @PAGE@/pay/$ID"

# 3. Read how it stands: "paid_at" has a time once it is paid.
curl -sS "$SHOP/$ID/status.json"
"""

_JAVASCRIPT_INVOICES: Final = """\
// node shop.mjs
const SHOP = "@SHOP@";
const KEY = "@KEY@";

// 1. Make an invoice.
const answer = await fetch(`${SHOP}/invoice/`, {
  method: "POST",
  headers: { "Authorization": `Bearer ${KEY}`, "Content-Type": "application/json" },
  body: JSON.stringify(@ORDER@),
});
const invoice = await answer.json();
if (!answer.ok) throw new Error(JSON.stringify(invoice));

// 2. Send the customer to its page.
console.log(`send the customer to @PAGE@/pay/${invoice.selector}`);

// 3. Read how it stands: status is 3 or 4 once it is paid.
const now = await (await fetch(`${SHOP}/invoice/${invoice.selector}`)).json();
console.log("status", now.status);
"""

_JAVASCRIPT_JSON_RPC: Final = """\
// node shop.mjs
const SHOP = "@SHOP@";
const KEY = "@KEY@";

// 1. Ask for a payment in @COIN@.
const answer = await fetch(`${SHOP}/`, {
  method: "POST",
  headers: { "Authorization": `Bearer ${KEY}`, "Content-Type": "application/json" },
  body: JSON.stringify(@CALL@),
});
const { result, error } = await answer.json();
if (error) throw new Error(JSON.stringify(error));

// 2. Send the customer to its page, or show the address.
console.log(`send the customer to @PAGE@/pay/${result.id}`);

// 3. Read how it stands: paid_at has a time once it is paid.
const now = await (await fetch(`${SHOP}/${result.id}/status.json`)).json();
console.log("paid_at", now.paid_at);
"""

_PYTHON_INVOICES: Final = """\
import json
from urllib.request import Request, urlopen

SHOP = "@SHOP@"
KEY = "@KEY@"

# 1. Make an invoice.
order = @ORDER@
headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
with urlopen(Request(f"{SHOP}/invoice/", json.dumps(order).encode(), headers)) as answer:
    invoice = json.load(answer)

# 2. Send the customer to its page.
print(f"send the customer to @PAGE@/pay/{invoice['selector']}")

# 3. Read how it stands: status is 3 or 4 once it is paid.
with urlopen(f"{SHOP}/invoice/{invoice['selector']}") as answer:
    print("status", json.load(answer)["status"])
"""

_PYTHON_JSON_RPC: Final = """\
import json
from urllib.request import Request, urlopen

SHOP = "@SHOP@"
KEY = "@KEY@"

# 1. Ask for a payment in @COIN@.
call = @CALL@
headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
with urlopen(Request(f"{SHOP}/", json.dumps(call).encode(), headers)) as answer:
    payment = json.load(answer)["result"]

# 2. Send the customer to its page, or show the address.
print(f"send the customer to @PAGE@/pay/{payment['id']}")

# 3. Read how it stands: paid_at has a time once it is paid.
with urlopen(f"{SHOP}/{payment['id']}/status.json") as answer:
    print("paid_at", json.load(answer)["paid_at"])
"""

_PROGRAMS: Final = {
    (Protocol.INVOICES, Language.CURL): _CURL_INVOICES,
    (Protocol.INVOICES, Language.JAVASCRIPT): _JAVASCRIPT_INVOICES,
    (Protocol.INVOICES, Language.PYTHON): _PYTHON_INVOICES,
    (Protocol.JSON_RPC, Language.CURL): _CURL_JSON_RPC,
    (Protocol.JSON_RPC, Language.JAVASCRIPT): _JAVASCRIPT_JSON_RPC,
    (Protocol.JSON_RPC, Language.PYTHON): _PYTHON_JSON_RPC,
}
