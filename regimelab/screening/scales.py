"""The words of a screening: depths, answers, families of sources, levels, and their order."""

from enum import IntEnum, StrEnum


class Depth(StrEnum):
    """How deep a proposal is looked into; each depth asks what the one before it asks, and more."""

    LIGHT = "light"
    STANDARD = "standard"
    FULL = "full"

    @property
    def rank(self) -> int:
        """Place from the shallowest on."""
        return list(Depth).index(self)


class Stage(StrEnum):
    """The stages of a screening, in the order in which a form goes through them."""

    CONTEXT = "context"
    RECIPIENT = "recipient"
    PROPOSAL = "proposal"
    CASE = "case"
    EFFECT = "effect"
    MONITORING = "monitoring"


class Says(StrEnum):
    """What a person answers."""

    NO_CONCERN = "no_concern"
    SOME = "some"
    SERIOUS = "serious"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "n/a"


class Counts(IntEnum):
    """What an answer counts as, once the rules of evidence were applied to it."""

    NOTHING = 0
    SOME = 1
    SERIOUS = 2


class Level(IntEnum):
    """Residual risk; the highest of all rows, never a mean."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2
    BAR = 3


class Family(StrEnum):
    """Whose word a piece of evidence is; the last is of no known family and lends no comfort."""

    OFFICIAL = "official"
    IGO = "igo"
    COURT = "court"
    ACADEMIC = "academic"
    NGO_ADVOCACY = "ngo_advocacy"
    MEDIA = "media"
    MODEL = "model"
    UNCLASSIFIED = "unclassified"


COMFORTING = frozenset(Family) - {Family.MODEL, Family.UNCLASSIFIED}


class Proximity(StrEnum):
    """How near what we do lies to the harm."""

    DIRECT = "direct"
    SIGNIFICANT = "significant"
    INDIRECT = "indirect"
    REMOTE = "remote"


class Mitigability(StrEnum):
    """How far a risk can be lowered at all."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Confidence(StrEnum):
    """How sure the person is who answers."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Told(StrEnum):
    """An answer to a plain question of fact."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Met(StrEnum):
    """Whether an assurance meets a factor."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Action(StrEnum):
    """What follows when a trigger fires."""

    INTERCEDE = "intercede"
    PAUSE = "pause"
    WITHDRAW = "withdraw"


class Opinion(StrEnum):
    """What somebody signs."""

    APPROVE = "approve"
    REFUSE = "refuse"
