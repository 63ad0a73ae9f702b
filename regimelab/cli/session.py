"""One run of one command: its settings, clock, console and progress."""

import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from regimelab.cli.envelope import Meta
from regimelab.cli.formats import Format, from_name
from regimelab.cli.options import Chosen, Common
from regimelab.cli.progress import reporting
from regimelab.cli.settings import Settings, resolve
from regimelab.study.result import Progress

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.study.opening import Asked


NO_CHOICE = Chosen()


@dataclass(frozen=True)
class Session:
    """What a command's body may use besides its own arguments."""

    command: str
    arguments: tuple[str, ...]
    common: Common
    settings: Settings
    started: datetime
    clock: float
    chosen: Chosen

    @property
    def target(self) -> Path | None:
        """The file or folder asked for with -o; none when results go to stdout."""
        return None if self.common.output in (None, "-") else Path(str(self.common.output)).expanduser()

    @property
    def form(self) -> Format:
        """The format asked for, or that of the output file's ending."""
        if self.common.form:
            return self.common.form
        by_name = from_name(self.target.name) if self.target else None
        return by_name or (Format.JSON if self.common.as_json else Format.TABLE)

    @property
    def envelope_on_stdout(self) -> bool:
        """Whether stdout must hold exactly one JSON object."""
        return self.common.as_json or (self.form is Format.JSON and self.target is None)

    @property
    def store(self) -> Path | None:
        """The store asked for; none for the user's own."""
        named = any(one.name == "store" and one.origin != "default" for one in self.settings.origins)
        return self.settings.store if named else None

    def asked(
        self,
        region: str,
        chronicle: Path | None = None,
        portfolios: tuple[str, ...] = (),
        scenarios: tuple[str, ...] = (),
    ) -> "Asked":
        """Name the evidence that a question is put to; without a named store, the user's own."""
        from regimelab.study.opening import Asked

        chosen = self.chosen
        return Asked(
            region,
            self.store,
            chronicle,
            self.settings.fresh,
            portfolios,
            scenarios,
            release=chosen.release,
            as_of=chosen.as_of,
            without=tuple(chosen.without or ()),
            exposure=chosen.exposure,
        )

    def reporting(self) -> AbstractContextManager[Progress]:
        """Show progress on stderr while a study runs."""
        return reporting(self.settings.quiet, self.settings.color)

    def elapsed_ms(self) -> int:
        """Milliseconds since the command began."""
        return round((time.monotonic() - self.clock) * 1000)

    def meta(self, release: str | None) -> Meta:
        """Give what the answer's envelope carries beside the findings."""
        return Meta(release, self.settings.seed, self.elapsed_ms())

    def say(self, line: str) -> None:
        """Tell the user something that is not the result, unless quiet."""
        if not self.settings.quiet:
            print(line, file=sys.stderr)

    def tell_settings(self) -> None:
        """Say which settings hold and where they came from, if more is to be said."""
        if self.common.verbose:
            for one in self.settings.origins:
                self.say(f"{one.name} = {one.value} ({one.origin})")

    def console(self) -> "Console":
        """Open stdout for tables; wide enough to read where it is no terminal."""
        from rich.console import Console

        width = None if sys.stdout.isatty() else 120
        return Console(no_color=not self.settings.color, highlight=False, width=width)


def open_session(
    command: str,
    words: tuple[str, ...],
    common: Common,
    arguments: Mapping[str, object],
    chosen: Chosen = NO_CHOICE,
) -> Session:
    """Settle the settings and start the clock."""
    flags = {**arguments, "store": common.store, "seed": common.seed}
    flags |= {
        "fresh": common.fresh or None,
        "quiet": common.quiet or None,
        "color": False if common.no_color else None,
    }
    return Session(command, words, common, resolve(flags), datetime.now(UTC), time.monotonic(), chosen)
