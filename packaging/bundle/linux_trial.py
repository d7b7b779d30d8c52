"""Try what was built as its user would: a bare account, no Python, an empty environment, a display.

Run by root, the account is a number that no user has; run by anybody else it is that user.
"""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bundle import counter
from bundle.display import Screen, display
from bundle.places import BUILD
from bundle.smoke import Shop, Unfit, sell

BARE_USER: Final = 61234
PICTURES: Final = BUILD / "linux" / "pictures"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who just got the program: a home, a display, nothing else."""

    home: Path
    user: int | None

    def environment(self, screen: Screen) -> dict[str, str]:
        """All that the program is told; PATH leads to no Python."""
        return {"HOME": str(self.home), "DISPLAY": screen.name, "PATH": "/nonexistent"}

    def run(self, screen: Screen, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        return subprocess.run(
            words, env=self.environment(screen), cwd=self.home, capture_output=True, text=True,
            check=False, user=self.user, group=self.user, extra_groups=self.groups, timeout=120,
        )  # fmt: skip

    @property
    def groups(self) -> list[int] | None:
        """None of the groups of whoever builds."""
        return None if self.user is None else []


def try_archive(packed: Path, say: Say) -> None:
    """Unpack it as anybody would, and sell with it by all doors."""
    with _bare() as account, display() as screen:
        with tarfile.open(packed) as archive:
            archive.extractall(account.home, filter="data")
        (folder,) = (path for path in account.home.iterdir() if path.name.startswith("florin-"))
        say(_selftest(account, screen, folder / "florin"))
        say(_api_sale(account, screen, folder / "florin"))
        say(_counter_sale(account, screen, folder / "florin"))


def try_deb(installer: Path, say: Say) -> None:
    """Unpack it without installing, see that its menu entry is in order, and start it."""
    with _bare() as account, display() as screen:
        root = account.home / "root"
        subprocess.run(["dpkg-deb", "--extract", installer, root], check=True)
        entry = root / "usr" / "share" / "applications" / "florin.desktop"
        subprocess.run(["desktop-file-validate", entry], check=True)
        say(f"{installer.name}: {_selftest(account, screen, root / 'usr' / 'bin' / 'florin')}")


def try_installed(installer: Path, say: Say) -> None:
    """Install it on this machine, start it by its name, and remove it."""
    subprocess.run(["dpkg", "--install", installer], check=True, stdout=subprocess.DEVNULL)
    try:
        with _bare() as account, display() as screen:
            say(f"installed: {_selftest(account, screen, Path('/usr/bin/florin'))}")
    finally:
        subprocess.run(["dpkg", "--remove", "florin"], check=True, stdout=subprocess.DEVNULL)
    if Path("/usr/lib/florin").exists():
        raise SystemExit("removing the package left files in /usr/lib/florin")


def _selftest(account: Account, screen: Screen, program: Path) -> str:
    done = account.run(screen, program, "selftest", "--json")
    try:
        told = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise Unfit(f"no selftest: {done.returncode}\n{done.stdout}{done.stderr}") from None
    if done.returncode or not told["ok"]:
        raise Unfit(f"the selftest failed:\n{done.stdout}{done.stderr}")
    who = "a bare account" if account.user else "this account, as only root may be another"
    return f"selftest passed all {len(told['probes'])} probes on {who}"


def _api_sale(account: Account, screen: Screen, program: Path) -> str:
    told = account.environment(screen)
    with Shop(command=[str(program)], environment=told, user=account.user) as shop:
        sold = sell(shop)
    return f"API payment: door open after {sold.ready_s:.1f} s, paid after {sold.paid_s:.1f} s"


def _counter_sale(account: Account, screen: Screen, program: Path) -> str:
    return counter.sell(
        counter.Counter(
            program=program,
            environment=account.environment(screen),
            user=account.user,
            screen=screen,
            pictures=PICTURES,
        )
    )


@contextmanager
def _bare() -> Iterator[Account]:
    user = BARE_USER if os.getuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="florin-bare-"))
    try:
        if user is not None:
            os.chown(home, user, user)
        yield Account(home=home, user=user)
    finally:
        shutil.rmtree(home)
