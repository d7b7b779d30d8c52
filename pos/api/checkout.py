"""The customer's payment page: `/pay/{selector}`, for the invoices of every door.

Anybody who knows an invoice's selector may see it and choose its coin: the address of the page is
the key to it. That holds under every host name, so the guard only counts who asks too often; a page
of another site cannot read it, and cannot send its forms.
"""

from collections.abc import Awaitable, Callable, Iterator
from functools import wraps
from typing import Final
from urllib.parse import parse_qsl, quote

from aiohttp import hdrs, web

from pos.api.checkout_pages import Pages, is_own_form, query_of
from pos.api.checkout_qr import code_svg
from pos.api.checkout_screen import Screen, Viewing, screen_of, state_of
from pos.api.doors import Doors, PayPages
from pos.api.events import Frame, Listeners
from pos.api.gate import Gate
from pos.api.reading import small_body
from pos.domain.errors import Refused, Trouble
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.terms import Door
from pos.till.tongue import Tongue

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

_MAX_FIELDS: Final = 20


class Lobby:
    """What every payment page stands on: who may come in, and whose invoice it is."""

    def __init__(self, doors: Doors, house: PayPages, gate: Gate) -> None:
        self.house = house
        self.pages = Pages(house)
        self._records = doors.records
        self._clock = doors.clock
        self._gate = gate

    def viewing(self, request: web.Request) -> Viewing:
        """How this request looks at an invoice."""
        wants_link = request.query.get("code") == "link"
        tongue = self.pages.tongue(request)
        return Viewing(now=self._clock.now(), tongue=tongue, wants_link=wants_link)

    async def invoice(self, request: web.Request) -> Invoice:
        """The invoice of the address. Raises Refused("unknown_invoice")."""
        return await self._records.by_selector(request.match_info["selector"])

    def friendly(self, answer: Answer) -> Answer:
        """The answer for people: not too often, and in words where there is no page."""

        @wraps(answer)
        async def answered(request: web.Request) -> web.StreamResponse:
            say = self.pages.tongue(request).say
            wait_s = self._gate.wait_s(request)
            if wait_s:
                headline = say("You have asked very often. Please wait a moment.")
                page = self.pages.message(request, headline, "", 429)
                page.headers[hdrs.RETRY_AFTER] = str(wait_s)
                return page
            try:
                return await answer(request)
            except Refused as why:
                return self._sorry(request, why, say)
            except Trouble:
                headline = say("The shop does not answer right now.")
                hint = say("Please load this page again in a moment. Nothing is lost.")
                return self.pages.message(request, headline, hint, 503)

        return answered

    def _sorry(
        self, request: web.Request, why: Refused, say: Callable[..., str]
    ) -> web.StreamResponse:
        if why.code == "unknown_invoice":
            headline = say("There is no such payment.")
            hint = say("Please check the address of this page, or ask the shop.")
            return self.pages.message(request, headline, hint, 404)
        if why.code == "foreign_form":
            headline = say("This form came from another site.")
            return self.pages.message(request, headline, "", 403)
        headline = say("This could not be read. Please go back and try again.")
        return self.pages.message(request, headline, "", 400)

    async def form(self, request: web.Request) -> dict[str, str]:
        """The fields of a form of ours. Raises Refused, also for one from elsewhere."""
        if not is_own_form(request, self.house.public_url):
            raise Refused("foreign_form", "The form was sent by a page of another site")
        body = await small_body(request)
        try:
            fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
        except ValueError as why:  # not UTF-8, or too many fields
            raise Refused("unreadable", "The form cannot be read") from why
        return dict(fields)


class Checkout:
    """The page where a coin is chosen and paid, and what becomes of it."""

    def __init__(self, lobby: Lobby, listeners: Listeners) -> None:
        self._lobby = lobby
        self._desk = lobby.house.desk
        self._listeners = listeners

    async def page(self, request: web.Request) -> web.StreamResponse:
        """GET /pay/{selector}: the page; with `part=main` only its main part.

        With `known` too, the answer is 204 while that is still the newest state.
        """
        return self._page(request, await self._lobby.invoice(request))

    async def choose(self, request: web.Request) -> web.StreamResponse:
        """POST /pay/{selector}/method: the customer chooses a coin."""
        invoice = await self._lobby.invoice(request)
        code = (await self._lobby.form(request)).get("code", "")
        try:
            await self._desk.choose_method(invoice.id, code)
        except Refused as why:
            tongue = self._lobby.pages.tongue(request)
            newest = await self._lobby.invoice(request)
            return self._page(request, newest, _why_not(why, code, tongue))
        selector = quote(request.match_info["selector"], safe="")
        return self._lobby.pages.onward(f".././{selector}?{query_of(request)}")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """GET /pay/{selector}/events: an event for each change (SSE); the page is the news."""
        invoice = await self._lobby.invoice(request)
        return await self._listeners.stream(request, invoice, _changed, ())

    def _page(self, request: web.Request, invoice: Invoice, problem: str = "") -> web.Response:
        viewing = self._lobby.viewing(request)
        if request.query.get("known") == state_of(invoice, self._desk, viewing):
            return self._lobby.pages.unchanged()
        screen = screen_of(invoice, self._desk, viewing)
        values = {
            "screen": screen,
            "title": screen.saying.word,
            "problem": problem,
            "token": "" if invoice.origin.door is Door.TILL else self._token(invoice),
            "claim_code": self._claim_code(invoice, screen, viewing.tongue),
        }
        return self._lobby.pages.page(request, "pay.html", values, 409 if problem else 200)

    def _claim_code(self, invoice: Invoice, screen: Screen, tongue: Tongue) -> str:
        """A code of the claim page for the phone with the wallet; "" if nobody could reach it."""
        link = self._lobby.house.claims.link(invoice) if screen.claimable else ""
        return code_svg(link, tongue.say("Code of the page to claim on")) if link else ""

    def _token(self, invoice: Invoice) -> str:
        return self._lobby.house.claims.token(invoice)


def _changed(_: Invoice | None, after: Invoice) -> Iterator[Frame]:
    yield Frame("changed", str(after.version))


def _why_not(why: Refused, code: str, tongue: Tongue) -> str:
    """Why a coin cannot be chosen, for the customer."""
    match why.code:
        case "closed":
            return tongue.say("The coin can be changed only before any money was seen.")
        case "unknown_coin" | "unseen_chain" | "no_rate":
            return tongue.say("{coin} is not available right now.", coin=code[:20])
        case _:
            return tongue.say("This coin cannot be chosen now.")
