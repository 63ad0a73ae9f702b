"""``hindcast``: how well the past would have been forecast."""

from typing import TYPE_CHECKING, Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.tables import UNKNOWN, table, with_bounds, with_interval

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.fit.hindcast import Hindcast, Origin
    from regimelab.fit.verification import Calibration
    from regimelab.fit.worth import Worth
    from regimelab.study.result import Result

app = typer.Typer()
DropEffects = Annotated[
    bool,
    typer.Option(
        "--drop-effects", help="Fit again without each effect, and say what it is worth; takes minutes."
    ),
]
MARKS = ("fitted to", "CRPS", "CRPS skill", "Brier", "Brier skill")
WORTH = ("effect", "nats per act", "by origin", "CRPS skill", "Brier skill")
SHORT = {"last_twelve_months": "12 months", "self_excitation": "self-exc."}


@command(app, computes=True)
def hindcast(
    session: Session,
    region: RegionName = UNSET,
    drop_effects: DropEffects = False,
    chronicle: Chronicle = None,
) -> Reply:
    """Forecast the past from rolling origins and score it against naive baselines.

    Example: regimelab hindcast central_asia --json
    """
    from regimelab.study.hindcast import hindcast as study_hindcast

    with session.reporting() as progress:
        asked = session.asked(region, chronicle)
        result = study_hindcast(asked, session.settings.seed, progress, drop_effects)
    return Reply(result, lambda console: show(console, result))


def show(console: "Console", result: "Result[Hindcast]") -> None:
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
    if found.ahead_marks is not None:
        title = "Counts by kind and month, half a year ahead: score, and skill over the best baseline"
        console.print(table(title, MARKS, map(_marks, found.origins)))
    if found.ahead_calibration is not None:
        _show_calibration(console, found.ahead_calibration)
    if found.effects:
        console.print(table("What each effect is worth, one step ahead", WORTH, map(_worth, found.effects)))


def _scores(origin: "Origin") -> dict[str, object]:
    naive = {SHORT.get(name, name): score for name, score in origin.baselines.items()}
    return {
        "fitted to": origin.fitted_to,
        "acts": origin.events,
        "model": f"{origin.score:.2f}",
        **{name: f"{score:.2f}" for name, score in naive.items()},
    }


def _gains(origin: "Origin") -> dict[str, object]:
    gains = {"gain": origin.gain, "ahead": origin.ahead}
    short = {name: with_bounds({**vars(one), "unit": ""}) if one else UNKNOWN for name, one in gains.items()}
    return {"fitted to": origin.fitted_to, **short}


def _marks(origin: "Origin") -> dict[str, object]:
    marks = origin.ahead_marks
    if marks is None:
        return {"fitted to": origin.fitted_to}
    scores = {"CRPS": marks.crps["model"], "Brier": marks.brier["model"]}
    skills = {"CRPS skill": marks.skill("crps"), "Brier skill": marks.skill("brier")}
    return {"fitted to": origin.fitted_to, **{name: f"{v:.3f}" for name, v in (scores | skills).items()}}


def _show_calibration(console: "Console", found: "Calibration") -> None:
    """Print chances of at least one act beside how often there was one, and the coverage."""
    rows = (
        {
            "chance": f"{one.low:.1f} to {one.high:.1f}",
            "said": one.forecast,
            "seen": one.observed,
            "n": one.number,
        }
        for one in found.bins
    )
    console.print(
        table("Chance of at least one act, half a year ahead", ("chance", "said", "seen", "n"), rows)
    )
    inside = ", ".join(f"{share:.0%} of counts in {level}" for level, share in found.coverage.items())
    console.print(f"Coverage: {inside} intervals")


def _worth(one: "Worth") -> dict[str, object]:
    gain = with_bounds({**vars(one.gain), "unit": ""})
    skills = {"CRPS skill": f"{one.crps:.4f}", "Brier skill": f"{one.brier:.4f}"}
    origins = " ".join(f"{value:+.2f}" for value in one.by_origin)
    return {"effect": one.effect, "nats per act": gain, "by origin": origins, **skills}


def _plain(name: str) -> str:
    return name.replace("_", " ")
