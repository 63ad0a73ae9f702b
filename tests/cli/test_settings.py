import json

import pytest

from regimelab.cli.settings import NAMES, resolve, user_folder
from regimelab.errors import InvalidInput, UsageError


def origin(settings, name):
    return next(one.origin for one in settings.origins if one.name == name)


@pytest.fixture
def layers(environment, monkeypatch):
    """The same setting given by a flag, the environment, the folder's file and the user's file."""
    user = user_folder("config") / "config.toml"
    user.parent.mkdir(parents=True)
    user.write_text("seed = 4\nfutures = 40\nmonths = 40\n")
    (environment / "regimelab.toml").write_text("seed = 3\nfutures = 30\n")
    monkeypatch.setenv("REGIMELAB_SEED", "2")
    return environment


def test_flags_come_before_environment_before_files_before_defaults(layers):
    settings = resolve({"seed": 1})
    assert (settings.seed, settings.futures, settings.months, settings.region) == (1, 30, 40, "central_asia")
    assert origin(settings, "seed") == "--seed"
    assert origin(settings, "futures").endswith("regimelab.toml: futures")
    assert origin(settings, "months").endswith("config.toml: months")
    assert origin(settings, "region") == "default"
    assert (resolve({}).seed, origin(resolve({}), "seed")) == (2, "REGIMELAB_SEED")


def test_no_color_is_heeded_however_it_is_said(environment, monkeypatch):
    assert resolve({}).color is True
    assert resolve({"color": False}).color is False
    monkeypatch.setenv("NO_COLOR", "1")
    assert origin(resolve({}), "color") == "NO_COLOR"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", -1),
        ("seed", 2**32),
        ("seed", "1.5"),
        ("futures", 0),
        ("futures", 100_000_000_000),
        ("months", 601),
        ("months", -2),
        ("region", " "),
        ("quiet", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_is_refused_as_usage(environment, name, value):
    with pytest.raises(UsageError, match=name if name != "region" else "REGION"):
        resolve({name: value})


def test_bad_values_of_a_file_are_invalid_input(environment):
    (environment / "regimelab.toml").write_text("futures = 0\nseed = 'x'\n")
    with pytest.raises(InvalidInput) as caught:
        resolve({})
    assert len(caught.value.problems) == 2


def test_an_unknown_setting_gets_the_nearest_name(environment):
    (environment / "regimelab.toml").write_text("sed = 1\n")
    with pytest.raises(InvalidInput, match="Did you mean 'seed'"):
        resolve({})


def test_a_settings_file_that_is_no_toml_is_invalid_input(environment):
    (environment / "regimelab.toml").write_text("seed 1\n")
    with pytest.raises(InvalidInput, match="cannot be read"):
        resolve({})


def test_config_show_says_where_each_value_came_from(ask, layers):
    answer, _ = ask("config", "show", "--seed", "9")
    shown = {one["name"]: one for one in answer["data"]["settings"]}
    assert set(shown) == set(NAMES)
    assert (shown["seed"]["value"], shown["seed"]["origin"]) == (9, "--seed")


def test_the_seed_in_the_envelope_is_the_seed_in_force(ask, layers):
    answer, _ = ask("measure")
    assert json.dumps(answer["meta"]["seed"]) == "2"


def test_verbose_says_which_settings_hold(run):
    done = run("region", "list", "-v", "--seed", "3")
    assert "seed = 3 (--seed)" in done.stderr.splitlines() and "seed" not in done.stdout
