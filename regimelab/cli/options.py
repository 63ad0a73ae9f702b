"""The options that commands share, each written once."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from regimelab.cli.formats import Format

UNSET: Any = None
"""Default of an option that the settings fill in before the command runs."""

COMMON = "Options of every command"
EVIDENCE = "Which evidence"
WHOLE = "INTEGER"  # the settings read it, and say where it came from

RegionName = Annotated[
    str, typer.Argument(metavar="[REGION]", help="A packaged region, or the path to a region's folder.")
]
Futures = Annotated[
    int, typer.Option(help="How many futures to simulate.", show_default="1000", parser=str, metavar=WHOLE)
]
Months = Annotated[
    int, typer.Option(help="How long a future is, in months.", show_default="24", parser=str, metavar=WHOLE)
]
Cluster = Annotated[
    str,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Ray cluster that does the work: HOST:6379, or auto. Without it, this process.",
    ),
]
Chronicle = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Read this chronicle instead of the region's own.")
]

Scenario = Annotated[
    str | None,
    typer.Option("--scenario", "-s", metavar="NAME|FILE", help="A scenario: name or TOML file."),
]
Scenarios = Annotated[
    list[str] | None,
    typer.Option("--scenario", "-s", metavar="NAME|FILE", help="Only these; all if none is named."),
]


class ReportLanguage(StrEnum):
    """Languages that a report can be told in."""

    ENGLISH = "en"
    RUSSIAN = "ru"


TOLD = "Tell it in English or in Russian."
ReportLanguageAsked = Annotated[ReportLanguage, typer.Option("--report-language", help=TOLD)]
ReportLanguageAlone = Annotated[ReportLanguage, typer.Option("--language", "--report-language", help=TOLD)]


class TheoriesWord(StrEnum):
    """Which theories of regimes futures are drawn under."""

    TOGETHER = "together"
    STACKED = "stacked"
    APART = "apart"


TheoriesAsked = Annotated[
    TheoriesWord,
    typer.Option(
        "--theories",
        help="All mechanisms together; rival theories weighed by how they forecast the past; or each apart.",
    ),
]
Portfolios = Annotated[
    list[str] | None,
    typer.Option(
        "--portfolio", "-p", metavar="NAME|FILE", help="Only these portfolios, beside doing nothing."
    ),
]


@dataclass(frozen=True)
class Chosen:
    """Which of the evidence a command rests on; every command accepts it that takes a chronicle."""

    release: Annotated[
        str | None,
        typer.Option(
            metavar="RELEASE",
            help="Use this release, kept in the store; the beginning of its hash is enough.",
            rich_help_panel=EVIDENCE,
        ),
    ] = None
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Use only what was published by this date.", rich_help_panel=EVIDENCE
        ),
    ] = None
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FAMILY",
            help="Leave out a family of sources, such as media; may be repeated.",
            rich_help_panel=EVIDENCE,
        ),
    ] = None
    exposure: Annotated[
        bool,
        typer.Option(
            "--exposure",
            help="Take how fully outside data report each state and year as the model's exposure.",
            rich_help_panel=EVIDENCE,
        ),
    ] = False


@dataclass(frozen=True)
class Common:
    """What every command accepts."""

    store: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="DuckDB file of the evidence.", rich_help_panel=COMMON),
    ] = None
    seed: Annotated[
        str | None,
        typer.Option(
            metavar=WHOLE, help="Seed of every random number.", show_default="0", rich_help_panel=COMMON
        ),
    ] = None
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Compute fits anew; keep none.", rich_help_panel=COMMON),
    ] = False
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.", rich_help_panel=COMMON)
    ] = False
    form: Annotated[
        Format | None,
        typer.Option("--format", help="How data come out.", rich_help_panel=COMMON),
    ] = None
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE|-", help="Write here; - is stdout.", rich_help_panel=COMMON
        ),
    ] = None
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the record of the run here.", rich_help_panel=COMMON),
    ] = None
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what is there.", rich_help_panel=COMMON)
    ] = False
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, no paths.", rich_help_panel=COMMON)
    ] = False
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Say which settings hold; show tracebacks.", rich_help_panel=COMMON
        ),
    ] = False
    traceback: Annotated[
        bool, typer.Option("--traceback", help="Show the traceback of an error.", rich_help_panel=COMMON)
    ] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.", rich_help_panel=COMMON)] = False
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Never ask anything.", rich_help_panel=COMMON)
    ] = False
