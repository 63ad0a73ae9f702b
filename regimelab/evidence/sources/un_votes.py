"""Roll calls of the United Nations General Assembly, state by state (Voeten's file of raw votes)."""

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import Column, Layout, Published, Source, iso_day, joined, text, whole

ISSUES = ("me", "nu", "di", "hr", "co", "ec")
VOTES = ((1, "for"), (2, "abstain"), (3, "against"), (8, "absent"))  # the producer's codes
NO_MEMBER = 9


def read(typed: ir.Table) -> ir.Table:
    """Name the votes; a state that was no member then cast none."""
    flags = [
        ibis.cases((typed[issue] == 1, ibis.literal(issue)), else_=ibis.null("string")) for issue in ISSUES
    ]
    return typed.filter(_.vote != NO_MEMBER).select(
        record=joined("-", typed.roll_call, typed.member),
        line=_.line,
        actor_code=_.member,
        day=_.day,
        session=_.session,
        roll_call=_.roll_call,
        resolution=_.resolution,
        issues=joined(";", *flags),
        vote=_.vote.cases(*VOTES),
    )


UN_VOTES = Source(
    name="un_votes",
    published=Published(
        producer="Erik Voeten, with Anton Strezhnev and Michael Bailey",
        title="United Nations General Assembly Voting Data",
        url="https://doi.org/10.7910/DVN/LEJUQZ",
        licence="CC0 1.0",
        citation="Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2), 430-456",
        family="records",
    ),
    layout=Layout(blanks=("", "NA")),
    columns=(
        Column("roll_call", "rcid", text, required=True),
        Column("member", "ccode", text, required=True),
        Column("session", "session", whole),
        Column("vote", "vote", whole, required=True),
        Column("day", "date", iso_day, required=True),
        Column("resolution", "unres", text),
        *(Column(issue, issue, whole, optional=True) for issue in ISSUES),
    ),
    shape=Shape.VOTES,
    scheme="cow",
    read=read,
)
