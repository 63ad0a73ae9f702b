"""An effect that is planted is found, its reverse is contradicted, and nothing is not called something."""

from datetime import date, timedelta

import numpy as np
import pytest
from made_evidence import act, every, evidence_of

from regimelab.claims import (
    c02_crisis_responses,
    c03_contagion,
    c04_cooperation_and_repression,
    c05_transition_windows,
    c06_patron,
    c08_loose_formats,
    c09_coexistence,
)

FIVE = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
ALL = ";".join(FIVE)
SHOCK = date(2022, 2, 24)


@pytest.fixture
def judged(evidence, given):
    """Judge one claim on acts made by hand."""

    def judge(room, acts):
        return room.judge(given(evidence_of(evidence, list(acts))))

    return judge


def crises(days, member="KAZ"):
    return [act("unrest_violence", f"{member}:crowd", f"{member}:government", day, tone=-1) for day in days]


def records(*members, days=20):
    return [act("hedge", member, "AFG", day) for member in members for day in every(days)]


def answer(sender, day, blames):
    if sender in FIVE:
        return act("criticise" if blames else "support", sender, "KAZ", day, tone=-1 if blames else 1)
    return act("engagement", sender, "KAZ", day, tone=-1 if blames else 1)


def answers(days, members_blame, others_blame):
    for number, day in enumerate(days):
        after = day + timedelta(days=5)
        for place, sender in enumerate(("KGZ", "TJK", "TKM", "UZB")):
            yield answer(sender, after, members_blame(number + place))
        for place, sender in enumerate(("USA", "EU", "OSCE", "UN")):
            yield answer(sender, after, others_blame(number + place))


def never(_):
    return False


def always(_):
    return True


def every_other(number):
    return number % 2 == 0


@pytest.mark.parametrize(
    ("members_blame", "others_blame", "said"),
    [
        (never, every_other, {"supported"}),
        (always, never, {"contradicted"}),
        (every_other, every_other, {"undetermined"}),
        (never, never, {"undetermined"}),
    ],
)
def test_blame_in_crises_is_told_from_support(judged, members_blame, others_blame, said):
    days = list(every(120))
    acts = [*crises(days), *answers(days, members_blame, others_blame)]
    assert judged(c02_crisis_responses, acts).verdict in said


def fearful(days, delay):
    for day in days:
        for member in ("KGZ", "TJK", "UZB"):
            yield act("repress", f"{member}:government", member, day + timedelta(days=delay), tone=-1)


def test_repression_that_follows_unrest_elsewhere_is_found(judged):
    days = list(every(200))
    background = fearful(every(170, "2019-03-20"), 0)
    acts = [*crises(days), *fearful(days, 7), *fearful(days, 15), *background, *records(*FIVE)]
    assert judged(c03_contagion, acts).verdict == "supported"


def test_repression_that_avoids_the_time_after_unrest_contradicts_contagion(judged):
    days = list(every(100))
    acts = [*crises(days), *fearful(days, 45), *fearful(days, 60), *fearful(days, 75), *records(*FIVE)]
    assert judged(c03_contagion, acts).verdict == "contradicted"


def test_more_records_of_every_kind_after_unrest_are_not_contagion(judged):
    days = list(every(200))
    watched = [
        act("hedge", member, "AFG", day + timedelta(days=7 + n))
        for day in days
        for member in FIVE
        for n in (0, 8)
    ]
    background = [*fearful(every(90, "2019-03-20"), 0), *records(*FIVE, days=90)]
    acts = [*crises(days), *fearful(days, 7), *fearful(days, 15), *watched, *background]
    assert judged(c03_contagion, acts).verdict == "undetermined"


def test_unrest_whose_month_reaches_past_the_period_is_laid_on_its_last_day(evidence, given):
    acts = [*crises(every(200)), *fearful(every(200), 7), *records(*FIVE)]
    late = act("unrest_violence", "KGZ:crowd", "KGZ", "2023-06-30", days=31, tone=-1, precision="month")
    claim = c03_contagion.judge(given(evidence_of(evidence, [*acts, late])))
    assert claim.probability is not None


def random_day(rng, start=date(2019, 1, 1), end=date(2023, 6, 29)):
    return start + timedelta(days=int(rng.integers((end - start).days)))


def at_random(rng):
    yield from crises([random_day(rng) for _ in range(10)])
    yield from records(*FIVE)
    for member in FIVE * 12:
        yield act("repress", f"{member}:government", member, random_day(rng), tone=-1)


def test_unrest_and_repression_at_random_are_rarely_called_contagion(judged):
    verdicts = [judged(c03_contagion, at_random(np.random.default_rng(seed))).verdict for seed in range(20)]
    assert verdicts.count("supported") <= 3 and verdicts.count("contradicted") <= 3


def half_years():
    return [(year, half) for year in range(2019, 2024) for half in (1, 2) if (year, half) != (2023, 2)]


def counted(rng, cooperation, repression):
    for member in FIVE:
        partner = FIVE[(FIVE.index(member) + 1) % 5]
        for number, (year, half) in enumerate(half_years()):
            start = date(year, 1 + 6 * (half - 1), 1)
            end = start + timedelta(days=170)
            for _ in range(cooperation[member][number]):
                yield act("summit", f"{member};{partner}", f"{member};{partner}", random_day(rng, start, end))
            for _ in range(repression[member][number]):
                yield act("repress", f"{member}:government", member, random_day(rng, start, end), tone=-1)


def poisson(rng, mean):
    return {member: rng.poisson(mean, size=9) for member in FIVE}


def test_cooperation_and_repression_that_move_together_are_found(judged):
    rng = np.random.default_rng(1)
    level = poisson(rng, 4.0)
    following = {member: level[member] + level[FIVE[FIVE.index(member) - 1]] for member in FIVE}
    assert judged(c04_cooperation_and_repression, counted(rng, level, following)).verdict == "supported"


def test_cooperation_and_repression_that_replace_each_other_contradict_the_claim(judged):
    rng = np.random.default_rng(1)
    level = poisson(rng, 4.0)
    together = {member: level[member] + level[FIVE[FIVE.index(member) - 1]] for member in FIVE}
    opposed = {member: np.maximum(14 - together[member], 0) for member in FIVE}
    assert judged(c04_cooperation_and_repression, counted(rng, level, opposed)).verdict == "contradicted"


def test_cooperation_and_repression_at_random_are_rarely_called_related(judged):
    verdicts = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        acts = counted(rng, poisson(rng, 3.0), poisson(rng, 3.0))
        verdicts.append(judged(c04_cooperation_and_repression, acts).verdict)
    assert verdicts.count("supported") <= 4 and verdicts.count("contradicted") <= 4


def in_windows(region, inside, days):
    windows = [(t.member, t.start, t.end or region.period.end) for t in region.transitions]
    for member in FIVE:
        for day in days:
            open_ = any(code == member and start <= day <= end for code, start, end in windows)
            if open_ == inside:
                yield from crises([day], member)


def test_crises_inside_transition_windows_are_found(judged, region):
    days = list(every(45, "2019-04-20"))
    acts = [*in_windows(region, True, days), *in_windows(region, False, days[::12]), *records(*FIVE)]
    assert judged(c05_transition_windows, acts).verdict == "supported"


def test_crises_outside_transition_windows_contradict_the_claim(judged, region):
    days = list(every(45, "2019-04-20"))
    acts = [*in_windows(region, False, days), *records(*FIVE)]
    assert judged(c05_transition_windows, acts).verdict == "contradicted"


def test_crises_at_even_times_say_nothing_of_windows(judged):
    acts = [one for member in FIVE for one in crises(every(120), member)]
    assert judged(c05_transition_windows, [*acts, *records(*FIVE)]).verdict == "undetermined"


def test_crises_that_only_open_windows_are_not_found_dangerous(judged, region):
    opening = [one for window in region.transitions for one in crises([window.start], window.member)]
    calm = [one for member in FIVE for one in crises(every(200), member)]
    claim = judged(c05_transition_windows, [*opening, *calm, *records(*FIVE)])
    assert claim.verdict == "undetermined"


def hedges(days):
    return [act("hedge", "KAZ", "RUS", day, location="KAZ") for day in days]


def together(days):
    return [act("summit", "KAZ;UZB", "KAZ;UZB", day) for day in days]


AFTER, BEFORE = list(every(8, "2022-03-01")), list(every(8, last="2022-02-20"))


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ([*hedges(AFTER), *together(AFTER)], "supported"),
        ([*hedges(BEFORE), *together(BEFORE)], "contradicted"),
        ([*hedges(AFTER + BEFORE), *together(AFTER + BEFORE)], "undetermined"),
        ([*hedges(AFTER), *together(BEFORE)], "contradicted"),
    ],
)
def test_hedging_and_cooperation_must_both_rise_after_the_shock(judged, acts, said):
    assert judged(c06_patron, [*acts, *records("KAZ", "UZB", days=10)]).verdict == said


def test_a_claim_of_two_parts_is_as_probable_as_the_less_probable_and_says_so(judged):
    acts = [*hedges(AFTER), *together(AFTER + BEFORE), *records("KAZ", "UZB", days=10)]
    claim = judged(c06_patron, acts)
    region_parts = claim.method.rpartition("cooperation among members alone ")[2]
    assert f"{claim.probability:.2f}" in region_parts
    assert "both parts hold" in claim.method and "hedging alone" in claim.method


def test_without_acts_on_both_sides_of_the_shock_nothing_is_told_of_it(judged):
    claim = judged(c06_patron, [*hedges(BEFORE), *together(BEFORE)])
    assert claim.verdict == "not yet tested" and "both sides of the day" in claim.needs


def test_more_records_of_every_kind_after_the_shock_are_no_shift(judged):
    always_ = AFTER + BEFORE
    watched = [act("repress", "KAZ:government", "KAZ", day, tone=-1) for day in always_ + AFTER + AFTER]
    acts = [*hedges(always_ + AFTER + AFTER), *together(always_ + AFTER + AFTER), *watched]
    assert judged(c06_patron, acts).verdict == "undetermined"


def test_votes_at_the_united_nations_are_not_counted_as_hedging(judged):
    votes = [act("hedge", "KAZ", "RUS;UKR", day, location="UN") for day in AFTER]
    claim = judged(c06_patron, [*votes, *together(AFTER), *records("KAZ", "UZB", days=10)])
    assert claim.verdict != "supported"


def in_blocs(loose, binding):
    members = "KAZ;KGZ;TJK;UZB"
    yield from (act("summit", "SCO", members, day) for day in loose)
    yield from (act("summit", "CSTO", "KAZ;KGZ;TJK", day) for day in binding)


def test_meetings_of_all_in_loose_formats_support_the_preference(judged):
    acts = [*(act("summit", ALL, ALL, day) for day in every(100)), *in_blocs(every(60), every(400))]
    assert judged(c08_loose_formats, acts).verdict == "supported"


def test_treaties_of_all_in_binding_organisations_contradict_the_preference(judged):
    treaties = [act("agreement", ALL, ALL, day, intensity=7) for day in every(100)]
    assert judged(c08_loose_formats, [*treaties, *in_blocs(every(400), every(60))]).verdict == "contradicted"


def test_meetings_of_all_without_a_preferred_organisation_are_not_enough(judged):
    acts = [*(act("summit", ALL, ALL, day) for day in every(100)), *in_blocs(every(120), every(160))]
    assert judged(c08_loose_formats, acts).verdict == "undetermined"


def clashes(days):
    return [act("border_clash", "KGZ;TJK", "KGZ;TJK", day, tone=-1, intensity=2) for day in days]


CLASHES = list(every(420))


def test_cooperation_that_goes_on_after_clashes_is_found(judged):
    acts = [
        *clashes(CLASHES),
        *(act("summit", "KGZ;TJK", "KGZ;TJK", day) for day in every(15)),
        *records("KAZ"),
    ]
    assert judged(c09_coexistence, acts).verdict == "supported"


def test_cooperation_that_stops_after_clashes_contradicts_coexistence(judged):
    felt = {day + timedelta(days=n) for day in CLASHES for n in range(181)}
    calm = [act("summit", "KGZ;TJK", "KGZ;TJK", day) for day in every(10) if day not in felt]
    assert judged(c09_coexistence, [*clashes(CLASHES), *calm, *records("KAZ")]).verdict == "contradicted"


def test_little_cooperation_leaves_coexistence_open(judged):
    few = [act("summit", "KGZ;TJK", "KGZ;TJK", day) for day in ("2019-12-01", "2021-02-01")]
    assert judged(c09_coexistence, [*clashes(CLASHES), *few, *records("KAZ")]).verdict == "undetermined"


def test_no_act_at_all_is_no_finding_for_any_claim(evidence, given):
    from regimelab import claims

    found = claims.test_claims(given(evidence_of(evidence, [])))
    assert len(found) == 13
    assert {one.verdict for one in found} <= {"undetermined", "not yet tested"}
