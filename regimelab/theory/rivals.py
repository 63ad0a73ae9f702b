"""Rival theories of regimes: which mechanisms each holds to be at work, and the others held at zero."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from regimelab.codebook import KINDS
from regimelab.theory.catalogue import EFFECT_NAMES
from regimelab.theory.model import Model

SOURCE = "Hasenclever, Mayer & Rittberger (1997), Theories of International Regimes"
SHARED = ("inertia", "volume")  # that acts repeat, and that reporting comes in waves, no theory denies


class Theory(NamedTuple):
    """A school of regime analysis, what it says holds a regime together, and the effects that carry that."""

    name: str
    title: str
    says: str
    effects: tuple[str, ...]


TOGETHER = Theory(
    "together",
    "all mechanisms together",
    "interests, power and shared understandings each have their part",
    tuple(name for name in EFFECT_NAMES if name not in SHARED),
)
THEORIES: tuple[Theory, ...] = (
    TOGETHER,
    Theory(
        "interest",
        "interests",
        "governments cooperate where each gains: they answer in kind, meet in common organisations, and fear "
        "the same crises and handovers",
        (
            "reciprocity",
            "common_organisation",
            "crisis_receiver",
            "crisis_own",
            "crisis_neighbour",
            "transition_window",
        ),
    ),
    Theory(
        "power",
        "power",
        "the strong make the rules: what counts is the patron and its weakness, who borders on whom, and old "
        "hostility",
        ("patron_pair", "patron_members", "patron_outside", "contiguity", "animosity"),
    ),
    Theory(
        "knowledge",
        "shared understandings",
        "governments learn who is a fellow: what they did together before makes them act together, and some "
        "are known as those to whom and by whom such acts are done",
        ("relation", "sender_activity", "receiver_popularity"),
    ),
)
THEORY: dict[str, Theory] = {theory.name: theory for theory in THEORIES}


def under(model: Model, theory: Theory) -> Model:
    """The model with the slopes of all effects held at zero that a theory does not name."""
    return holding(model, (*theory.effects, *SHARED))


def holding(model: Model, effects: tuple[str, ...]) -> Model:
    """The model with the slopes of all but these effects held at zero."""
    kept = np.tile([float(name in effects) for name in EFFECT_NAMES], len(KINDS))
    slope = sparse.csr_matrix(sparse.diags(kept) @ model.layout.slope)
    return model._replace(layout=model.layout._replace(slope=slope))
