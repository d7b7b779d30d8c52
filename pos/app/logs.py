"""One line for each thing that happened, to standard error and to a file that rotates.

Nothing secret is ever passed here: no key, no shop's `data`, no PIN.
"""

import logging
import logging.handlers
import sys
from contextlib import suppress
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
    file = _LogFile(folder / "florin.log")
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.INFO if is_verbose else logging.WARNING)
    root = logging.getLogger()
    for old in root.handlers:
        if isinstance(old, _LogFile):
            old.close()  # another shop was open in this program before
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

    A busy shop writes thousands of lines a second in the thread that serves it. A disk that does
    not take a line costs that line and nothing else; how many were lost is written down later.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", errors="replace", delay=True
        )
        self._largest = _BYTES
        self._lost = 0

    def shouldRollover(self, _: logging.LogRecord) -> bool:  # noqa: N802 - logging's own name
        """Whether the file is full; the last line may stand over the edge."""
        if self.stream is None:
            self.stream = self._open()
        return self.stream.tell() >= self._largest

    def doRollover(self) -> None:  # noqa: N802 - logging's own name
        """Begin a new file; where it cannot be renamed (Windows, while it is read), grow on."""
        try:
            super().doRollover()
        except OSError:
            self._largest += _BYTES // _KEPT
        else:
            self._largest = _BYTES

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, before it how many could not be written."""
        lost, self._lost = self._lost, 0
        if lost:
            super().emit(_lost_lines(lost))
            if self._lost:
                self._lost = lost + 1  # no room still: this line is lost like the others
                return
        super().emit(record)

    def handleError(self, _: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """A line was lost. The window and `florin doctor` tell of the disk; the till goes on."""
        self._lost += 1
        stream, self.stream = self.stream, None  # opened anew: what it holds would be stuck in it
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.close()


def _lost_lines(count: int) -> logging.LogRecord:
    return logging.LogRecord(
        name=__name__,
        level=logging.WARNING,
        pathname="",
        lineno=0,
        msg="%d lines could not be written here",
        args=(count,),
        exc_info=None,
    )


def _chain() -> list[structlog.types.Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
    ]
