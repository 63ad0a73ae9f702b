"""The simulated regime effect of a proposal: same seeds, same differences."""

import pytest
from made_screening import AUTHOR, DAY, opened

from regimelab.errors import UsageError
from regimelab.study.opening import Asked
from regimelab.study.screening.effect import regime_effect

PLAN = (3, 40, 12)  # seed, futures, months


@pytest.fixture
def asked(tmp_path):
    return Asked("central_asia", tmp_path / "evidence.duckdb", as_of=DAY.isoformat())


def test_a_proposal_without_a_portfolio_cannot_be_simulated(asked):
    with pytest.raises(UsageError, match="names no portfolio"):
        regime_effect(opened(), asked, DAY)


@pytest.mark.slow
def test_the_effect_is_paired_and_comes_back_with_its_seed(asked):
    case = opened("equipment", portfolio="unscreened_security_assistance")
    one, again = (regime_effect(case, asked, DAY, *PLAN) for _ in range(2))
    assert one == again and one.run_id == again.run_id and AUTHOR not in one.model_dump_json()
    other = regime_effect(case, asked, DAY, 4, *PLAN[1:])
    assert other.rows != one.rows and other.run_id != one.run_id
    assert {row.basis for row in one.rows} == {"assumed"}
    offered = {each.portfolio for each in one.alternatives}
    assert "human_security_first" in offered
    assert not offered & {"do_nothing", "unscreened_security_assistance"}


@pytest.mark.slow
def test_doing_nothing_changes_nothing_future_by_future(asked, tmp_path):
    path = tmp_path / "idle.toml"
    path.write_text('title = "Idle"\ndescription = "No dose at all."\n')
    case = opened("dialogue", portfolio=str(path))
    found = regime_effect(case, asked, DAY, *PLAN)
    assert {(row.estimate, row.low, row.high) for row in found.rows} == {(0.0, 0.0, 0.0)}
