"""Who had it first, told by dates, private matches and rivals."""

from datetime import date

import numpy as np

from regimelab.texts.direction import LEAST_ALONE, Shares, credit, possible, rival
from regimelab.texts.law import Law


def law(name, year, state="", of=""):
    day = date(year, 1, 1) if year else None
    return Law(name, "", state=state, law=of, adopted=day, in_force=day)


def flags(*spans, size=100):
    words = np.zeros(size, bool)
    for low, high in spans:
        words[low:high] = True
    return Shares(words, 1.0)


def test_a_source_must_have_held_before():
    assert possible(law("a", 2005), law("b", 2002)) is True
    assert possible(law("a", 2002), law("b", 2005)) is False
    assert possible(law("a", 2002), law("b", 2002)) is False
    assert possible(law("a", None), law("b", 2002)) is None


def test_words_of_several_sources_are_credited_to_the_earliest_and_shown_as_also_in():
    laws = [law("late", 2003), law("early", 1996), law("younger", 2019)]
    shared = {0: flags((0, 60)), 1: flags((0, 40)), 2: flags((0, 90))}
    found = {one.source: one for one in credit(shared, laws, law("borrower", 2005))}
    assert found[1].credited == 40 and found[1].also_in == (0, 2)
    assert found[0].credited == 20 and found[0].private == 0
    assert found[2].credited == 0 and found[2].possible is False and found[2].private == 30


def test_without_dates_neither_of_two_laws_has_the_credit():
    laws = [law("a", None), law("b", None), law("dated", 2005)]
    for number, other in ((0, 1), (1, 0), (0, 2), (2, 0)):
        (found,) = credit({other: flags((0, 50))}, laws, laws[number])
        assert (found.shared, found.credited, found.possible) == (50, 0, None)


def test_a_source_without_a_date_takes_no_credit_from_one_with():
    laws = [law("undated", None), law("dated", 2000)]
    shared = {0: flags((0, 60))._replace(closeness=2.0), 1: flags((0, 40))}
    found = {one.source: one.credited for one in credit(shared, laws, law("borrower", 2005))}
    assert found == {0: 0, 1: 40}


def test_of_two_laws_of_one_day_the_closer_has_the_credit():
    laws = [law("loose", 2000), law("close", 2000)]
    loose = flags((0, 50))._replace(closeness=0.5)
    found = {one.source: one.credited for one in credit({0: loose, 1: flags((0, 50))}, laws, law("b", 2005))}
    assert found == {1: 50, 0: 0}


def test_of_editions_of_a_law_the_one_with_private_matches_wins():
    laws = [law("first", 2000, "RUS", "code"), law("second", 2003, "RUS", "code"), law("other", 2001, "BLR")]
    shared = {0: flags((0, 50)), 1: flags((0, 50), (60, 70)), 2: flags((80, 90))}
    assert {one.source for one in credit(shared, laws, law("b", 2005))} == {1, 2}


def test_an_edition_that_came_too_late_loses_to_one_that_held():
    laws = [law("held", 2000, "RUS", "code"), law("late", 2010, "RUS", "code")]
    shared = {0: flags((0, 50)), 1: flags((0, 50), (60, 90))}
    assert [one.source for one in credit(shared, laws, law("b", 2005))] == [0]


def test_three_laws_that_share_in_twos_speak_for_a_text_that_is_not_there():
    assert "a common source that is not here" in rival(2, 300, 280, 250).verdict
    assert "the third explains it" in rival(2, 5, 300, 250).verdict
    assert "no rival" in rival(2, 300, 5, 250).verdict
    assert "cannot tell" in rival(2, LEAST_ALONE - 1, 3, 0).verdict
