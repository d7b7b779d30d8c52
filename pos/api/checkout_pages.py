"""How the payment pages leave the house: templates, languages, headers.

Everything a page uses comes from this program, and the browser is told to load nothing else. The
address of a page is what lets its reader in, so it is never sent on as a referrer.
"""

from collections.abc import Mapping
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pos.api.doors import PayPages
from pos.resources import resource
from pos.till.customer import Saying, Tone
from pos.till.tongue import Tongue

_ASSETS: Final = {
    "checkout.css": ("checkout/checkout.css", "text/css; charset=utf-8"),
    "checkout.js": ("checkout/checkout.js", "text/javascript; charset=utf-8"),
    "florin.svg": ("icons/florin.svg", "image/svg+xml"),
}
_YEAR: Final = "public, max-age=31536000, immutable"
_KEPT_PARAMETERS: Final = ("lang", "code", "token")


class Pages:
    """Renders the templates of `resources/checkout`, the same for every door."""

    def __init__(self, house: PayPages) -> None:
        self._house = house
        folder = resource("checkout")
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._assets = {
            name: (resource(path).read_bytes(), kind) for name, (path, kind) in _ASSETS.items()
        }
        joined = b"".join(content for content, _ in self._assets.values())
        self._stamp = sha256(joined).hexdigest()[:12]
        self._headers = _headers(house.frame_ancestors)

    def tongue(self, request: web.Request) -> Tongue:
        """The language of whoever asks: named in the address, or what their browser prefers."""
        accept = request.headers.get(hdrs.ACCEPT_LANGUAGE, "")
        return self._house.tongues.chosen(request.query.get("lang", ""), accept)

    def page(
        self, request: web.Request, body: str, values: Mapping[str, Any], status: int = 200
    ) -> web.Response:
        """A whole page around the template `body`, or only its main part where that is asked for.

        `root` leads from the page's address to `/pay/`, and `here` from there to the invoice, so
        that the pages may stand below any address of a proxy.
        """
        is_part = request.query.get("part") == "main"
        tongue = self.tongue(request)
        template = self._templates.get_template(body if is_part else "page.html")
        text = template.render(
            body=body,
            tongue=tongue,
            _=tongue.say,
            icon=_icon,
            shop=self._house.shop_name,
            stamp=self._stamp,
            root=_root(request),
            here=_here(request),
            query=partial(query_of, request),
            tongues=[
                {"tag": t.tag, "name": t.name, "query": query_of(request, lang=t.tag)}
                for t in self._house.tongues.all
            ],
            **values,
        )
        return web.Response(
            text=text, status=status, content_type="text/html", headers=self._headers
        )

    def message(self, request: web.Request, headline: str, hint: str, status: int) -> web.Response:
        """A page that says only one thing: not found, too often, try again."""
        tongue = self.tongue(request)
        saying = Saying(tone=Tone.FAILED, word=tongue.say("Sorry"), headline=headline, hint=hint)
        return self.page(request, "message.html", {"saying": saying, "title": headline}, status)

    def unchanged(self) -> web.Response:
        """The answer to whoever has the newest page already."""
        return web.Response(status=204, headers=self._headers)

    def onward(self, path: str) -> web.Response:
        """Go on to another page after a form; the path is relative to the form's address."""
        return web.Response(status=303, headers={**self._headers, hdrs.LOCATION: path})

    async def asset(self, request: web.Request) -> web.Response:
        """GET /pay/assets/{name}: style and script, which change their address with each change."""
        content, kind = self._assets[request.match_info["name"]]
        headers = {
            hdrs.CONTENT_TYPE: kind,
            hdrs.CACHE_CONTROL: _YEAR,
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=content, headers=headers)

    @property
    def asset_path(self) -> str:
        """The route of the assets."""
        return f"/pay/assets/{{name:{'|'.join(_ASSETS)}}}"


def query_of(request: web.Request, **other: str) -> str:
    """What of the address's query is kept on the way to another page; "" drops a parameter."""
    kept = {name: request.query[name] for name in _KEPT_PARAMETERS if name in request.query}
    return urlencode({name: value for name, value in (kept | other).items() if value})


def is_own_form(request: web.Request, public_url: str) -> bool:
    """Whether a form was sent from a page of ours, as far as the browser says.

    Our pages send no referrer, which makes browsers call the origin of their forms "null"; newer
    ones tell by Sec-Fetch-Site. Whoever knows the page's address may use it anyway: this only
    keeps other sites from pressing its buttons.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get(hdrs.ORIGIN, "null")
    if origin == "null":
        return True
    return urlsplit(origin).netloc in {request.host, urlsplit(public_url).netloc}


def _headers(frame_ancestors: tuple[str, ...]) -> dict[str, str]:
    ancestors = " ".join(frame_ancestors) or "'none'"
    rules = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        f"frame-ancestors {ancestors}",
    )
    headers = {
        "Content-Security-Policy": "; ".join(rules),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        hdrs.CACHE_CONTROL: "no-store",
        hdrs.VARY: "Accept-Language",
        hdrs.SERVER: "Florin",
    }
    if not frame_ancestors:
        headers["X-Frame-Options"] = "DENY"
    return headers


def _root(request: web.Request) -> str:
    """From the page to `/pay/`: one step up for each part below the invoice."""
    return "../" * max(0, request.rel_url.raw_path.count("/") - 2)


def _here(request: web.Request) -> str:
    """From `/pay/` to the invoice; never read as a scheme, whatever the shop called it."""
    return "./" + quote(request.match_info.get("selector", ""), safe="")


@lru_cache
def _icon(name: str) -> Markup:
    """A drawing that only repeats what stands beside it."""
    svg = Path(resource(f"icons/{name}.svg")).read_text(encoding="utf-8").strip()
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - our own file
