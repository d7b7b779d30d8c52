"""One line for each thing that happened, to standard error and to a file that rotates.

Nothing secret is ever passed here: no key, no shop's `data`, no PIN.
"""

import logging
import logging.handlers
import sys
from pathlib import Path

import structlog

_KEPT = 5
_ORDER = ["timestamp", "level", "logger", "event"]
_BYTES = 5_000_000


def start_logs(folder: Path, *, is_verbose: bool) -> None:
    """Send every log line to the profile's file, and warnings to standard error."""
    shape = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.LogfmtRenderer(
                key_order=["timestamp", "level", "logger", "event"]
            ),
        ],
        foreign_pre_chain=_chain(),
    )
    file = _LogFile(
        folder / "florin.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.INFO if is_verbose else logging.WARNING)
    root = logging.getLogger()
    root.handlers = [file, screen]
    for handler in root.handlers:
        handler.setFormatter(shape)
    root.setLevel(logging.INFO)
    for noisy in ("web3", "asyncio", "websockets", "alembic", "qasync"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_chain(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


class _LogFile(logging.handlers.RotatingFileHandler):
    """A file that rotates once it is full; Python's own words each line twice to know that before.

    A busy shop writes thousands of lines a second in the thread that serves it.
    """

    def shouldRollover(self, _: logging.LogRecord) -> bool:  # noqa: N802 - logging's own name
        """Whether the file is full; the last line may stand over the edge."""
        if self.stream is None:
            self.stream = self._open()
        return self.stream.tell() >= self.maxBytes


def _chain() -> list[structlog.types.Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
