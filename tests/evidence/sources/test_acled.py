from regimelab.evidence.sources.acled import ACLED

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
    "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
    "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")
ACT = {
    "event_id_cnty": "TJK1",
    "event_date": "2022-09-14",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Tajikistan (1994-)",
    "inter1": "State forces",
    "actor2": "Military Forces of Kyrgyzstan (2020-)",
    "inter2": "External/Other forces",
    "iso": "762",
    "country": "Tajikistan",
    "admin1": "Sughd",
    "fatalities": "2",
    "timestamp": "1663689600",
}


def rows_of(read, line, **changes):
    return read(ACLED, ",".join(HEADER), line(HEADER, ",", **ACT | changes)).rows


def test_an_event_is_read_with_an_outside_force_as_its_state(read, line, day):
    row = rows_of(read, line)[0]
    assert (row["record"], row["scheme"], row["code"]) == ("TJK1", "acled", "Battles:Armed clash")
    assert (row["sender_code"], row["receiver_code"]) == ("Tajikistan", "Kyrgyzstan")
    assert (row["deaths_low"], row["deaths_high"], row["place"]) == (2, 2, "Sughd, Tajikistan")
    assert (row["start"], row["reported"]) == (day("2022-09-14"), day("2022-09-20"))


def test_older_files_write_dates_in_words_and_kinds_of_actor_in_numbers(read, line, day):
    row = rows_of(read, line, event_date="14 September 2022", inter1="1", inter2="8")[0]
    assert (row["start"], row["receiver_code"]) == (day("2022-09-14"), "Kyrgyzstan")


def test_a_crowd_is_of_the_country_and_an_outside_force_of_no_named_state_of_none(read, line):
    crowd = rows_of(read, line, actor1="Protesters (Tajikistan)", inter1="Protesters", actor2="", inter2="")[
        0
    ]
    assert (crowd["sender_code"], crowd["receiver_code"]) == ("Tajikistan", None)
    guards = rows_of(read, line, actor2="Private Security Forces (International)")[0]
    assert guards["receiver_code"] is None


def test_a_note_may_run_over_two_lines(read, line):
    rows = read(
        ACLED, ",".join(HEADER), line(HEADER, ",", **ACT, notes='"two\nlines"'), line(HEADER, ",", **ACT)
    )
    assert len(rows.rows) == 2


def test_the_terms_are_stated_and_forbid_passing_the_rows_on():
    assert not ACLED.published.redistributable
    assert "not passed on" in ACLED.published.terms.replace("\n", " ")
