import pytest

from regimelab.study.estimation import estimate

MODELS = {
    "choice-closure": (
        "choice",
        ["inertia(call)", "recip(call)", "trans(call)"],
        [5.19690, 1.39802, -0.23036],
        [0.17397, 0.17300, 0.21554],
        -696.72,
    ),
    "choice-friends": ("choice", ["tie(friend)"], [4.02538], [0.12513], -1288.7),
    "choice-six": (
        "choice",
        ["inertia(call)", "recip(call)", "tie(friend)", "recip(friend)", "same(gradeType)", "same(floor)"],
        [4.42057, 0.27151, 1.28779, 0.68625, 0.69847, -0.28700],
        [0.19225, 0.19735, 0.25673, 0.22930, 0.17607, 0.16618],
        -637.96,
    ),
    "rate": (
        "rate",
        ["indeg(call)", "outdeg(call)"],
        [0.551445, 0.263784],
        [0.066344, 0.028386],
        -1750.9,
    ),
    "rate-exact-times": (
        "rate",
        ["1", "indeg(call)", "outdeg(call)", "indeg(friend)"],
        [-14.380373, 0.695555, 0.234633, 0.054792],
        [0.095669, 0.063115, 0.030153, 0.015049],
        -6003.1,
    ),
    "choice-windows": (
        "choice",
        [
            "inertia(call)",
            "recip(call)",
            "inertia(call, 300)",
            "recip(call, window=300)",
            "tie(friend)",
            "recip(friend)",
            "same(gradeType)",
            "same(floor)",
        ],
        [4.29828, -0.48574, 1.39628, 5.02256, 1.50593, 0.62314, 0.44865, -0.20953],
        [0.20193, 0.23205, 0.36093, 0.73879, 0.27206, 0.24975, 0.19815, 0.18139],
        -565.90,
    ),
}
TWELVE = [
    "1",
    "indeg(call, ego)",
    "outdeg(call, ego)",
    "indeg(friend, ego)",
    "inertia(call)",
    "recip(call)",
    "inertia(call, 300)",
    "recip(call, 300)",
    "tie(friend)",
    "recip(friend)",
    "same(gradeType)",
    "same(floor)",
]


@pytest.fixture
def specified(shared, tmp_path):
    folder = shared / "reference" / "social_evolution"

    def write(kind, effects):
        file = tmp_path / "model.toml"
        listed = ", ".join(f'"{effect}"' for effect in effects)
        file.write_text(
            f'[actors]\nfile = "{folder}/actors.csv"\nid = "label"\n'
            f'[networks.call]\nchanges = "{folder}/calls.csv"\n'
            f'[networks.friend]\nchanges = "{folder}/friendship.csv"\n'
            f'[dependent]\nnetwork = "call"\nevents = "{folder}/calls.csv"\nwhere = "increment == 1"\n'
            f'[model]\nkind = "{kind}"\neffects = [{listed}]\n'
        )
        return file

    return write


@pytest.mark.parametrize("name", MODELS)
def test_published_estimates_are_reproduced_to_four_digits(specified, name):
    kind, effects, estimates, errors, log_likelihood = MODELS[name]
    found = estimate(specified(kind, effects)).data
    assert [one.estimate for one in found.coefficients] == pytest.approx(estimates, abs=1e-4)
    assert [one.se for one in found.coefficients] == pytest.approx(errors, abs=1e-4)
    assert found.log_likelihood == pytest.approx(log_likelihood, abs=0.1) and found.converged


def test_the_twelve_effect_model_reaches_the_published_likelihood(specified):
    result = estimate(specified("rem", TWELVE))
    assert result.data.log_likelihood == pytest.approx(-5639.024, abs=1e-3)
    assert any("gradeType" in note for note in result.warnings)
