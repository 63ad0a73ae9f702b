"""Array types: the only place where the axis names of the array half are spelled.

Axes run draw, time, sender, receiver, kind. An *entry* is one (kind, sender, receiver) that can
occur at all. The last axis holds *columns*: futures when simulating, times when looking along the
data; one column is shared by all. What tables hand over is spelled in ``history``.
"""

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from jax import Array
from jaxtyping import Bool, Float, Int, Integer, Num, UInt32

# NumPy and JAX arrays mix freely here; static checkers cannot say so, the tests' run-time checks can.
if TYPE_CHECKING:
    Numbers: TypeAlias = Any
else:
    Numbers = Array | np.ndarray

Scalar: TypeAlias = Float[Numbers, ""] | float
Columns: TypeAlias = Float[Numbers, " column"]
EntryColumns: TypeAlias = Float[Numbers, "entry column"]
EntryAny: TypeAlias = Float[Numbers, "entry _"]
PairColumns: TypeAlias = Float[Numbers, "pair column"]
ActorColumns: TypeAlias = Float[Numbers, "actor column"]
SeatColumns: TypeAlias = Float[Numbers, "seat column"]
OneRow: TypeAlias = Float[Numbers, "1 column"]
EntryColumn: TypeAlias = Float[Numbers, "entry 1"]
SeatColumn: TypeAlias = Float[Numbers, "seat 1"]
KindColumn: TypeAlias = Float[Numbers, "kind 1"]
PerGroup: TypeAlias = Float[Numbers, " group"]
GroupColumn: TypeAlias = Float[Numbers, "group 1"]
GroupColumns: TypeAlias = Float[Numbers, "group column"]
AnyColumns: TypeAlias = Float[Numbers, "row column"]
EffectEntryColumns: TypeAlias = Float[Numbers, "effect entry column"]
EffectKindColumns: TypeAlias = Float[Numbers, "effect kind column"]

PerEntry: TypeAlias = Float[Numbers, " entry"]
PerActor: TypeAlias = Float[Numbers, " actor"]
PerTime: TypeAlias = Float[Numbers, " time"]
PerEvent: TypeAlias = Float[Numbers, " event"]
PerCoefficient: TypeAlias = Float[Numbers, " coefficient"]
Edges: TypeAlias = Float[Numbers, " edge"]
ActorSquare: TypeAlias = Float[Numbers, "actor actor"]
Places: TypeAlias = Int[Numbers, " place"]
PlaceValues: TypeAlias = Float[Numbers, " place"]
RowTerms: TypeAlias = Float[Numbers, "row term"]
TermRows: TypeAlias = Float[Numbers, "term row"]
PerRow: TypeAlias = Float[Numbers, " row"]
RowIndex: TypeAlias = Int[Numbers, " row"]
PerTerm: TypeAlias = Float[Numbers, " term"]
PerMemory: TypeAlias = Float[Numbers, " memory"]
TermDraws: TypeAlias = Float[Numbers, "term draw"]
EventTerms: TypeAlias = Float[Numbers, "event term"]
EventParameters: TypeAlias = Float[Numbers, "event parameter"]
EventIndex: TypeAlias = Int[Numbers, " event"]
TermSquare: TypeAlias = Float[Numbers, "term term"]
ActorActor: TypeAlias = Float[Numbers, "sender receiver"]
KindEffect: TypeAlias = Float[Numbers, "kind effect"]

EntryTime: TypeAlias = Float[Numbers, "entry time"]
KindTime: TypeAlias = Float[Numbers, "kind time"]
KindTwo: TypeAlias = Float[Numbers, "kind two"]
KindTimeChance: TypeAlias = Float[Numbers, "kind time count"]
GroupTime: TypeAlias = Float[Numbers, "group time"]
GroupEntry: TypeAlias = Float[Numbers, "group entry"]
TimeFlags: TypeAlias = Bool[Numbers, " time"]
ActorTime: TypeAlias = Float[Numbers, "actor time"]
PairTime: TypeAlias = Float[Numbers, "pair time"]
OneTime: TypeAlias = Float[Numbers, "1 time"]
EventTime: TypeAlias = Float[Numbers, "event time"]
TimeTime: TypeAlias = Float[Numbers, "earlier later"]
SpellTime: TypeAlias = Float[Numbers, "actor group time"]
HalfLifeEntryTime: TypeAlias = Float[Numbers, "half_life entry time"]

Parameters: TypeAlias = Float[Numbers, " parameter"]
ParameterSquare: TypeAlias = Float[Numbers, "parameter parameter"]
Draws: TypeAlias = Float[Numbers, "draw parameter"]
EntryLocal: TypeAlias = Float[Numbers, "entry local"]
EntryLocalSquare: TypeAlias = Float[Numbers, "entry local local"]
EntryLocalPlace: TypeAlias = Int[Numbers, "entry local"]

EntryTimeChance: TypeAlias = Float[Numbers, "entry time count"]
ColumnBits: TypeAlias = UInt32[Numbers, "word column"]
FutureIndex: TypeAlias = Integer[Numbers, " future"]
EntryCount: TypeAlias = Integer[Numbers, "entry column"]
MonthEntryFuture: TypeAlias = Integer[Numbers, "month entry future"]
MonthEntry: TypeAlias = Float[Numbers, "month entry"]
ShiftMonth: TypeAlias = Float[Numbers, "shift month"]
ShiftEntry: TypeAlias = Float[Numbers, "shift entry"]
ShiftFuture: TypeAlias = Float[Numbers, "shift future"]

EntryIndex: TypeAlias = Int[Numbers, " entry"]
SeatIndex: TypeAlias = Int[Numbers, " seat"]
ParameterIndex: TypeAlias = Int[Numbers, " parameter"]
PlaceIndex: TypeAlias = Int[Numbers, " place"]
PairEnds: TypeAlias = Int[Numbers, "pair two"]

PerAct: TypeAlias = Float[Numbers, " act"]
ActIndex: TypeAlias = Int[Numbers, " act"]
PerPiece: TypeAlias = Float[Numbers, " piece"]
PieceIndex: TypeAlias = Int[Numbers, " piece"]
PieceEntry: TypeAlias = Float[Numbers, "piece entry"]
MonthStepEntry: TypeAlias = Float[Numbers, "month step entry"]
PerMonth: TypeAlias = Float[Numbers, " month"]
PerFuture: TypeAlias = Float[Numbers, " future"]
FutureFlags: TypeAlias = Bool[Numbers, " future"]
MonthFlags: TypeAlias = Bool[Numbers, " month"]
EntryFlags: TypeAlias = Bool[Numbers, " entry"]
ActorFlags: TypeAlias = Bool[Numbers, " actor"]
HostEntry: TypeAlias = Float[Numbers, "host entry"]
RowEntry: TypeAlias = Float[Numbers, "row entry"]
OutcomePlaceTime: TypeAlias = Float[Numbers, "outcome place time"]
OutcomePlaceTimeValue: TypeAlias = Int[Numbers, "outcome place time value"]
QuantileOutcomes: TypeAlias = Float[Numbers, "quantile outcome place time"]
OutcomePlaceTimeFuture: TypeAlias = Float[Numbers, "outcome place time future"]
OutcomePlaceFuture: TypeAlias = Float[Numbers, "outcome place future"]
MonthEntryActs: TypeAlias = Num[Numbers, "month entry future"]
OutcomeFuture: TypeAlias = Float[Numbers, "outcome future"]
PerOutcome: TypeAlias = Float[Numbers, " outcome"]
FutureDriver: TypeAlias = Float[Numbers, "future driver"]

PerWorld: TypeAlias = Float[Numbers, " world"]
WorldIndex: TypeAlias = Integer[Numbers, " world"]
WorldFactor: TypeAlias = Float[Numbers, "world factor"]
FactorWorld: TypeAlias = Float[Numbers, "factor world"]
MeasureFuture: TypeAlias = Float[Numbers, "measure future"]
MeasureWorld: TypeAlias = Float[Numbers, "measure world"]
PortfolioMeasureWorld: TypeAlias = Float[Numbers, "portfolio measure world"]
PortfolioWorld: TypeAlias = Float[Numbers, "portfolio world"]
PortfolioCell: TypeAlias = Float[Numbers, "portfolio cell"]
PerPortfolio: TypeAlias = Float[Numbers, " portfolio"]
PerFactor: TypeAlias = Float[Numbers, " factor"]
PerLever: TypeAlias = Float[Numbers, " lever"]
PerCandidate: TypeAlias = Float[Numbers, " candidate"]
CandidateLever: TypeAlias = Float[Numbers, "candidate lever"]
CandidateObjective: TypeAlias = Float[Numbers, "candidate objective"]
CandidateMeasureWorld: TypeAlias = Float[Numbers, "candidate measure world"]
