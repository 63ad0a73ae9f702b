"""Keys that a producer asks for: read from the environment when sent, and never written anywhere."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, quote_plus

from regimelab.errors import Problem, UsageError

_TALKATIVE = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")


@dataclass(frozen=True)
class Secret:
    """A key: the environment variable that holds it, and the header or parameter that carries it.

    The key itself is no part of this, so that showing or keeping a ``Secret`` gives nothing away.
    """

    variable: str
    name: str
    place: Literal["header", "parameter"] = "header"
    before: str = ""  # such as "Bearer "

    def value(self) -> str:
        """Read the key; refuse if there is none, or if it cannot be sent."""
        key = os.environ.get(self.variable, "").strip()
        if not key:
            remedy = f"Set {self.variable} to the key that the producer gave you."
            raise UsageError(Problem(self.variable, "holds no key, and the producer asks for one.", remedy))
        if not (key.isascii() and key.isprintable()):
            remedy = "Copy the key again: letters, digits and signs on one line."
            raise UsageError(Problem(self.variable, "holds a key that cannot be sent.", remedy))
        return key


class Keys:
    """The keys of one pull, as they are sent, and the mask that covers them wherever text is shown."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        values = {secret: secret.value() for secret in secrets}
        self.headers = _carried(values, "header")
        self.parameters = _carried(values, "parameter")
        forms = {form(value) for value in values.values() for form in (str, quote, quote_plus, _all_quoted)}
        self._forms = sorted(forms, key=len, reverse=True)

    def __bool__(self) -> bool:
        """Say whether there is any key to keep."""
        return bool(self._forms)

    def masked(self, text: str) -> str:
        """Cover every key in a text."""
        for form in self._forms:
            text = text.replace(form, "***")
        return text

    @contextmanager
    def kept_from_logs(self) -> Iterator[None]:
        """Cover the keys in what the network libraries write to their logs meanwhile."""
        loggers = [logging.getLogger(name) for name in _TALKATIVE] if self else []
        for logger in loggers:
            logger.addFilter(self._cover)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeFilter(self._cover)

    def _cover(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.masked(record.getMessage()), ()
        return True


def _carried(values: dict[Secret, str], place: str) -> dict[str, str]:
    return {secret.name: secret.before + value for secret, value in values.items() if secret.place == place}


def _all_quoted(value: str) -> str:
    return quote(value, safe="")
