"""Borders: both ways round, by year, with what kind of border in the producer's numbers."""

from regimelab.evidence.sources import SOURCE

HEADER = "dyad,state1no,state1ab,state2no,state2ab,year,conttype,version"


def test_a_border_is_read_as_the_producer_numbers_it(read, day):
    found = read(
        SOURCE["cow_contiguity"],
        HEADER,
        "703705,703,KYR,705,KZK,2000,1,3.2",
        "703705,705,KZK,703,KYR,2000,1,3.2",
        "369640,369,UKR,640,TUR,soon,5,3.2",
    )
    first = found.rows[0]
    assert [row["sender_code"] for row in found.rows] == ["703", "705"]
    assert (first["receiver_code"], first["value"], first["variable"]) == ("705", 1.0, "contiguity")
    assert (first["start"], first["end"]) == (day("2000-01-01"), day("2001-01-01"))
    assert [row["line"] for row in found.aside] == [4]
