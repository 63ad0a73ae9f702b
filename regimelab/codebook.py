"""Kinds of act and scales: the vocabulary of the evidence, shared by every room."""

import re
from enum import StrEnum
from typing import Literal, NamedTuple

Form = Literal["dyadic", "symmetric", "domestic"]
Family = Literal["cooperative", "conflictual", "domestic"]


class Kind(NamedTuple):
    """A kind of act: who can do it to whom, and which way it points."""

    name: str
    form: Form
    family: Family
    meaning: str


KINDS: tuple[Kind, ...] = (
    Kind("support", "dyadic", "cooperative", "backs or congratulates a government, or shows restraint"),
    Kind("criticise", "dyadic", "conflictual", "blames or protests to another government"),
    Kind("summit", "symmetric", "cooperative", "meeting of leaders or ministers"),
    Kind("agreement", "symmetric", "cooperative", "signed or approved text between governments"),
    Kind("extradite", "dyadic", "cooperative", "holds or returns a person for the asking state"),
    Kind("intel", "symmetric", "cooperative", "act of security services or forces together"),
    Kind("law", "domestic", "domestic", "law proposed, adopted, softened or withdrawn"),
    Kind("repress", "domestic", "domestic", "coercion of a state's own society"),
    Kind("protest", "domestic", "domestic", "public gathering that makes demands"),
    Kind("unrest_violence", "domestic", "domestic", "violence between crowds, groups and state"),
    Kind("border_clash", "symmetric", "conflictual", "violence or threat at a common border"),
    Kind("water", "symmetric", "cooperative", "dispute or cooperation over shared water"),
    Kind("terror", "domestic", "domestic", "attack by an armed group or claim of one"),
    Kind("coercion", "dyadic", "conflictual", "pressure of one state on another"),
    Kind("hedge", "dyadic", "conflictual", "keeps distance from a power or balances it"),
    Kind("sanctions", "dyadic", "conflictual", "sanctions or warning of them"),
    Kind("transition", "domestic", "domestic", "step in the handover or renewal of power"),
    Kind("engagement", "dyadic", "cooperative", "outside programme, or statement of principle"),
)
KIND_TITLES: dict[str, str] = {  # where the name of a kind is not what a reader would say
    "criticise": "criticism",
    "summit": "meeting",
    "extradite": "extradition",
    "intel": "services and forces together",
    "repress": "repression",
    "unrest_violence": "violence",
    "border_clash": "border clash",
    "terror": "attack",
    "coercion": "pressure",
    "hedge": "distance kept",
    "transition": "transition of power",
    "engagement": "outside engagement",
}
KIND_NAMES: tuple[str, ...] = tuple(kind.name for kind in KINDS)
KIND: dict[str, Kind] = {kind.name: kind for kind in KINDS}

CRISIS_KINDS: tuple[str, ...] = ("protest", "unrest_violence", "terror", "border_clash", "repress")

REPRESSIVE_KINDS: tuple[str, ...] = (
    "repress",
    "law",
)  # coercion of a society, and steps towards a law against it

# Least intensity at which an act of a kind puts a government in danger, or answers such a danger.
CRISIS_TRIGGERS: dict[str, int] = {
    "unrest_violence": 0,
    "terror": 0,
    "protest": 3,
    "repress": 5,
    "transition": 9,
}

MECHANISMS: tuple[str, ...] = (
    "mutual_support",
    "restraint",
    "extradition",
    "legal_harmonisation",
    "intel_cooperation",
    "repression",
    "contagion_fear",
    "transition",
    "patron_shock",
    "hedging",
    "water",
    "afghan_threat",
    "human_security",
    "engagement_security",
    "principle",
)
CONFIDENCE: tuple[str, ...] = ("high", "medium", "low")
INTENSITY_MAX = 10
DAYS_PER_MONTH = 30.4375
DAYS_PER_YEAR = 12 * DAYS_PER_MONTH


def kind_title(name: str) -> str:
    """Name a kind as a reader would, who has not read the codebook."""
    return KIND_TITLES.get(name, name.replace("_", " "))


_THE = re.compile(
    r"^(United |Organi[sz]ation |Commonwealth |Economic Community |OSCE$)"
    r"|(Union|Organi[sz]ation|Council|Republic|Philippines|Netherlands)$"
)


def in_sentence(name: str) -> str:
    """Put the article before a name that has one: the European Union, the United States, Russia."""
    return f"the {name}" if _THE.search(name) else name


class Precision(StrEnum):
    """How exactly the page that was read dates an act."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class ActorClass(StrEnum):
    """What part an actor plays in a region."""

    MEMBER = "member"
    PATRON = "patron"
    NEIGHBOUR = "neighbour"
    PARTNER = "partner"
    WESTERN = "western"
    BLOC = "bloc"
    INSTITUTION = "institution"
    ARMED_GROUP = "armed_group"


def kinds_of(form: Form) -> tuple[str, ...]:
    """Names of the kinds of one form."""
    return tuple(kind.name for kind in KINDS if kind.form == form)


def triggers_crisis(kind: str, precision: str, intensity: int | None, deaths: int | None) -> bool:
    """Whether an act is a crisis by itself, by kind and intensity; a clash needs a death.

    Acts dated to a year only are left out: no window can be laid on them.
    """
    if precision == Precision.YEAR:
        return False
    if kind == "border_clash":
        return deaths is not None and deaths > 0
    least = CRISIS_TRIGGERS.get(kind)
    return least is not None and (intensity or 0) >= least
