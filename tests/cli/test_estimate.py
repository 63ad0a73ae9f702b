"""``estimate`` on a small specification of its own."""

import pytest

ACTORS = "label,age\na,1\nb,2\nc,4\nd,3\n"
CALLS = "time,sender,receiver,increment\n" + "".join(
    f"{time},{pair[0]},{pair[1]},1\n"
    for time, pair in enumerate(("ab", "ba", "ac", "ca", "bc", "ab", "cb", "da", "ad", "ab"), start=1)
)
SPEC = """
[actors]
file = "actors.csv"
[networks.call]
changes = "calls.csv"
[dependent]
events = "calls.csv"
[model]
kind = "choice"
effects = ["recip(call)", "alter(age)"]
"""


@pytest.fixture
def spec(environment):
    for name, text in (("actors.csv", ACTORS), ("calls.csv", CALLS), ("spec.toml", SPEC)):
        (environment / name).write_text(text)
    return environment / "spec.toml"


def test_a_picture_is_written_and_not_over_another(run, spec):
    assert run("estimate", spec, "--plot", "effects.svg").exit_code == 0
    written = spec.with_name("effects.svg").read_text()
    assert written.startswith("<svg") and "recip(call)" in written
    again = run("estimate", spec, "--plot", "effects.svg")
    assert again.exit_code == 2 and "is there already" in again.output
    assert run("estimate", spec, "--plot", "effects.svg", "--force").exit_code == 0


def test_a_picture_of_an_unknown_kind_is_refused(run, spec):
    done = run("estimate", spec, "--plot", "effects.pdf")
    assert done.exit_code == 2 and ".svg or .png" in done.output
