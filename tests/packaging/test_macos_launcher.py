"""The launcher of Florin.app, compiled for this machine and given this machine's Python."""

import json
import os
import py_compile
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from bundle.places import PACKAGING
from tests.missing import missing

PROGRAM = """
import json, sys
print(json.dumps({"words": sys.argv[1:], "path": sys.path, "self": sys.executable,
                  "isolated": sys.flags.isolated, "site": "site" in sys.modules}))
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An app whose program tells how it was started; returns the launcher."""
    library = Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME"))
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None or ".so" not in library.name:
        missing("a C compiler and a shared Python on Linux are needed")
    contents = tmp_path / "my apps" / "Florin.app" / "Contents"
    python, modules = contents / "Resources" / "python", contents / "Resources" / "lib"
    for folder in (contents / "MacOS", python / "bases" / "lib", modules):
        folder.mkdir(parents=True)
    shutil.copyfile(library, python / "bases" / "lib" / "Python")
    (python / "stdlib").symlink_to(sysconfig.get_path("stdlib"))
    (python / "lib-dynload").symlink_to(Path(sysconfig.get_path("stdlib"), "lib-dynload"))
    (tmp_path / "start.py").write_text(PROGRAM, encoding="utf-8")
    py_compile.compile(str(tmp_path / "start.py"), str(modules / "florin_start.pyc"))
    source, target = PACKAGING / "macos" / "launcher.c", contents / "MacOS" / "florin"
    subprocess.run([compiler, "-O1", "-o", target, source, "-ldl"], check=True)
    return target


def told(launcher: Path, *words: str, **environment: str) -> dict[str, object]:
    done = subprocess.run(
        [launcher, *words], env=environment, capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_program_gets_all_words_that_the_app_was_given(app: Path) -> None:
    assert told(app, "serve", "--listen", "a b", "-c", "")["words"] == [
        "serve",
        "--listen",
        "a b",
        "-c",
        "",
    ]


def test_modules_come_from_the_app_only_whatever_the_caller_says(app: Path) -> None:
    found = told(app, PYTHONPATH="/elsewhere", PYTHONHOME="/nowhere", HOME="/nobody")

    resources = app.parents[1] / "Resources"
    assert found["path"] == [
        str(resources / "python" / "stdlib"),
        str(resources / "python" / "lib-dynload"),
        str(resources / "lib"),
    ]
    assert (found["isolated"], found["site"]) == (1, False)


def test_an_app_started_by_a_link_finds_itself(app: Path, tmp_path: Path) -> None:
    (tmp_path / "florin").symlink_to(app)

    assert told(tmp_path / "florin")["self"] == str(app)


def test_an_app_without_its_python_says_so(app: Path) -> None:
    (app.parents[1] / "Resources" / "python" / "bases" / "lib" / "Python").unlink()

    done = subprocess.run([app], capture_output=True, text=True, check=False, env=dict(os.environ))

    assert done.returncode == 1
    assert done.stderr.startswith("florin: Python does not load: ")
