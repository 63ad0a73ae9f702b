"""``evidence``: the acts that everything rests on."""

from dataclasses import dataclass
from typing import Annotated

import typer

from regimelab.cli.door import command
from regimelab.cli.options import UNSET, Chronicle, RegionName
from regimelab.cli.reply import Reply
from regimelab.cli.session import Session
from regimelab.cli.shown import act, counts, listing, verification

app = typer.Typer(
    name="evidence", help="The acts that everything rests on: list, search, show, verify, compare releases."
)


@dataclass(frozen=True)
class Conditions:
    """Which acts: those that meet all of the conditions."""

    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind of act.")] = None
    state: Annotated[str | None, typer.Option(metavar="CODE", help="Only acts that involve this actor.")] = (
        None
    )
    since: Annotated[str | None, typer.Option(metavar="DATE", help="A day, month or year, included.")] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="A day, month or year, included.")] = None
    mechanism: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only acts coded to this mechanism.")
    ] = None
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Only acts that say all the words.")] = (
        None
    )
    family: Annotated[
        str | None, typer.Option(metavar="FAMILY", help="Only acts from this family of sources.")
    ] = None
    confidence: Annotated[str | None, typer.Option(metavar="GRADE", help="Only acts of this confidence.")] = (
        None
    )


EVERY = Conditions()
Sort = Annotated[
    str | None,
    typer.Option(metavar="ORDER", help="By date, id, kind, intensity, deaths …; -date turns it round."),
]
Limit = Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="Show no more than these.")]
Offset = Annotated[int, typer.Option(metavar="NUMBER", min=0, help="Leave out the first of them.")]
ActId = Annotated[str, typer.Argument(metavar="ID", help="Id of an act, such as CH0100.")]
Sought = Annotated[str, typer.Argument(metavar="WORDS", help="Words, in quotes if more than one.")]


@command(app, name="list")
def list_evidence(
    session: Session,
    region: RegionName = UNSET,
    conditions: Conditions = EVERY,
    sort: Sort = None,
    limit: Limit = None,
    offset: Offset = 0,
    chronicle: Chronicle = None,
) -> Reply:
    """List acts and the sources they come from.

    Example: regimelab evidence list --kind extradite --state TJK --since 2022
    """
    from regimelab.study.evidence import Part, Wanted
    from regimelab.study.evidence import list_evidence as study_list

    wanted = Wanted(**vars(conditions))
    with session.reporting() as progress:
        result = study_list(session.asked(region, chronicle), wanted, sort, Part(limit, offset), progress)
    return Reply(result, lambda console: listing(console, result.data))


@command(app, name="search")
def search_evidence(
    session: Session,
    words: Sought,
    region: RegionName = UNSET,
    limit: Limit = None,
    offset: Offset = 0,
    chronicle: Chronicle = None,
) -> Reply:
    """Find the acts that say all the words, those that say them most often first.

    Example: regimelab evidence search "border Batken" --limit 10
    """
    from regimelab.study.evidence import Part
    from regimelab.study.evidence import search_evidence as study_search

    with session.reporting() as progress:
        result = study_search(session.asked(region, chronicle), words, Part(limit, offset), progress)
    return Reply(result, lambda console: listing(console, result.data))


@command(app, name="facets")
def count_evidence(
    session: Session,
    region: RegionName = UNSET,
    conditions: Conditions = EVERY,
    chronicle: Chronicle = None,
) -> Reply:
    """Count acts by kind, state, year, family of sources, confidence and mechanism.

    Example: regimelab evidence facets --kind protest --since 2022
    """
    from regimelab.study.evidence import Wanted
    from regimelab.study.evidence import count_evidence as study_count

    wanted = Wanted(**vars(conditions))
    with session.reporting() as progress:
        result = study_count(session.asked(region, chronicle), wanted, progress)
    return Reply(result, lambda console: counts(console, result.data))


@command(app, name="show")
def show_evidence(
    session: Session, name: ActId, region: RegionName = UNSET, chronicle: Chronicle = None
) -> Reply:
    """Show one act: its event pairs, its pages, its line in the chronicle, its corrections.

    Example: regimelab evidence show CH0100
    """
    from regimelab.study.evidence import show_evidence as study_show

    with session.reporting() as progress:
        result = study_show(session.asked(region, chronicle), name, progress)
    return Reply(result, lambda console: act(console, result.data))


@command(app, name="verify")
def verify_evidence(session: Session, region: RegionName = UNSET, chronicle: Chronicle = None) -> Reply:
    """Count and cross-check the evidence: coverage, sources, what to look at again.

    Example: regimelab evidence verify --json
    """
    from regimelab.study.evidence import verify_evidence as study_verify

    with session.reporting() as progress:
        result = study_verify(session.asked(region, chronicle), progress)
    return Reply(result, lambda console: verification(console, result.data))
