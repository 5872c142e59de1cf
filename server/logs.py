"""Logs: one line an event, quiet while all is well; for people, or as JSON for what gathers them.

What concerns a tablet has `device`, so that its story is one search.
"""

import logging
import sys

import orjson
import structlog

from server.settings import LogForm

_OF_FORM: dict[LogForm, list[structlog.types.Processor]] = {
    "plain": [structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False)],
    "json": [
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ],
}


def configure_logs(form: LogForm = "plain") -> None:
    """Send structlog and the standard library's loggers to stderr in one form."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        *_OF_FORM[form],
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_written(form)],
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("uvicorn", "uvicorn.error", "uvicorn.access", "httpx2"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _written(form: LogForm) -> list[structlog.types.Processor]:
    if form == "json":
        return [
            structlog.processors.JSONRenderer(lambda event, **_: orjson.dumps(event, default=str).decode())
        ]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
