"""The claim page: `/pay/{selector}/refund`, where a customer says where money goes back to.

An address is asked for, checked for its network, shown once more to compare, and then noted: once.
It works without JavaScript; nothing is kept between the steps but what the form itself carries.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from aiohttp import web

from pos.api.checkout import Lobby
from pos.api.checkout_pages import query_of
from pos.api.checkout_screen import Run, address_runs, coin_of, state_of
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Amount
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refunding import claimable
from pos.engine.claims import Claim
from pos.till.customer import Saying, Tone
from pos.till.customer_refunds import RefundLine, refund_lines
from pos.till.tongue import Tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked about the money on one chain; with `runs` it is shown to be confirmed."""

    chain: ChainId
    title: str
    amount: str
    network: str
    network_name: str
    address: str = ""
    pin: str = ""
    runs: tuple[Run, ...] = ()
    is_wrong: bool = False
    is_pin_wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a step was refused: in the customer's language, and what the coin's own rules say."""

    text: str
    detail: str = ""
    status: int = 400


class RefundDesk:
    """Where money that is owed is claimed."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._desk = lobby.house.desk
        self._claims = lobby.house.claims

    async def page(self, request: web.Request) -> web.StreamResponse:
        """GET /pay/{selector}/refund?token=…: what can be claimed, and what became of it."""
        return self._page(request, await self._lobby.invoice(request))

    async def step(self, request: web.Request) -> web.StreamResponse:
        """POST /pay/{selector}/refund?token=…: check an address, change it, or have it noted."""
        invoice = await self._lobby.invoice(request)
        fields = await self._lobby.form(request)
        claim = Claim(
            token=request.query.get("token", ""),
            chain=ChainId(fields.get("chain", "")),
            address=fields.get("address", "").strip(),
            pin=fields.get("pin", "").strip(),
        )
        try:
            match fields.get("step"):
                case "send":
                    await self._claims.claim(invoice, claim)
                case "change":
                    return self._page(request, invoice, claim)
                case _:
                    address = self._claims.checked(invoice, claim)
                    asked = replace(claim, address=address)
                    return self._page(request, invoice, asked, is_checked=True)
        except Refused as why:
            problem = _problem(why, self._lobby.pages.tongue(request))
            return self._page(request, invoice, claim, problem=problem)
        selector = quote(request.match_info["selector"], safe="")
        return self._lobby.pages.onward(f".././{selector}/refund?{query_of(request)}")

    def _page(
        self,
        request: web.Request,
        invoice: Invoice,
        claim: Claim | None = None,
        *,
        is_checked: bool = False,
        problem: Problem | None = None,
    ) -> web.Response:
        viewing = self._lobby.viewing(request)
        tongue, state = viewing.tongue, state_of(invoice, self._desk, viewing)
        if not self._claims.is_let_in(invoice, request.query.get("token", "")):
            return self._not_let_in(request, tongue)
        if request.query.get("known") == state:
            return self._lobby.pages.unchanged()
        forms = self._forms(claimable(invoice), tongue)
        if claim is not None:
            forms = tuple(_filled(form, claim, problem, is_checked=is_checked) for form in forms)
        refunds = refund_lines(invoice, tongue)
        saying = _saying(forms, refunds, tongue)
        values = {
            "saying": saying,
            "title": saying.word,
            "state": state,
            "forms": forms,
            "refunds": refunds,
            "problem": problem.text if problem else "",
            "detail": problem.detail if problem else "",
            "needs_pin": self._claims.pin(invoice) is not None,
            "is_play": any(coin.is_play for coin in self._desk.coins()),
        }
        status = problem.status if problem else 200
        return self._lobby.pages.page(request, "refund.html", values, status)

    def _not_let_in(self, request: web.Request, tongue: Tongue) -> web.Response:
        headline = tongue.say("This link is not valid.")
        hint = tongue.say("Use the link on your receipt, or on the page of your payment.")
        return self._lobby.pages.message(request, headline, hint, 403)

    def _forms(self, owed: Iterable[Amount], tongue: Tongue) -> tuple[Form, ...]:
        """One for each chain, for an address is for all that is owed there."""
        on: dict[ChainId, list[Amount]] = {}
        for amount in owed:
            on.setdefault(amount.asset.chain, []).append(amount)
        return tuple(self._form(chain, amounts, tongue) for chain, amounts in on.items())

    def _form(self, chain: ChainId, amounts: list[Amount], tongue: Tongue) -> Form:
        coin = coin_of(self._desk.coins(), amounts[0].asset)
        network = coin.network if coin else str(chain)
        amount = " + ".join(map(tongue.amount, amounts))
        return Form(
            chain=chain,
            title=tongue.say("{amount} on {network}", amount=amount, network=network),
            amount=amount,
            network=tongue.say("On the {network} network", network=network),
            network_name=network,
        )


def _filled(form: Form, claim: Claim, problem: Problem | None, *, is_checked: bool) -> Form:
    """The form as it was sent, for the chain that it was sent for."""
    if form.chain != claim.chain:
        return form
    is_pin_wrong = problem is not None and problem.status in {403, 429}
    return replace(
        form,
        address=claim.address,
        pin=claim.pin,
        runs=address_runs(claim.address) if is_checked else (),
        is_wrong=problem is not None and not is_pin_wrong,
        is_pin_wrong=is_pin_wrong,
    )


def _saying(forms: tuple[Form, ...], refunds: tuple[RefundLine, ...], tongue: Tongue) -> Saying:
    if any(form.runs for form in forms):
        headline = tongue.say("Is this your address?")
        return Saying(tone=Tone.ATTENTION, word=tongue.say("Please check"), headline=headline)
    if forms:
        headline = tongue.say("Where shall your money go?")
        return Saying(tone=Tone.ATTENTION, word=tongue.say("Money back"), headline=headline)
    if not refunds:
        headline = tongue.say("There is nothing to send back.")
        return Saying(tone=Tone.OFFLINE, word=tongue.say("Money back"), headline=headline)
    last = refunds[-1]
    tone = Tone.PAID if last.is_done else Tone.SEEN if last.is_going else Tone.ATTENTION
    return Saying(tone=tone, word=tongue.say("Money back"), headline=last.text)


def _problem(why: Refused, tongue: Tongue) -> Problem:
    """A refusal in the customer's words; of addresses, with what exactly is wrong."""
    match why.code:
        case "wrong_pin":
            return Problem(text=tongue.say("This is not the PIN on your receipt."), status=403)
        case "too_many_tries":
            return Problem(text=tongue.say("Too many wrong PINs. Try again later."), status=429)
        case "own_address":
            words = tongue.say("This is the address that you paid to. Give one of your own.")
            return Problem(text=words)
        case "invalid_address":
            return Problem(text=tongue.say("This address cannot be used."), detail=why.text)
        case "claimed":
            words = tongue.say("An address was already given for this money. Please ask the shop.")
            return Problem(text=words, status=409)
        case "nothing_to_claim":
            return Problem(text=tongue.say("There is nothing to send back."), status=409)
        case _:
            return Problem(text=tongue.say("This link is not valid."), status=403)
