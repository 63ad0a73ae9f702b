import pytest

from regimelab.claims import FitSummary
from regimelab.study.fit import fit
from regimelab.study.hindcast import hindcast
from regimelab.study.inquiry import Inquiry
from regimelab.study.model import show_model
from regimelab.study.opening import Asked

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    return Asked("central_asia", tmp_path_factory.mktemp("store") / "evidence.duckdb")


def test_the_fitted_model_is_what_claims_ask_of_it(asked):
    assert isinstance(Inquiry(asked).fitted, FitSummary)


def test_the_acts_that_a_fit_rests_on_are_those_that_it_is_fitted_to(asked):
    modelling = Inquiry(asked).modelling
    assert modelling.laid.counts.sum() == pytest.approx(modelling.fitted.events)


def test_a_fit_gives_every_effect_an_interval(asked):
    found = fit(asked).data
    assert found.converged and set(found.half_lives) >= {"inertia", "crisis"}
    assert all(one.estimate.low < one.estimate.estimate < one.estimate.high for one in found.effects)


def test_mechanisms_show_their_parameters_unless_the_fit_is_declined(asked):
    assert any(one.parameters for one in show_model(asked).data.mechanisms)
    assert not any(one.parameters for one in show_model(asked, fitted=False).data.mechanisms)


def test_a_hindcast_scores_every_half_year(asked):
    found = hindcast(asked)
    assert len(found.rows) == len(found.data.origins) >= 5
