import csv

import pyarrow.parquet as pq

from regimelab.evidence.sources.icews import ICEWS

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude"
).split("\t")
ACT = {
    "Event ID": "32889836",
    "Event Date": "2018-06-01",
    "Source Country": "Kazakhstan",
    "CAMEO Code": "057",
    "Intensity": "8.0",
    "Target Country": "Uzbekistan",
    "Country": "Kazakhstan",
}


def test_an_event_is_read_without_the_names_of_its_actors(read, line, day):
    named = ACT | {"Source Name": "A name", "Target Name": "Another"}
    row = read(ICEWS, "\t".join(HEADER), line(HEADER, **named)).rows[0]
    assert (row["record"], row["code"], row["value"]) == ("32889836-2018-06-01", "057", 8.0)
    assert (row["sender_code"], row["receiver_code"]) == ("Kazakhstan", "Uzbekistan")
    assert (row["start"], row["end"], row["place"]) == (day("2018-06-01"), day("2018-06-02"), "Kazakhstan")
    assert "name" not in " ".join(str(value) for value in row.values()).lower()


def test_a_leading_zero_that_was_eaten_is_given_back(read, line):
    eaten = ["40", "311", "010", "141", "100", "1411", "20"]
    lines = (line(HEADER, **ACT | {"CAMEO Code": code}) for code in eaten)
    found = read(ICEWS, "\t".join(HEADER), *lines)
    assert sorted(found.column("code")) == sorted(["040", "0311", "010", "141", "100", "1411", "020"])


def test_a_code_that_is_no_number_is_set_aside(read, line):
    found = read(ICEWS, "\t".join(HEADER), line(HEADER, **ACT | {"CAMEO Code": "NULL"}), line(HEADER, **ACT))
    assert [(cell["line"], cell["reason"]) for cell in found.aside] == [(2, "is blank")]
    assert len(found.rows) == 1


def test_two_real_days_are_read_whole(read, shared, tmp_path):
    table = pq.read_table(shared / "data/icews_raw_sample_2018_06.parquet").rename_columns(HEADER)
    path = tmp_path / "events.2018.tab"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        lines.writerow(HEADER)
        lines.writerows(["" if cell == "nan" else cell for cell in row.values()] for row in table.to_pylist())
    found = read(ICEWS, path=path)
    names = pq.read_table(shared / "data/cameo_codes_goldstein.parquet", columns=["code", "name"]).to_pylist()
    name = {row["code"]: row["name"] for row in names}
    said = {f"{row['Event ID']}-{row['Event Date']}": row["Event Text"] for row in table.to_pylist()}
    assert (len(found.rows), found.aside) == (3705, [])
    assert len(set(found.column("record"))) == 3705
    assert all(name[row["code"]] == said[row["record"]] for row in found.rows)
