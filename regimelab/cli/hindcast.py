"""``hindcast``: how well the past would have been forecast."""

from typing import TYPE_CHECKING

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import UNKNOWN, table, with_bounds, with_interval

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.report.handed.results import HindcastHanded, OriginHanded
    from regimelab.study.result import Result

app = typer.Typer()
SHORT = {"last_twelve_months": "12 months", "self_excitation": "self-exc."}


@command(app, computes=True)
def hindcast(session: Session, region: RegionName = UNSET, chronicle: Chronicle = None) -> Reply:
    """Forecast the past from rolling origins and score it against naive baselines.

    Example: regimelab hindcast central_asia --json
    """
    from regimelab.study.hindcast import hindcast as study_hindcast

    with session.reporting() as progress:
        result = study_hindcast(session.asked(region, chronicle), session.settings.seed, progress)
    return Reply(result, lambda console: show(console, result))


def show(console: "Console", result: "Result[HindcastHanded]") -> None:
    """Print the origins, their gains, and the pooled gains over the best baselines, whatever they are."""
    found = result.data
    naive = dict.fromkeys(name for origin in found.origins for name in origin.baselines)
    heads = ("fitted to", "acts", "model", *(SHORT.get(name, name) for name in naive))
    console.print(table("Scores one step ahead, nats per act", heads, map(_scores, found.origins)))
    console.print(table("Gains, nats per act", ("fitted to", "gain", "ahead"), map(_gains, found.origins)))
    console.print(f"Pooled gain over {_plain(found.baseline)}: {with_interval(found.gain)}")
    if found.ahead is not None:
        far = with_interval(found.ahead)
        console.print(f"Pooled gain half a year ahead over {_plain(found.ahead_baseline)}: {far}")
    console.print("gain: one step ahead; ahead: half a year ahead; both over these baselines.", style="dim")


def _scores(origin: "OriginHanded") -> dict[str, object]:
    naive = {SHORT.get(name, name): score for name, score in origin.baselines.items()}
    return {
        "fitted to": origin.fitted_to,
        "acts": origin.events,
        "model": f"{origin.score:.2f}",
        **{name: f"{score:.2f}" for name, score in naive.items()},
    }


def _gains(origin: "OriginHanded") -> dict[str, object]:
    gains = {"gain": origin.gain, "ahead": origin.ahead}
    short = {name: with_bounds({**vars(one), "unit": ""}) if one else UNKNOWN for name, one in gains.items()}
    return {"fitted to": origin.fitted_to, **short}


def _plain(name: str) -> str:
    return name.replace("_", " ")
