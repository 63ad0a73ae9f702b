"""Every effect of the catalogue against a recomputation by hand, from a list of acts."""

import numpy as np
import pytest

from regimelab.codebook import KIND, KIND_NAMES
from regimelab.fit.grid import grid
from regimelab.fit.likelihood import coefficients_at, moments
from regimelab.theory.catalogue import EFFECT_NAMES, EFFECTS
from regimelab.theory.effects.endogenous import ATTENTION
from regimelab.theory.memory import Memory
from regimelab.theory.model import model_of, statistics
from tests.made_history import ACTORS, HALF_LIVES, events, history, on

ACTS = (
    on("support", "AAA", "BBB", 1.0),
    on("support", "BBB", "AAA", 1.5, weight=0.5),
    on("unrest_violence", "BBB", "BBB", 3.5, severity=0.8),
    on("summit", "AAA", "BBB", 3.6),
    on("criticise", "CCC", "BBB", 3.7),
    on("repress", "CCC", "CCC", 6.5, severity=0.4),
    on("hedge", "AAA", "PAT", 7.0),
    on("border_clash", "BBB", "CCC", 7.5, severity=0.6),
)


def bounded(value):
    return value / (1.0 + value)


def mean_of_ends(kind, one, other):
    return (one + other) / 2 if KIND[kind].form == "symmetric" else one


class Oracle:
    """Statistics from the definitions alone, one entry and one moment at a time."""

    def __init__(self, past, time):
        self.time = time
        self.acts = [
            (KIND_NAMES[k], ACTORS[i], ACTORS[j], end, weight, severity)
            for k, i, j, end, weight, severity in zip(
                past.events.kind, past.events.sender, past.events.receiver,
                past.events.end, past.events.weight, past.events.severity, strict=True,
            )
            if end < time
        ]  # fmt: skip
        self.past = past

    def remembered(self, half_life, matches, severe=False):
        total = 0.0
        for kind, sender, receiver, end, weight, severity in self.acts:
            if matches(kind, sender, receiver):
                total += weight * (severity if severe else 1.0) * 2 ** (-(self.time - end) / half_life)
        return total

    def crisis(self, actor):
        crises = ("protest", "unrest_violence", "terror", "border_clash", "repress")
        return self.remembered(HALF_LIVES["crisis"], lambda k, s, r: k in crises and actor in (s, r), True)

    def own(self, kind, sender, receiver):
        return self.remembered(HALF_LIVES["inertia"], lambda k, s, r: (k, s, r) == (kind, sender, receiver))

    def in_pair(self, family, sender, receiver):
        def matches(kind, one, other):
            return KIND[kind].family == family and {one, other} == {sender, receiver}

        return self.remembered(HALF_LIVES["relation"], matches)

    def active(self, kind, actor):
        def matches(k, s, r):
            return k == kind and (s == actor or (KIND[k].form == "symmetric" and r == actor))

        return self.remembered(HALF_LIVES["activity"], matches)

    def neighbours_crisis(self, actor):
        borders = self.past.contiguous[ACTORS.index(actor)]
        around = [other for other, near in zip(ACTORS[:3], borders, strict=False) if near]
        return sum(self.crisis(other) for other in around) / len(around) if around else 0.0

    def statistic(self, name, kind, sender, receiver):
        return getattr(self, name)(kind, sender, receiver)

    def inertia(self, kind, sender, receiver):
        return bounded(self.own(kind, sender, receiver))

    def reciprocity(self, kind, sender, receiver):
        return bounded(self.own(kind, receiver, sender))

    def relation(self, kind, sender, receiver):
        return bounded(self.in_pair("cooperative", sender, receiver))

    def animosity(self, kind, sender, receiver):
        return bounded(self.in_pair("conflictual", sender, receiver))

    def sender_activity(self, kind, sender, receiver):
        mine, theirs = bounded(self.active(kind, sender)), bounded(self.active(kind, receiver))
        return mean_of_ends(kind, mine, theirs)

    def receiver_popularity(self, kind, sender, receiver):
        popular = self.remembered(HALF_LIVES["activity"], lambda k, _, r: k == kind and r == receiver)
        return bounded(popular)

    def crisis_receiver(self, kind, sender, receiver):
        return mean_of_ends(kind, bounded(self.crisis(receiver)), bounded(self.crisis(sender)))

    def crisis_own(self, kind, sender, receiver):
        return bounded(self.crisis(sender))

    def crisis_neighbour(self, kind, sender, receiver):
        mine, theirs = (bounded(self.neighbours_crisis(actor)) for actor in (sender, receiver))
        return mean_of_ends(kind, mine, theirs)

    def transition_window(self, kind, sender, receiver):
        window = {"BBB": float(3.0 <= self.time < 5.0)}
        return mean_of_ends(kind, window.get(receiver, 0.0), window.get(sender, 0.0))

    def contiguity(self, kind, sender, receiver):
        return self.past.contiguous[ACTORS.index(sender), ACTORS.index(receiver)]

    def common_organisation(self, kind, sender, receiver):
        return 0.5 if {sender, receiver} == {"AAA", "PAT"} else 0.0

    def patron_pair(self, kind, sender, receiver):
        other = receiver if sender == "PAT" else sender
        dependence = self.past.dependence[ACTORS.index(other)]
        return self.shaken * dependence if "PAT" in (sender, receiver) else 0.0

    def patron_members(self, kind, sender, receiver):
        return self.shaken * (sender in ACTORS[:3] and receiver in ACTORS[:3])

    def patron_outside(self, kind, sender, receiver):
        return self.shaken * ("WST" in (sender, receiver))

    def volume(self, kind, sender, receiver):
        return bounded(self.remembered(HALF_LIVES["volume"], lambda *_: True) / ATTENTION)

    @property
    def shaken(self):
        return float(self.time >= self.past.shock)


@pytest.fixture(scope="module")
def seen():
    past = history(events(*ACTS))
    model = model_of(past, HALF_LIVES)
    laid = grid(past, model.risk)
    given = coefficients_at(model, model.layout.mean)
    return past, model, laid, np.asarray(statistics(moments(model, laid, given.half_lives)))


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_statistic_is_the_definition_recomputed_from_the_acts(effect, seen):
    past, model, laid, values = seen
    place = EFFECT_NAMES.index(effect.name)
    middle = laid.start + laid.exposure / 2
    for time in range(0, len(middle), 7):
        oracle = Oracle(past, float(middle[time]))
        for entry in range(0, model.risk.size, 3):
            kind = KIND_NAMES[model.risk.kind[entry]]
            if KIND[kind].form in effect.forms:
                ends = ACTORS[model.risk.sender[entry]], ACTORS[model.risk.receiver[entry]]
                expected = oracle.statistic(effect.name, kind, *ends)
                assert values[place, entry, time] == pytest.approx(expected, abs=1e-9), (kind, ends, time)


def test_every_statistic_is_somewhere_not_zero(seen):
    assert np.all(np.abs(seen[3]).max(axis=(1, 2)) > 0)


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_an_effect_is_said_to_remember_if_and_only_if_the_past_moves_it(effect, seen):
    past, model, laid, _ = seen
    now = moments(model, laid, coefficients_at(model, model.layout.mean).half_lives)
    forgotten = now._replace(memory=Memory(*(0.0 * one for one in now.memory)))
    unmoved = np.array_equal(effect.statistic(now), effect.statistic(forgotten))
    assert effect.remembers is not unmoved


def test_every_effect_says_what_it_means_and_where_it_comes_from():
    for effect in EFFECTS:
        assert effect.meaning and effect.source and effect.reason and effect.prior_sd > 0
