"""Under which conditions a portfolio is better: words that follow from which outcomes move, and where."""

from types import SimpleNamespace

import pytest

from regimelab.report.sections.tested import condition_sentences

TITLES = {"aided": "Aided", "calm": "All calm", "storm": "A storm"}


def comparison(**moves):
    """A comparison in which outcomes move by scenario: ``calm=(stability, who pays)``."""
    outcomes = [
        SimpleNamespace(name=f"{side} outcome", title=side.capitalize(), side=side)
        for side in ("stability", "who pays")
    ]
    paired = [
        SimpleNamespace(
            portfolio="aided", against="do_nothing", scenario=scenario, outcome=outcome.name, moves=move
        )
        for scenario, pair in moves.items()
        for outcome, each in zip(outcomes, pair, strict=True)
        for move in (each if isinstance(each, tuple) else (each,))
    ]
    cells = [SimpleNamespace(portfolio=name) for name in ("aided", "do_nothing")]
    rest = {"assumptions": (), "flags": (), "harmed": (), "costs": (), "contains": "chance", "futures": 1}
    return SimpleNamespace(outcomes=outcomes, paired=paired, cells=cells, **rest)


def said(**moves):
    return ["".join(one) for one in condition_sentences("aided", comparison(**moves), TITLES)]


def test_what_holds_everywhere_is_said_so():
    stability, pays = said(calm=(0, 1), storm=(0, 1))
    assert pays == "“Aided” spares those who pay in every scenario (Who pays)."
    assert "no difference from doing nothing that could be told, for stability" in stability


def test_scenarios_are_named_where_it_depends_on_them():
    _, pays = said(calm=(0, 1), storm=(0, -1))
    assert pays == (
        "“Aided” spares those who pay if “All calm” (Who pays); "
        "burdens those who pay if “A storm” (Who pays)."
    )


def test_what_could_not_be_told_elsewhere_is_said():
    stability, _ = said(calm=(1, 0), storm=(0, 0))
    assert (
        stability
        == "“Aided” steadies governments if “All calm” (Stability); elsewhere no difference could be told."
    )


def test_outcomes_that_go_both_ways_are_mixed():
    _, pays = said(calm=(0, (1, -1)))
    assert "in one way and burdens them in another in every scenario" in pays


@pytest.mark.parametrize("rival", ["other"])
def test_nothing_is_said_where_nothing_is_no_option(rival):
    made = comparison(calm=(0, 1))
    made.cells = [SimpleNamespace(portfolio=rival)]
    assert condition_sentences("aided", made, TITLES) == ()
