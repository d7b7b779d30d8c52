"""The receipt in the window's language."""

from pos.domain.retail.receipt import Receipt, ReceiptWords, receipt_text
from pos.gui.present.figures import decimal_point, moment_text
from pos.gui.present.words import say


def receipt_lines(receipt: Receipt) -> tuple[str, ...]:
    """The receipt as it would be printed."""
    return receipt_text(receipt, when=moment_text(receipt.at), words=_words())


def _words() -> ReceiptWords:
    """Each sentence with its gap left open for the receipt."""
    return ReceiptWords(
        practice=say("*** PRACTICE - NOT A RECEIPT ***"),
        tax_number=say("Tax no. {number}", number="{number}"),
        sale=say("Sale {n}", n="{n}"),
        discount=say("Discount"),
        subtotal=say("Subtotal"),
        total=say("Total {currency}", currency="{currency}"),
        tax=say("of it tax {percent} %", percent="{percent}"),
        paid=say("Paid {coin}", coin="{coin}"),
        to=say("To {address}", address="{address}"),
        transaction=say("Transaction {tx}", tx="{tx}"),
        claim=say("Money for you to have back:"),
        claim_page=say("Say where to send it on this page:"),
        pin=say("PIN {pin}", pin="{pin}"),
        point=decimal_point(),
    )
