"""Effects planted in made panels of the world are found, their reverse contradicts, and noise says little."""

from datetime import date

import numpy as np
import pytest
from scipy.special import expit

from regimelab.claims.claim import verdict
from regimelab.claims.world import access, answers, arms, clashes, friends, handovers, neighbours, pressure
from regimelab.claims.world.regression import Rows, Spell, hazard, two_way
from tests.claims.made_outside import STATES, of_month, of_year, outside, regimes, repressions

YEARS = range(1990, 2011)
MONTHS = range(1990 * 12, 2011 * 12)


def said(found):
    assert found.readings
    return verdict(found.readings)


def protests(happened, source="mass_mobilization", code="protest"):
    return [
        of_month(month, sender=state, receiver=state, code=code, source=source) for state, month in happened
    ]


def tenures(length=40):
    """Leaders who leave by rule every so many months, at another month in each state."""
    for place, state in enumerate(STATES):
        starts = [MONTHS[0] + place, *range(MONTHS[0] + place + length, MONTHS[-1], length)]
        for first, last in zip(starts, starts[1:], strict=False):
            yield {
                "actor": state,
                "start": date(first // 12, first % 12 + 1, 2),
                "end": date(last // 12, last % 12 + 1, 1),
                "variable": "leader",
                "text": "entry Regular; exit Regular",
                "source": "archigos",
            }


def in_window(state, month, length=40):
    return 0 < (month - MONTHS[0] - STATES.index(state)) % length <= handovers.WINDOW


def after_handovers(rng, inside, outside_):
    cells = [(s, m) for s in STATES for m in MONTHS]
    return [c for c in cells if rng.random() < (inside if in_window(*c) else outside_)]


@pytest.mark.parametrize(
    ("inside", "elsewhere", "verdict_"),
    [(0.12, 0.03, {"supported"}), (0.03, 0.12, {"contradicted"})],
)
def test_danger_after_handovers_is_found_and_its_reverse_contradicts(inside, elsewhere, verdict_):
    rng = np.random.default_rng(2)
    events = [
        *protests(after_handovers(rng, inside, elsewhere)),
        *protests(after_handovers(rng, inside, elsewhere), "powell_thyne", "2"),
    ]
    found = handovers.look(outside(spells=list(tenures()), events=events))
    assert len(found.readings) == 2 and said(found) in verdict_
    assert found.effect.low < inside / elsewhere < found.effect.high * 1.2
    assert "reign" in found.lacking.lower() or "Rulers" in found.lacking


def test_danger_at_random_is_rarely_laid_to_handovers():
    verdicts = []
    for seed in range(10):
        happened = after_handovers(np.random.default_rng(seed), 0.05, 0.05)
        verdicts.append(said(handovers.look(outside(spells=list(tenures()), events=protests(happened)))))
    assert verdicts.count("supported") <= 3 and verdicts.count("contradicted") <= 3


def beside():
    """States stand in a row, each near the next."""
    pairs = [(a, b) for a, b in zip(STATES, STATES[1:], strict=False)]
    return [
        of_year(year, sender=one, receiver=other, variable="contiguity", value=1.0, source="cow_contiguity")
        for year in YEARS
        for first, second in pairs
        for one, other in ((first, second), (second, first))
    ]


def spreading(rng, pull):
    """Protests whose chance moves with those next door the month before."""
    before, happened = set(), []
    for month in MONTHS:
        now = set()
        for place, state in enumerate(STATES):
            near = sum(other in before for other in STATES[max(0, place - 1) : place + 2] if other != state)
            if rng.random() < expit(-2.0 + pull * near):
                now.add(state)
        happened += [(state, month) for state in now]
        before = now
    return happened


@pytest.mark.parametrize(("pull", "expected"), [(0.8, "supported"), (-1.2, "contradicted")])
def test_protest_that_spreads_next_door_is_found_and_its_reverse_contradicts(pull, expected):
    events = protests(spreading(np.random.default_rng(1), pull))
    assert said(neighbours.look(outside(flows=beside(), events=events))) == expected


def test_protest_that_does_not_spread_is_rarely_called_contagion():
    drawn = [protests(spreading(np.random.default_rng(seed), 0.0)) for seed in range(8)]
    found = [said(neighbours.look(outside(flows=beside(), events=events))) for events in drawn]
    assert found.count("supported") <= 2 and found.count("contradicted") <= 2


def one_sided(number):
    """Pacts with autocracies outside the sample, so that a pact is one state's alone."""
    partners = tuple(f"P{n:02d}" for n in range(12))
    flows = [
        of_year(year, sender=state, receiver=other, variable="atop_defense", value=1.0, source="atop")
        for state in STATES
        for year in YEARS
        for other in partners[: number(state, year)]
    ]
    known = [
        of_year(year, actor=one, variable="v2x_regime", value=0.0, source="vdem")
        for one in partners
        for year in YEARS
    ]
    return flows, known


def walks(rng, sign):
    """Allies and repression that each follow the other's last year, or flee from it."""
    levels, pacts = {}, {}
    for state in STATES:
        hard, many = rng.normal(), 4.0
        for year in YEARS:
            before = hard
            hard = 0.5 * hard + sign * 0.4 * (many - 4.0) + 0.3 * rng.normal()
            many = 4.0 + 0.5 * (many - 4.0) + sign * 0.8 * before + 0.5 * rng.normal()
            levels[state, year], pacts[state, year] = hard, int(np.clip(round(many), 0, 12))
    return levels, pacts


@pytest.mark.parametrize(("sign", "expected"), [(1, "supported"), (-1, "contradicted")])
def test_allies_and_repression_that_follow_each_other_are_found(sign, expected):
    levels, pacts = walks(np.random.default_rng(3), sign)
    flows, known = one_sided(lambda s, y: pacts[s, y])
    figures = [*regimes(YEARS), *known, *repressions(lambda s, y: levels[s, y], YEARS)]
    assert said(friends.look(outside(figures=figures, flows=flows))) == expected


def test_allies_and_repression_at_random_are_rarely_called_related():
    verdicts = []
    for seed in range(10):
        levels, pacts = walks(np.random.default_rng(seed), 0)
        flows, known = one_sided(lambda s, y, pacts=pacts: pacts[s, y])
        figures = [*regimes(YEARS), *known, *repressions(lambda s, y, levels=levels: levels[s, y], YEARS)]
        verdicts.append(said(friends.look(outside(figures=figures, flows=flows))))
    assert verdicts.count("supported") <= 2 and verdicts.count("contradicted") <= 2


def armed(rng, push):
    """Deliveries at random, and repression that moves with those of the years before."""
    sent = {(s, y): float(rng.exponential(20.0) * (rng.random() < 0.5)) for s in STATES for y in YEARS}

    def level(state, year):
        before = sum(sent.get((state, year - n), 0.0) for n in (1, 2, 3))
        return push * np.log1p(before) + 0.2 * rng.normal()

    flows = [
        of_year(y, sender="DEM", receiver=s, variable="arms_delivered", value=value, source="sipri_tiv")
        for (s, y), value in sent.items()
    ]
    figures = [*regimes(YEARS, ("DEM",)), *repressions(level, YEARS)]
    return outside(figures=figures, flows=flows)


@pytest.mark.parametrize(("push", "expected"), [(0.3, "supported"), (-0.3, "contradicted")])
def test_repression_after_arms_is_found_and_its_reverse_contradicts(push, expected):
    assert said(arms.look(armed(np.random.default_rng(1), push))) == expected


def test_arms_at_random_are_rarely_blamed():
    verdicts = [said(arms.look(armed(np.random.default_rng(seed), 0.0))) for seed in range(12)]
    assert verdicts.count("supported") <= 2 and verdicts.count("contradicted") <= 2


def pressed(rng, shield, pull=-0.6):
    """Blame at random; repression falls after it, less (or more) where a state has allies."""
    blamed = {(s, y): rng.poisson(2.0) for s in STATES for y in YEARS}
    pacts = {(s, y): 10 if (place + y // 7) % 2 else 1 for place, s in enumerate(STATES) for y in YEARS}
    level = {(s, y): 0.0 for s in STATES for y in YEARS}
    for s, y in sorted(level):
        if (s, y + pressure.AHEAD) in level:
            effect = (pull + shield * np.log1p(pacts[s, y])) * np.log1p(blamed[s, y])
            level[s, y + pressure.AHEAD] = level[s, y] + effect + 0.3 * rng.normal()
    events = [
        {"sender": "DEM", "receiver": s, "start": date(y, 6, 1), "code": "111", "source": "icews"}
        for (s, y), many in blamed.items()
        for _ in range(many)
    ]
    flows, known = one_sided(lambda s, y: pacts[s, y])
    figures = [*regimes(YEARS, ("DEM",)), *known, *repressions(lambda s, y: level[s, y], YEARS)]
    return outside(figures=figures, flows=flows, events=events)


@pytest.mark.parametrize(("shield", "expected"), [(0.3, "supported"), (-0.3, "contradicted")])
def test_restraint_after_pressure_that_allies_blunt_is_found(shield, expected):
    assert said(pressure.look(pressed(np.random.default_rng(1), shield))) == expected


def test_allies_that_change_nothing_are_rarely_found_to():
    verdicts = [said(pressure.look(pressed(np.random.default_rng(seed), 0.0))) for seed in range(12)]
    assert verdicts.count("supported") <= 3 and verdicts.count("contradicted") <= 3


def softened(rng, fall):
    """Arms at random; repression five years on falls with them, or does not."""
    sent = {(s, y): float(rng.exponential(20.0) * (rng.random() < 0.4)) for s in STATES for y in YEARS}
    level = {(s, y): 0.0 for s in STATES for y in YEARS}
    for s, y in sorted(level):
        if (s, y + access.AHEAD) in level:
            arms_ = np.log1p(sum(sent.get((s, y - n), 0.0) for n in range(arms.SPAN)))
            level[s, y + access.AHEAD] = level[s, y] - fall * arms_ + 0.1 * rng.normal()
    flows = [
        of_year(y, sender="DEM", receiver=s, variable="arms_delivered", value=value, source="sipri_tiv")
        for (s, y), value in sent.items()
    ]
    return outside(
        figures=[*regimes(YEARS, ("DEM",)), *repressions(lambda s, y: level[s, y], YEARS)], flows=flows
    )


@pytest.mark.parametrize(("fall", "expected"), [(0.0, "supported"), (0.3, "contradicted")])
def test_lasting_leverage_after_arms_is_told_from_none(fall, expected):
    assert said(access.look(softened(np.random.default_rng(1), fall))) == expected


@pytest.mark.parametrize("room", [access, answers, arms, clashes, friends, handovers, neighbours, pressure])
def test_without_outside_data_nothing_is_read_and_what_to_add_is_said(room):
    for nothing in (None, outside()):
        found = room.look(nothing)
        assert not found.readings and found.effect is None
        assert all(f"regimelab evidence {way}" in found.lacking for way in ("add FILE --source",))


def answered(rng, fellows, others, calm=0.1):
    """A violent protest in each state each January; the world's acts towards it in every month."""
    riots = protests([(s, y * 12) for s in STATES for y in YEARS], code="protest:violent")
    acts = []
    for state in STATES:
        for month in MONTHS:
            crisis = month % 12 < 2
            for sender, chance in ((STATES[STATES.index(state) - 1], fellows), ("DEM", others)):
                blames = rng.random() < (chance if crisis else calm)
                code = "111" if blames else "040"
                acts.append(of_month(month, sender=sender, receiver=state, code=code, source="icews"))
    return outside(figures=regimes(YEARS, ("DEM",)), events=[*riots, *acts])


@pytest.mark.parametrize(
    ("fellows", "others", "expected"),
    [(0.05, 0.5, "supported"), (0.9, 0.1, "contradicted"), (0.6, 0.6, "undetermined")],
)
def test_blame_that_fellows_spare_each_other_is_found_in_the_worlds_crises(fellows, others, expected):
    assert said(answers.look(answered(np.random.default_rng(1), fellows, others))) == expected


def test_blame_at_random_is_rarely_laid_to_fellowship():
    verdicts = [said(answers.look(answered(np.random.default_rng(seed), 0.2, 0.2))) for seed in range(10)]
    assert verdicts.count("supported") <= 3 and verdicts.count("contradicted") <= 1


def clashed(rng, ratio):
    """Near states clash every thirty months; their cooperation moves by a ratio in the half-year after."""
    acts = []
    for one, other in zip(STATES, STATES[1:], strict=False):
        for month in MONTHS:
            after = 0 < (month - MONTHS[0]) % 30 <= clashes.WINDOW
            codes = ["190"] if (month - MONTHS[0]) % 30 == 0 else []
            codes += ["040"] * rng.poisson(0.5 * (ratio if after else 1.0)) + ["010"] * rng.poisson(0.5)
            acts += [of_month(month, sender=one, receiver=other, code=code, source="icews") for code in codes]
    return outside(figures=regimes(YEARS), flows=beside(), events=acts)


@pytest.mark.parametrize(("ratio", "expected"), [(1.0, "supported"), (0.1, "contradicted")])
def test_cooperation_that_outlives_clashes_is_told_from_rupture(ratio, expected):
    assert said(clashes.look(clashed(np.random.default_rng(1), ratio))) == expected


def test_cooperation_at_the_margin_is_rarely_decided():
    verdicts = [said(clashes.look(clashed(np.random.default_rng(seed), 0.5))) for seed in range(10)]
    assert verdicts.count("supported") <= 3 and verdicts.count("contradicted") <= 3


def made_spells(rng):
    levels = dict(zip(STATES, rng.normal(size=len(STATES)), strict=True))
    return [
        Spell(s, 1990 + m // 12, (x,), bool(rng.random() < expit(-2 + levels[s] + 0.7 * x)))
        for s in STATES
        for m in range(120)
        for x in (float(rng.integers(2)),)
    ]


def test_hazards_are_those_of_a_well_kept_library():
    models = pytest.importorskip("statsmodels.genmod.generalized_linear_model")
    families = pytest.importorskip("statsmodels.genmod.families")
    spells = made_spells(np.random.default_rng(0))
    found = hazard(spells)[0]
    levels = [[s.state == x for x in STATES] + [s.year == y for y in range(1991, 2000)] for s in spells]
    one = np.array([[s.covariates[0], *of] for s, of in zip(spells, levels, strict=True)], dtype=float)
    event = np.array([s.event for s in spells], dtype=float)
    groups = np.array([STATES.index(s.state) for s in spells])
    model = models.GLM(event, one, family=families.Binomial(link=families.links.CLogLog()))
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False})
    wide = np.sqrt(len(STATES) / (len(STATES) - 1))
    assert found.value == pytest.approx(fit.params[0], rel=0.02)  # ours has a weak prior
    assert found.error == pytest.approx(fit.bse[0] * wide, rel=0.03)


def test_panels_are_those_of_least_squares_on_dummies():
    rng = np.random.default_rng(0)
    states, years = np.repeat(np.arange(15), 12), np.tile(np.arange(12), 15)
    kept = rng.random(len(states)) < 0.8
    states, years = states[kept], years[kept]
    regressor = rng.normal(size=(len(states), 2)) + states[:, None] * 0.1
    outcome = regressor @ np.array([0.5, -0.2]) + states + 0.3 * years + rng.normal(size=len(states))
    rows = Rows(tuple(f"S{s}" for s in states), tuple(int(y) for y in years), outcome, regressor)
    dummies = np.hstack([regressor, np.eye(15)[states], np.eye(12)[years][:, 1:]])
    expected = np.linalg.lstsq(dummies, outcome, rcond=None)[0][:2]
    assert np.allclose(two_way(rows).values, expected, atol=1e-6)


def test_too_few_states_or_events_say_nothing():
    spells = made_spells(np.random.default_rng(0))
    assert hazard([one for one in spells if one.state in STATES[:5]]) is None
    assert hazard([one._replace(event=False) for one in spells]) is None
