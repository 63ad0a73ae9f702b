import pytest

from regimelab.evidence.sources.gdelt import GDELT, GDELT_BACKFILE, GDELT_DAILY

ACT = {
    "GLOBALEVENTID": "1022334455",
    "SQLDATE": "20220105",
    "Actor1Code": "KAZGOV",
    "Actor1CountryCode": "KAZ",
    "Actor2Code": "RUS",
    "Actor2CountryCode": "RUS",
    "EventCode": "0214",
    "GoldsteinScale": "3.4",
    "NumMentions": "10",
    "ActionGeo_CountryCode": "KZ",
    "DATEADDED": "20220106121500",
    "SOURCEURL": "https://example.org/a",
}


@pytest.fixture
def act(line):
    def written(source, **changes):
        header = source.layout.header
        cells = ACT | {"DATEADDED": "20220106"} if source is not GDELT else ACT
        return line(header, **{k: v for k, v in (cells | changes).items() if k in header})

    return written


def test_an_event_of_every_quarter_of_an_hour_is_read_whole(read, act, day):
    row = read(GDELT, act(GDELT)).rows[0]
    assert row["record"] == "1022334455"
    assert (row["sender_code"], row["receiver_code"]) == ("KAZ", "RUS")
    assert (row["scheme"], row["code"], row["value"], row["mentions"]) == ("cameo", "0214", 3.4, 10)
    assert (row["start"], row["end"]) == (day("2022-01-05"), day("2022-01-06"))
    assert (row["place"], row["reported"], row["url"]) == ("KZ", day("2022-01-06"), ACT["SOURCEURL"])


@pytest.mark.parametrize("source", [GDELT_DAILY, GDELT_BACKFILE], ids=lambda source: source.name)
def test_an_event_of_the_first_edition_is_the_same_but_for_its_columns(read, act, day, source):
    row = read(source, act(source)).rows[0]
    assert (row["sender_code"], row["receiver_code"], row["code"]) == ("KAZ", "RUS", "0214")
    assert (row["place"], row["reported"]) == ("KZ", day("2022-01-06"))
    assert row["url"] == (ACT["SOURCEURL"] if source is GDELT_DAILY else None)


@pytest.mark.parametrize(("source", "columns"), [(GDELT, 61), (GDELT_DAILY, 58), (GDELT_BACKFILE, 57)])
def test_the_columns_are_as_many_as_the_producer_says(source, columns):
    assert len(set(source.layout.header)) == columns


def test_a_quotation_mark_is_text(read, act):
    rows = read(GDELT, act(GDELT, Actor1Name='"PRESS', SOURCEURL='https://e.org/"a'), act(GDELT)).rows
    assert [row["url"] for row in rows] == ['https://e.org/"a', ACT["SOURCEURL"]]


def test_a_known_group_stands_in_for_a_missing_country_and_a_bare_role_for_nothing(read, act):
    group = act(GDELT, Actor1CountryCode="", Actor1KnownGroupCode="UNO", Actor1Code="IGOUNO")
    role = act(GDELT, Actor1CountryCode="", Actor1Code="GOV")
    assert read(GDELT, group, role).column("sender_code") == ["UNO", None]


def test_a_line_with_a_broken_date_is_set_aside_with_its_cell(read, act):
    found = read(GDELT, act(GDELT), act(GDELT, SQLDATE="20220231"))
    assert len(found.rows) == 1
    assert [(cell["line"], cell["column"], cell["cell"]) for cell in found.aside] == [
        (2, "SQLDATE", "20220231")
    ]
