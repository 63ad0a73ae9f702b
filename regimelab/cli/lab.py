"""``lab``: the region as a page that moves under the hand."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, Months, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.errors import Problem, UsageError
from regimelab.study.result import Result

app = typer.Typer()
TOKEN = "REGIMELAB_LAB_TOKEN"
SHORTEST = 24  # characters of a token of the user's own

Port = Annotated[
    int | None, typer.Option(min=0, max=65535, help="The port; the usual is 8712, or any free one.")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the address, and open nothing.")]
Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; this machine alone.")]
Understood = Annotated[
    bool, typer.Option("--i-understand", help="Let others reach it; needs a token in REGIMELAB_LAB_TOKEN.")
]
Log = Annotated[bool, typer.Option("--log", help="Write one line of JSON a request to stderr.")]

Case = Annotated[
    Path | None, typer.Option("--case", metavar="FILE", help="Work on this case file in the screening room.")
]
Cases = Annotated[
    Path | None,
    typer.Option("--cases", metavar="FOLDER", help="Work on the case files of this folder there."),
]
Laws = Annotated[
    Path | None,
    typer.Option("--laws", metavar="FOLDER", help="Show this scan in the laws room: what 'laws scan' wrote."),
]


@command(app)
def lab(
    session: Session,
    region: RegionName = UNSET,
    months: Months = UNSET,
    port: Port = None,
    no_browser: NoBrowser = False,
    host: Host = "127.0.0.1",
    i_understand: Understood = False,
    log: Log = False,
    case: Case = None,
    cases: Cases = None,
    laws: Laws = None,
    chronicle: Chronicle = None,
) -> Reply:
    """Open the lab: a page with a map, a network and futures that move under the hand.

    Example: regimelab lab central_asia --port 8712 --no-browser
    """
    from regimelab.web.serve import Wish, log_requests, serve

    wish = Wish(host, port, not no_browser, i_understand, _token(), _one_place(case, cases), laws)
    if log:
        log_requests()
    with session.reporting() as progress:
        asked = session.asked(region, chronicle)
        address = serve(asked, session.settings.seed, months, wish, _tell(session), progress)
    return Reply(Result({"address": address, "region": region}), lambda console: None)


def _one_place(case: Path | None, cases: Path | None) -> Path | None:
    """Take the file or the folder of cases; they are not named together."""
    if case and cases:
        what = "one file is worked on, or the files of one folder."
        raise UsageError(Problem("--case, --cases", what, "Give one of the two."))
    if cases and not cases.expanduser().is_dir():
        raise UsageError(Problem("--cases", f"{cases} is no folder.", "Give a folder, or a file as --case."))
    if case and not case.expanduser().is_file():
        raise UsageError(Problem("--case", f"{case} is no file.", "Begin one with 'regimelab screen new'."))
    return case or cases


def _tell(session: Session) -> Callable[[str], None]:
    """Print the address on stdout; where that must hold one JSON object alone, on stderr."""
    return partial(print, file=sys.stderr if session.envelope_on_stdout else sys.stdout, flush=True)


def _token() -> str | None:
    """Read a token of the user's own from the environment; command lines can be seen by others."""
    token = os.environ.get(TOKEN)
    if token is not None and len(token) < SHORTEST:
        what = f"a token of {len(token)} characters can be guessed."
        raise UsageError(Problem(TOKEN, what, f"Give {SHORTEST} or more, or none to have one made."))
    return token
