"""The options that commands share."""

from pathlib import Path
from typing import Final

import click

PROFILE: Final = click.option(
    "--profile",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of this shop's config and data. Default: your own data folder.",
)
PRACTICE: Final = click.option(
    "--practice", is_flag=True, help="Use play money on a simulated chain."
)
