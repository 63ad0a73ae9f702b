"""Everything wrong with a region at once: where, the value, the nearest valid name."""

import re

import pytest

from regimelab.errors import InvalidInput, UsageError
from regimelab.reading.problems import key_path
from regimelab.region import check_region, load_region

TEN_MISTAKES = (
    (
        'adjective = "Kazakh"',
        'adjektive = "Kazakh"',
        "members[0].adjektive: 'adjektive' is not a key here. Did you mean 'adjective'?",
    ),
    (
        'role = "neighbour"',
        'role = "neighbor"',
        "outside[2].role: 'neighbor' is not a class of outside actor. Did you mean 'neighbour'?",
    ),
    (
        'kinds = ["terror", "unrest_violence"]',
        'kinds = ["teror", "unrest_violence"]',
        "threats[0].kinds[0]: 'teror' is not a kind of act. Did you mean 'terror'?",
    ),
    (
        'effects = ["crisis_receiver", "reciprocity",',
        'effects = ["crisis_reciever", "reciprocity",',
        "mechanisms[0].effects[0]: 'crisis_reciever' is not an effect of the theory. Did you mean "
        "'crisis_receiver'?",
    ),
    (
        'codes = ["restraint"]',
        'codes = ["restrain"]',
        "mechanisms[1].codes[0]: 'restrain' is not a mechanism code of the chronicle. Did you mean "
        "'restraint'?",
    ),
    ("claims = [1, 4]", "claims = [1, 14]", "mechanisms[2].claims[1]: '14' is not the number of a claim."),
    ('end = "2023-06-30"', 'end = "2018-06-30"', "period.end: '2018-06-30' is before the start, 2019-01-01."),
    (
        'member = "TJK"',
        'member = "TJX"',
        "transitions[3].member: 'TJX' is not a member of the region. Did you mean 'TJK'?",
    ),
    (
        'folds = ["DEU", "FRA"]',
        'folds = ["DEU", "TUR"]',
        "outside[10].folds[1]: 'TUR' stands already at outside[5].code.",
    ),
    ("crisis = 1.0", "crisis = -1.0", "half_lives.crisis: '-1.0' input should be greater than 0."),
)


def test_ten_mistakes_give_ten_problems_at_once(copy):
    file = copy / "region.toml"
    text = file.read_text(encoding="utf-8")
    for old, new, _ in TEN_MISTAKES:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    said = [str(problem) for problem in check_region(copy)]
    for _, _, expected in TEN_MISTAKES:
        assert any(f"region.toml: {expected}" in line for line in said), (expected, said)
    with pytest.raises(InvalidInput) as refused:
        load_region(copy)
    assert [str(problem) for problem in refused.value.problems] == said
    assert refused.value.exit_code == 3


@pytest.mark.parametrize(("old", "new", "expected"), TEN_MISTAKES, ids=lambda text: text[:30])
def test_a_single_mistake_is_named_with_its_place_and_value(broken, old, new, expected):
    assert any(expected in line for line in broken(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'actor = "RUS"',
            'actor = "RUX"',
            "patron.actor: 'RUX' is not an outside actor of the region. Did you mean 'RUS'?",
        ),
        ('actor = "RUS"', 'actor = "TUR"', "patron.actor: 'TUR' has the role 'partner' in its own entry."),
        (
            'organisations = ["CSTO",',
            'organisations = ["CSTQ",',
            "patron.organisations[0]: 'CSTQ' is not an organisation",
        ),
        ('code = "KGZ"', 'code = "KAZ"', "members[1].code: 'KAZ' stands already at members[0].code."),
        ('code = "KGZ"', 'code = "kgz"', "members[1].code: 'kgz' does not have the form of a code."),
        (
            'shock = "2022-02-24"',
            'shock = "2022-02-30"',
            "patron.shock: '2022-02-30' is not a date of the calendar",
        ),
        (
            'shock = "2022-02-24"',
            "shock = 2022-02-30",
            "patron.shock: '2022-02-30' is not a date of the calendar",
        ),
        ('shock = "2022-02-24"', 'shock = "2022-02"', "patron.shock: '2022-02' is not a whole day"),
        (
            'end = "2019-06-09"',
            'end = "2019-01-09"',
            "transitions[0].end: '2019-01-09' is before the start, 2019-03-19.",
        ),
        ('name = "Central Asia"\n', "", "name: this key is required but missing."),
        (
            'actors = ["RUS"]',
            'actors = ["RUSS"]',
            "threats[5].actors[0]: 'RUSS' is not an actor of the region. Did you mean 'RUS'?",
        ),
        (
            'mechanisms = ["hedging",',
            'mechanisms = ["hedgin",',
            "threats[5].mechanisms[0]: 'hedgin' is not a mechanism of the region.",
        ),
        (
            'name = "separatism"',
            'name = "water_climate"',
            "threats[4].name: 'water_climate' stands already at threats[2].name.",
        ),
        ('sources = ["brief:29"]', "sources = []", "members[0].doctrine: the entry has no sources"),
        (
            'reason = "The name is common',
            'raeson = "The name is common',
            "'raeson' is not a key here. Did you mean 'reason'?",
        ),
        (
            'sources = ["states", "CH0012"]',
            'sources = ["states", "CH9999"]',
            "members[0].sources[1]: 'CH9999' is not the id of a row of the chronicle.",
        ),
        (
            'sources = ["states", "CH0012"]',
            'sources = ["hearsay"]',
            "members[0].sources[0]: 'hearsay' is not a source",
        ),
        (
            'file = "borders.csv"',
            'file = "bordres.csv"',
            "bordres.csv: this file is missing. Did you mean 'borders.csv'?",
        ),
        (
            'corrections_file = "corrections.toml"',
            'corrections_file = "mending.toml"',
            "mending.toml: this file is missing.",
        ),
        ('code = "central_asia"', 'code = "central_asia', "is not TOML: Illegal character"),
    ],
)
def test_other_mistakes_are_named_as_well(broken, old, new, expected):
    said = broken(old, new)
    assert any(expected in line for line in said), said


@pytest.mark.parametrize("bare", ["2019", "2019.0", "true", '["2019"]'])
def test_a_date_without_quotes_is_one_problem_that_says_how_to_write_it(broken, bare):
    [said] = broken('leader_since = "2019-03-20"', f"leader_since = {bare}")
    assert "members[0].leader_since" in said
    assert 'is not a date. Write it in quotes: "2019' in said


def test_a_syntax_error_gives_its_line(broken):
    assert "line 10" in broken('code = "central_asia"', 'code = "central_asia')[0]


def test_a_file_that_is_not_utf_8_gives_its_line(copy):
    (copy / "region.toml").write_bytes(b'code = "x"\nname = "\xff"\n')
    assert "region.toml: line 2 is not UTF-8." in str(check_region(copy)[0])


def test_a_folder_without_a_region_file_says_what_is_missing(tmp_path):
    (tmp_path / "corrections.toml").write_text("", encoding="utf-8")
    [said] = check_region(tmp_path)
    assert "region.toml: this file is missing." in str(said)
    assert "corrections" not in str(said)


def test_an_empty_region_file_asks_for_every_part(tmp_path):
    (tmp_path / "region.toml").write_text("", encoding="utf-8")
    asked = {problem.where.rpartition(": ")[2] for problem in check_region(tmp_path)}
    assert {"code", "members", "outside", "patron", "half_lives", "threats", "mechanisms", "tables"} <= asked


def test_an_unknown_region_names_the_nearest_packaged_one():
    with pytest.raises(UsageError, match="Did you mean 'central_asia'"):
        load_region("central_asi")


@pytest.mark.parametrize("text", ['members = "KAZ"\noutside = [1]\npatron = 3\ntables = []', "code = 3"])
def test_parts_of_the_wrong_kind_do_not_stop_the_check(text, tmp_path):
    (tmp_path / "region.toml").write_text(text, encoding="utf-8")
    assert len(check_region(tmp_path)) > 5


@pytest.mark.parametrize("wrong", ["3", "[]", "{}", '""', "true", "[[1]]"])
@pytest.mark.parametrize(
    "key", ["code", "role", "kinds", "folds", "start", "claims", "file", "actor", "sources"]
)
def test_a_value_of_the_wrong_kind_anywhere_is_a_problem_and_no_crash(copy, key, wrong):
    file = copy / "region.toml"
    text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {wrong}", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    assert check_region(copy) or (key, wrong) == ("folds", "[]")


def test_one_mistake_in_a_draft_is_one_problem(draft):
    file = draft / "region.toml"
    text = file.read_text(encoding="utf-8").replace('role = "patron"', 'role = "patro"')
    file.write_text(text, encoding="utf-8")
    assert [problem.where.rpartition(": ")[2] for problem in check_region(draft)] == ["outside[0].role"]


def test_key_paths_read_as_in_the_file():
    assert key_path(("members", 2, "code")) == "members[2].code"
    assert key_path(()) == "the whole file"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("claim = 7\n", "claim = 14\n", "published[0].claim: '14' is not the number of a claim."),
        ('act = "CH0016"', 'act = "Ch16"', "published[0].act: 'Ch16' is not the id of an act"),
        ('act = "CH0016"', 'act = "CH9999"', "published[0].act: 'CH9999' is not the id of a row"),
        ("estimate = 0.79", "estimate = 79", "published[0].unit: 'share of text' is a share"),
        ("estimate = 0.79", "estimate = nan", "published[0].estimate: 'nan'"),
    ],
)
def test_a_published_figure_is_checked_for_claim_act_and_range(broken, old, new, expected):
    assert any(expected in line for line in broken(old, new)), broken(new, new)


def test_a_claim_has_one_published_figure(broken):
    act = 'claim = 7\nact = "CH0016"\nestimate = 1.5\n'
    again = f'[[published]]\n{act}unit = "laws"\nwhat = "x"\nsource = "y"\n\n'
    said = broken("[half_lives]\n", f"{again}[half_lives]\n")
    assert any("published[1].claim: '7' stands already at published[0].claim" in line for line in said)
