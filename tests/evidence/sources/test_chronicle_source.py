from regimelab.evidence.schemas import CHRONICLE_COLUMNS
from regimelab.evidence.sources.chronicle import CHRONICLE

ACT = {
    "id": "CH0001",
    "date": "2022-01-05",
    "kind": "support",
    "actor": "UZB",
    "target": "KAZ",
    "intensity": "2",
    "tone": "1",
    "source_date": "2022-01-06",
    "source_url": "https://example.org/page",
}


def rows_of(read, line, **changes):
    return read(CHRONICLE, ",".join(CHRONICLE_COLUMNS), line(CHRONICLE_COLUMNS, ",", **ACT | changes)).rows


def ends(rows):
    return sorted((row["sender_code"], row["receiver_code"]) for row in rows)


def test_an_act_is_an_event_whose_code_is_its_kind(read, line, day):
    row = rows_of(read, line, tone="-1")[0]
    assert (row["record"], row["scheme"], row["code"], row["value"]) == ("CH0001", "regimelab", "support", -2)
    assert (row["start"], row["end"], row["reported"]) == tuple(
        map(day, ("2022-01-05", "2022-01-06", "2022-01-06"))
    )
    assert row["url"] == ACT["source_url"]


def test_a_month_and_a_year_are_stretches_and_a_page_dated_so_was_out_by_their_end(read, line, day):
    month = rows_of(read, line, date="2022-12", source_date="2022-02")[0]
    assert (month["start"], month["end"]) == (day("2022-12-01"), day("2023-01-01"))
    assert month["reported"] == day("2022-02-28")
    year = rows_of(read, line, date="2022")[0]
    assert (year["start"], year["end"]) == (day("2022-01-01"), day("2023-01-01"))


def test_a_dyadic_act_goes_from_each_actor_to_each_target_but_not_to_itself(read, line):
    rows = rows_of(read, line, kind="coercion", actor="RUS;KAZ", target="KAZ;UZB")
    assert ends(rows) == [("KAZ", "UZB"), ("RUS", "KAZ"), ("RUS", "UZB")]


def test_a_symmetric_act_joins_all_who_take_part_two_by_two(read, line):
    rows = rows_of(read, line, kind="summit", actor="KAZ;UZB;KGZ", target="KAZ;UZB;KGZ")
    assert ends(rows) == [("KAZ", "KGZ"), ("KAZ", "UZB"), ("KGZ", "UZB")]
    assert ends(rows_of(read, line, kind="intel", actor="CSTO", target="TJK")) == [("CSTO", "TJK")]


def test_a_domestic_act_keeps_the_part_of_the_state_that_acted(read, line):
    rows = rows_of(read, line, kind="repress", actor="KGZ:government", target="KGZ:media")
    assert ends(rows) == [("KGZ:government", "KGZ:media")]


def test_every_act_of_the_packaged_chronicle_is_read(read, region):
    found = read(CHRONICLE, path=region.folder / region.chronicle.file)
    assert found.aside == []
    assert len({row["record"].split("-")[0] for row in found.rows}) == 515
    assert len(set(found.column("record"))) == len(found.rows)
