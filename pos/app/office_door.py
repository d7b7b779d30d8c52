"""The office's doors of an opened shop: its settings, and where shops reach it."""

import os
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from pos.app.build import Plan
from pos.app.office_settings import OfficeSettings
from pos.app.running import Opened
from pos.gui.backoffice import Reach
from pos.resources import resource
from pos.till.lexicon import SOURCE

_EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not opened
"""What is listened at is no address to call; this machine is one that always works."""


def settings_door(plan: Plan) -> OfficeSettings:
    """Over the config of the whole profile, whichever of its shops is open."""
    return OfficeSettings(
        path=plan.profile.config,
        running=plan.settings,
        environment=os.environ,
        languages=languages(),
    )


def languages() -> tuple[str, ...]:
    """The languages that the window speaks."""
    catalogues = sorted(path.stem for path in resource("languages").glob("*.ts"))
    return (SOURCE, *catalogues)


def reach_of(opened: Opened) -> Reach:
    """Where this installation answers, as programs on this machine call it."""
    doors, librepay = opened.house.doors.settings, opened.plan.settings.librepay
    return Reach(
        url=callable_url(opened.url),
        librepay_url=callable_url(f"http://{librepay.listen}") if librepay.listen else "",
        public_url=doors.public_url,
        coin=doors.coin,
        currency=doors.currency,
    )


def callable_url(url: str) -> str:
    """The address at which programs on this machine reach a door that listens there."""
    parts = urlsplit(url)
    host = _EVERYWHERE.get(parts.hostname or "")
    if host is None or parts.port is None:
        return url
    name = f"[{host}]" if ":" in host else host
    return urlunsplit(parts._replace(netloc=f"{name}:{parts.port}"))
