"""Alliance obligations between two states in a year, and each member's stay in an alliance (ATOP 5.1)."""

from typing import Final

import ibis
import ibis.expr.types as ir
from ibis import _

from regimelab.evidence.shapes import Shape
from regimelab.evidence.sources.source import (
    Column,
    Expression,
    Layout,
    Published,
    Source,
    joined,
    melted,
    text,
    whole,
    year_of,
)

# the columns of both files as published; 1 is an obligation of that kind
OBLIGATIONS: Final = ("defense", "offense", "neutral", "nonagg", "consul")
IN_FORCE: Final = 0  # a year of exit that has not come when the data end
PUBLISHED: Final = Published(
    producer="Brett Ashley Leeds and others, Rice University",
    title="Alliance Treaty Obligations and Provisions, version 5.1",
    url="http://atop.rice.edu/data",
    licence="free for research, with citation",
    citation="Leeds, Ritter, Mitchell & Long (2002), International Interactions 28, 237-260",
    family="experts",
)
LAYOUT: Final = Layout(blanks=("", ".", "NA"))


def read_dyads(typed: ir.Table) -> ir.Table:
    """Lay out what state A owes state B in a year, one row a kind of obligation."""
    rows = melted(typed, OBLIGATIONS)
    return rows.select(
        **year_of("year"),
        record=joined("-", rows.state_a, rows.state_b, rows.year.cast("string"), rows.variable),
        line=_.line,
        sender_code=_.state_a,
        receiver_code=_.state_b,
        variable=joined("_", ibis.literal("atop"), rows.variable),
        value=_.value,
        unit=ibis.literal("0 or 1"),
    )


def read_members(typed: ir.Table) -> ir.Table:
    """Lay out from when to when a state was bound by an alliance in one of its phases, and to what.

    Where the month or the day is not known, the stretch holds every day that it may have held.
    """
    duties = [
        ibis.cases((typed[name] == 1, ibis.literal(name)), else_=ibis.null("string")) for name in OBLIGATIONS
    ]
    exit_year: Expression = typed.exit_year
    return typed.select(
        record=joined("-", typed.alliance, typed.member, typed.line.cast("string")),
        line=_.line,
        start=_first(typed.entry_year, typed.entry_month, typed.entry_day),
        end=_after(exit_year.nullif(IN_FORCE), typed.exit_month, typed.exit_day),
        actor_code=_.member,
        variable=ibis.literal("atop_alliance"),
        text=joined(";", *duties).nullif(""),
        group=_.alliance,
    )


def _day(year: Expression, month: Expression, day: Expression) -> Expression:
    written = year.cast("string") + "-" + month.cast("string") + "-" + day.cast("string")
    return written.try_cast("date")


def _first(year: Expression, month: Expression, day: Expression) -> Expression:
    one = ibis.literal(1)
    return ibis.coalesce(_day(year, month, day), _day(year, month, one), _day(year, one, one))


def _after(year: Expression, month: Expression, day: Expression) -> Expression:
    one = ibis.literal(1)
    known = (_day(year, month, day) + ibis.interval(days=1)).cast("date")
    next_month = _day(year + month // 12, month % 12 + 1, one)
    return ibis.coalesce(known, next_month, _day(year + 1, one, one))


ATOP = Source(
    name="atop",
    published=PUBLISHED,
    layout=LAYOUT,
    columns=(
        Column("state_a", ("stateA", "statea"), text, required=True),
        Column("state_b", ("stateB", "stateb"), text, required=True),
        Column("year", "year", whole, required=True),
        *(Column(name, name, whole) for name in OBLIGATIONS),
    ),
    shape=Shape.DYAD_TIME,
    scheme="cow",
    read=read_dyads,
)

ATOP_MEMBERS = Source(
    name="atop_members",
    published=PUBLISHED,
    layout=LAYOUT,
    columns=(
        Column("alliance", "atopid", text, required=True),
        Column("member", "member", text, required=True),
        Column("entry_year", "yrent", whole, required=True),
        Column("entry_month", "moent", whole),
        Column("entry_day", "dayent", whole),
        Column("exit_year", "yrexit", whole),
        Column("exit_month", "moexit", whole),
        Column("exit_day", "dayexit", whole),
        *(Column(name, name, whole) for name in OBLIGATIONS),
    ),
    shape=Shape.SPELLS,
    scheme="cow",
    read=read_members,
)
