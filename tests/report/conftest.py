"""The made-up brief, built and rendered once."""

import pytest
from made_brief import inputs

from regimelab.report.build import build_brief
from regimelab.report.render import render_brief


@pytest.fixture(scope="session")
def brief():
    return build_brief(inputs())


@pytest.fixture(scope="session")
def bare_brief():
    """A run that computed nothing but the claims."""
    bare = {"measures": (), "hindcast": None, "forecast": None, "comparison": None}
    return build_brief(inputs(**bare, portfolios=(), scenarios=()))


@pytest.fixture(scope="session")
def page(brief):
    return render_brief(brief)
