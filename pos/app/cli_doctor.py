"""`florin doctor`: what is wrong and how to mend it, on one page."""

import asyncio
import os
import sys
import time
from pathlib import Path

import click

from pos.app.doctor.backups import backups_of
from pos.app.doctor.bundle import written_bundle
from pos.app.doctor.examine import examined
from pos.app.doctor.finding import exit_code
from pos.app.doctor.page import as_json, as_text
from pos.app.doctor.patient import patient_at
from pos.app.options import PRACTICE, PROFILE
from pos.app.plan import profile_at
from pos.app.version import build, version_line


@click.command()
@PROFILE
@PRACTICE
@click.option("--json", "is_json", is_flag=True, help="All findings as JSON, for programs.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a support file without any secret for whoever helps.",
)
def doctor(profile: Path | None, bundle: Path | None, *, practice: bool, is_json: bool) -> None:
    """Say what is wrong with a shop and how to mend it. The till may be open or closed.

    Nothing is changed. The exit code is 0 if all is well, 1 if something should be mended, 2 if
    something must be.
    """
    patient = patient_at(profile_at(profile), dict(os.environ), practice=practice)
    outcome = asyncio.run(examined(patient, int(time.time()), backups=backups_of(patient)))
    if is_json:
        page = as_json(
            outcome.findings,
            version_line(build()),
            practice=patient.is_practice,
            is_open=patient.is_open,
        )
        click.echo(page)
    else:
        click.echo(as_text(outcome.findings))
    if bundle is not None:
        path = written_bundle(bundle, patient, outcome)
        click.echo(f"The support file is {path}.", err=is_json)
    sys.exit(exit_code(outcome.findings))
