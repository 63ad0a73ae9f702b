"""Structure tables are checked row by row and against each other; corrections must still fit."""

import pytest

from regimelab.region import check_region


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "borders.csv",
            "KAZ,KGZ,1212",
            "KAZ,KGZ,1213",
            "the borders of KAZ add up to 13365 km, but its land border is 13364 km.",
        ),
        (
            "borders.csv",
            "KAZ,KGZ,1212",
            "KAZ,KGZ,-12",
            "line 13, length_km: '-12' input should be greater than 0.",
        ),
        ("borders.csv", "KAZ,KGZ,1212", "KAZ,KAZ,1212", "KAZ-KAZ: joins a state to itself."),
        (
            "borders.csv",
            "KAZ,KGZ,1212,true,true,true",
            "KAZ,KGZ,1212,true,true,false",
            "the two states' pages disagree on 1212 km.",
        ),
        ("borders.csv", "KAZ,KGZ,1212", "RUS,KAZ,1212", "some border stands twice, once from each side."),
        ("borders.csv", "iso3_a,", "iso_a,", "has no column 'iso3_a'. Did you mean 'iso_a'?"),
        ("borders.csv", "KAZ,KGZ,1212,", 'KAZ,KGZ,"1212",,', "line 13: has 9 cells, but the header has 8."),
        (
            "memberships.csv",
            "KAZ,OSCE,participating state",
            "KAZ,OSCE,participant state",
            "'participant state' is not a status of membership. Did you mean 'participating state'?",
        ),
        (
            "memberships.csv",
            "KAZ,OSCE,participating state,1992-01-30",
            "KAZ,OSCE,participating state,1992-01-32",
            "since: '1992-01-32' is not a date of the calendar",
        ),
        (
            "memberships.csv",
            "KAZ,OSCE,",
            "KAX,OSCE,",
            "'KAX' is not an actor of the region. Did you mean 'KAZ'?",
        ),
        (
            "memberships.csv",
            "2006-08-16,2012-12-19",
            "2016-08-16,2012-12-19",
            "ends 2012-12-19, before it begins 2016-08-16.",
        ),
        (
            "memberships.csv",
            "TKM,EAEU,none,,",
            "TKM,EAEU,none,2001,",
            "has the status 'none' and yet a date.",
        ),
        ("memberships.csv", "KGZ,OSCE", "KAZ,OSCE", "'KAZ OSCE participating state' has 2 rows"),
        ("states.csv", "UZB,Uzbekistan", "UZX,Uzbekistan", "has no row for the member 'UZB'."),
        (
            "un_votes_ukraine.csv",
            "KAZ,abstain,high",
            "KAZ,abstained,high",
            "vote: 'abstained' is not a vote. Did you mean 'abstain'?",
        ),
        (
            "un_votes_ukraine.csv",
            "2022-03-02,Aggression against Ukraine,141",
            "2022-03-03,Aggression against Ukraine,141",
            "its rows give different dates, subjects or totals.",
        ),
        (
            "un_votes_ukraine.csv",
            "KAZ,abstain,high,https",
            "KAZ,abstain,,https",
            "ES-11/1 KAZ: votes 'abstain' without a source.",
        ),
    ],
)
def test_a_wrong_table_says_which_row_and_why(broken, file, old, new, expected):
    said = broken(old, new, file)
    assert any(expected in line for line in said), said


@pytest.mark.parametrize(("column", "value", "settled"), [("length_km", "1212", True), ("note", "", False)])
def test_pages_may_disagree_on_a_length_where_a_correction_says_which_is_kept(copy, column, value, settled):
    file = copy / "borders.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("KAZ,KGZ,1212,true,true,true", "KAZ,KGZ,1212,true,true,false"))
    with (copy / "corrections.toml").open("a", encoding="utf-8") as said:
        said.write(
            f'\n[[correction]]\nfile = "borders.csv"\nkey = "KAZ KGZ"\ncolumn = "{column}"\n'
            f'was = "{value}"\nnow = "{value}"\nreason = "one page rounds"\nsource = "https://example.org"\n'
        )
    assert any("pages disagree on 1212 km" in str(one) for one in check_region(copy)) is not settled


def test_more_listed_votes_than_the_total_are_a_problem(copy):
    file = copy / "un_votes_ukraine.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",141,5,35,", ",141,5,3,"), encoding="utf-8")
    assert any(
        "lists 5 votes 'abstain', but the total is 3." in str(problem) for problem in check_region(copy)
    )


def test_more_votes_than_the_assembly_has_members_are_a_problem(copy):
    file = copy / "un_votes_ukraine.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",141,5,35,", ",159,5,35,"), encoding="utf-8")
    assert any("its totals exceed 193 members." in str(problem) for problem in check_region(copy))


def test_a_table_without_rows_is_a_problem(copy):
    file = copy / "states.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert any("has no rows." in str(problem) for problem in check_region(copy))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'key = "UZB OTS member"',
            'key = "UZB OTX member"',
            "there is no row 'UZB OTX member'. Did you mean 'UZB OTS member'?",
        ),
        ('column = "since"', 'column = "sinse"', "there is no column 'sinse'. Did you mean 'since'?"),
        ('was = "2019-10"', 'was = "2019-11"', "expects '2019-11' but the table has '2019-10'."),
        (
            'file = "memberships.csv"',
            'file = "membership.csv"',
            "correction[4].file: 'membership.csv' is not a table of the region. Did you mean "
            "'memberships.csv'?",
        ),
        ("reason =", "raison =", "correction[0].raison: 'raison' is not a key here. Did you mean 'reason'?"),
        (
            "[[correction]]",
            "[[corection]]",
            "corection: 'corection' is not a key here. Did you mean 'correction'?",
        ),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(broken, old, new, expected):
    said = broken(old, new, "corrections.toml")
    assert any(expected in line for line in said), said
