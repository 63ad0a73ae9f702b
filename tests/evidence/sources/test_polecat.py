from regimelab.evidence.sources.polecat import POLECAT

HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
    "Actor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\t"
    "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
    "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\t"
    "Story People\tStory Organizations\tStory Locations\tLanguage\tVersion"
).split("\t")
ACT = {
    "Event ID": "E1",
    "Event Date": "2022-01-05",
    "Event Type": "PROTEST",
    "Event Mode": "riot",
    "Intensity": "-6.6",
    "Actor Country": "KAZ",
    "Recipient Country": "KAZ",
    "Country": "KAZ",
    "Publication Date": "2022-01-06",
}


def rows_of(read, line, **changes):
    return read(POLECAT, "\t".join(HEADER), line(HEADER, **ACT | changes)).rows


def ends(rows):
    return [(row["sender_code"], row["receiver_code"]) for row in rows]


def test_an_event_is_read_with_its_mode_in_its_code(read, line, day):
    row = rows_of(read, line)[0]
    assert len(HEADER) == 40
    assert (row["record"], row["scheme"], row["code"]) == ("E1", "plover", "PROTEST:riot")
    assert (row["value"], row["reported"], row["place"]) == (-6.6, day("2022-01-06"), "KAZ")
    assert (row["start"], row["end"]) == (day("2022-01-05"), day("2022-01-06"))


def test_an_event_without_a_mode_has_its_type_for_code(read, line):
    assert rows_of(read, line, **{"Event Mode": "None"})[0]["code"] == "PROTEST"


def test_several_actors_act_each_on_each_recipient(read, line):
    rows = rows_of(read, line, **{"Actor Country": "RUS; KAZ", "Recipient Country": "KGZ"})
    assert sorted(ends(rows)) == [("KAZ", "KGZ"), ("RUS", "KGZ")]
    assert sorted(row["record"] for row in rows) == ["E1-KAZ-KGZ", "E1-RUS-KGZ"]


def test_actors_without_a_recipient_meet_two_by_two(read, line):
    rows = rows_of(read, line, **{"Actor Country": "UZB;KAZ;KGZ", "Recipient Country": "None"})
    assert sorted(ends(rows)) == [("KAZ", "KGZ"), ("KAZ", "UZB"), ("KGZ", "UZB")]


def test_one_actor_without_a_recipient_keeps_an_open_end(read, line):
    rows = rows_of(read, line, **{"Recipient Country": "None"})
    assert [*ends(rows), rows[0]["record"]] == [("KAZ", None), "E1"]
