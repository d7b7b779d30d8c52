"""Try Florin's Windows installers under wine, as a shop would use them; needs no Windows.

    PYTHONPATH=packaging build/package/bin/python -m bundle.wine

Installs, sells through the door for shops and at the counter, updates, refuses while the till is
open, uninstalls with and without the shop's data, and does the same with the MSI. What this does
not show is said in `wine_home`: two libraries of Windows are stood in for.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bundle import counter
from bundle.display import Screen, display
from bundle.places import BUILD, DIST, version
from bundle.smoke import Shop, Unfit, sell
from bundle.windows import FOLDER
from bundle.wine_home import Windows, windows

PICTURES: Final = BUILD / "windows" / "pictures"
STILL_OPEN: Final = 3

_UNINSTALL: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Florin"
_RUN: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
_PATIENCE_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Trial:
    """One Windows, and what is tried on it."""

    on: Windows
    screen: Screen
    began: float = field(default_factory=time.monotonic)

    @property
    def program(self) -> Path:
        """Where both installers put the program."""
        return self.on.local / "Programs" / "Florin"

    @property
    def data(self) -> Path:
        """Where the shop's data is."""
        return self.on.local / "florin"

    def say(self, text: str) -> None:
        """One line of the trial's report."""
        sys.stdout.write(f"{time.monotonic() - self.began:6.1f} s  wine: {text}\n")
        sys.stdout.flush()

    def install(self, *switches: str, code: int = 0) -> None:
        """Run the installer without asking anything."""
        self.expect(code, _dist("setup.exe"), "/S", *switches)

    def uninstall(self, *switches: str) -> None:
        """Run the uninstaller; it goes on in a copy of itself after it seems to have ended."""
        self.expect(0, self.program / "uninstall.exe", "/S", *switches)
        wait_until(lambda: not self.program.exists(), "the uninstaller left the program's folder")

    def expect(self, code: int, *words: object) -> str:
        """Run a program that must end with this code; the answer is what it said."""
        done = self.on.run(*words)
        if done.returncode != code:
            told = f"{done.stdout}{done.stderr}"[-3000:]
            raise Unfit(f"{words[0]} ended with {done.returncode} in place of {code}:\n{told}")
        return done.stdout


def main() -> None:
    """Try all of it and stop at the first thing that is not as promised."""
    core = FOLDER / "site" / "PySide6" / "Qt6Core.dll"
    try:
        with display() as screen, windows(screen.name, core) as on:
            trial = Trial(on, screen)
            trial.say("a fresh Windows is there")
            try_setup(trial)
            try_programs(trial)
            try_while_open(trial)
            try_update(trial)
            try_removal(trial)
            try_msi(trial)
            trial.say("all is as promised")
    except (Unfit, OSError) as why:
        sys.exit(f"wine: {why}")


def try_setup(trial: Trial) -> None:
    """A first installation, silent and without any choice."""
    began = time.monotonic()
    trial.install()
    took = time.monotonic() - began
    demand(trial.on.value(_UNINSTALL, "DisplayVersion") == version(), "no entry to uninstall")
    demand(_link(trial.on.start_menu).is_file(), "nothing in the Start menu")
    demand(not _link(trial.on.desktop).exists(), "an icon on the desktop that nobody asked for")
    demand(trial.on.value(_RUN, "Florin") is None, "it starts with Windows, unasked")
    trial.say(f"installed in {took:.1f} s")


def try_programs(trial: Trial) -> None:
    """Both programs, as they were installed."""
    console = trial.program / "florin-cli.exe"
    trial.say(trial.expect(0, console, "--version").splitlines()[0])
    trial.say(_selftest(trial.expect(0, console, "selftest", "--json")))
    with Shop(command=[str(trial.on.script(console))], environment=trial.on.environment) as shop:
        sold = sell(shop, _PATIENCE_S)
        memory = memory_mb("florin-cli.exe")
    trial.say(
        f"API payment: door open after {sold.ready_s:.1f} s, paid after {sold.paid_s:.1f} s,"
        f" {memory:.0f} MB of memory"
    )
    window = counter.Counter(
        program=trial.on.script(trial.program / "florin.exe"),
        environment=trial.on.environment,
        user=None,
        screen=trial.screen,
        pictures=PICTURES,
    )
    trial.say(counter.sell(window))
    demand((trial.data / "practice" / "florin.db").is_file(), f"no database in {trial.data}")


def try_while_open(trial: Trial) -> None:
    """Nothing is touched while the till is open."""
    program = trial.on.script(trial.program / "florin-cli.exe")
    with Shop(command=[str(program)], environment=trial.on.environment) as shop:
        shop.wait_until_ready(time.monotonic() + _PATIENCE_S)
        trial.install(code=STILL_OPEN)
        sell(shop, _PATIENCE_S)
    trial.say("refused to replace the till while it was open, and it sold on")


def try_update(trial: Trial) -> None:
    """The same version over itself: what is left of the old one goes, choices and data stay."""
    left_over = trial.program / "site" / "pos" / "left_over.py"
    left_over.write_text("", encoding="utf-8")
    trial.install("/DESKTOP", "/AUTOSTART")
    demand(not left_over.exists(), "an update leaves modules of the older version")
    demand((trial.program / "florin.exe").is_file(), "an update removes the program")
    trial.install()
    demand(_link(trial.on.desktop).is_file(), "an update forgets the icon on the desktop")
    started = trial.on.value(_RUN, "Florin") or ""
    demand(started.strip('"').endswith("florin.exe"), "an update forgets to start with Windows")
    demand((trial.data / "practice" / "florin.db").is_file(), "an update removes the data")
    trial.say("updated: old modules gone, choices and data kept")


def try_removal(trial: Trial) -> None:
    """Data stays unless it is asked for."""
    trial.uninstall()
    gone = (_link(trial.on.start_menu), _link(trial.on.desktop))
    wait_until(lambda: not any(path.exists() for path in gone), "the uninstaller leaves links")
    demand(trial.on.value(_RUN, "Florin") is None, "it still starts with Windows")
    demand(trial.on.value(_UNINSTALL, "DisplayName") is None, "it is still listed as installed")
    demand((trial.data / "practice" / "florin.db").is_file(), "the shop's data is gone, unasked")
    trial.say("uninstalled: the data is kept")
    trial.install()
    trial.uninstall("/REMOVEDATA")
    wait_until(lambda: not trial.data.exists(), "the shop's data is kept against the order")
    trial.say("installed and uninstalled with the data")


def try_msi(trial: Trial) -> None:
    """The other form; it does not mix with the first."""
    package = f"Z:{_dist('setup.msi')}".replace("/", "\\")
    trial.install()
    demand(trial.on.run("msiexec", "/i", package, "/qn").returncode != 0, "the MSI joins the setup")
    trial.uninstall()
    trial.expect(0, "msiexec", "/i", package, "/qn")
    demand(_link(trial.on.start_menu).is_file(), "the MSI puts nothing into the Start menu")
    told = trial.expect(0, trial.program / "florin-cli.exe", "selftest", "--json")
    trial.say(f"MSI: {_selftest(told)}")
    trial.expect(0, "msiexec", "/x", package, "/qn")
    wait_until(lambda: not trial.program.exists(), "the MSI leaves the program's folder")
    demand(not _link(trial.on.start_menu).exists(), "the MSI leaves its link")
    trial.say("MSI uninstalled")


def demand(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - a claim is what it takes
    """Raise Unfit unless it is so."""
    if not is_so:
        raise Unfit(otherwise)


def wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    """Return once it is so."""
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        demand(time.monotonic() < deadline, otherwise)
        time.sleep(0.2)


def memory_mb(name: str) -> float:
    """How much memory the program of this name holds, as Linux counts it."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue
        if told.get("Name") == name[:15]:
            return int(told["VmRSS"].split()[0]) / 1024
    raise Unfit(f"{name} is not running")


def _selftest(told: str) -> str:
    read = json.loads(told)
    demand(read["ok"], f"the selftest failed: {told}")
    return f"selftest passed all {len(read['probes'])} probes"


def _link(folder: Path) -> Path:
    return folder / "Florin.lnk"


def _dist(rest: str) -> Path:
    return DIST / f"florin-{version()}-{rest}"


if __name__ == "__main__":
    main()
