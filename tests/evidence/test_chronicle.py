from datetime import date

import pytest

from regimelab.errors import InvalidInput
from regimelab.evidence import read_chronicle
from regimelab.evidence.schemas import ACTS, CHRONICLE_COLUMNS

FAULTS = [
    ("kind", "protst", "'protst' is not a kind of act", "Did you mean 'protest'?"),
    ("actor", "KAX", "'KAX' is not an actor of region 'central_asia'", "Did you mean 'KAZ'?"),
    ("actor", "", "is blank", "Every act needs it"),
    ("target", "KAZ;ATLANTIS", "'ATLANTIS' is not an actor", "Known: "),
    ("target", "", "is blank", "done to someone"),
    ("states", "RUS", "'RUS' is not a member", "Known: KAZ, KGZ, TJK, TKM, UZB"),
    ("date", "2022-02-31", "'2022-02-31' is not in the calendar", "YYYY-MM-DD"),
    ("date", "5.1.2022", "'5.1.2022' is not a date", "YYYY-MM-DD"),
    ("date", "2022-01", "dated to the month, but date_precision says 'day'", "YYYY-MM-DD"),
    ("date_precision", "week", "'week' is not a precision", "Known: day, month, year"),
    ("mechanism", "restrain", "'restrain' is not a mechanism", "Did you mean 'restraint'?"),
    ("confidence", "hi", "'hi' is not a confidence", "Known: high, low, medium"),
    ("intensity", "11", "'11' is not on the scale", "0 to 10"),
    ("intensity", "-1", "'-1' is not on the scale", "0 to 10"),
    ("intensity", "3.5", "'3.5' is not on the scale", "whole number"),
    ("intensity", "", "'' is not on the scale", "whole number"),
    ("deaths_low", "many", "'many' is not a number of persons", "leave it blank"),
    ("tone", "2", "'2' is not a tone", "Known: -1, 0, 1"),
    ("source_url", "", "the act has no source", "address of the page"),
    ("source_url", "example", "'example' is not the address of a page", "http"),
    ("source_url_2", "see above", "'see above' is not the address of a page", "http"),
    ("source_publisher", "", "is blank", "Every act needs it"),
    ("source_date", "2022-02-30", "'2022-02-30' is not in the calendar", "leave it blank"),
    ("source_state", "XXX", "'XXX' is not an actor", "Known: "),
    ("description", "", "is blank", "Every act needs it"),
    ("seed_cited", "yes", "'yes' is not true or false", "Known: false, true"),
    ("id", "", "is blank", "Every act needs it"),
]


def problems_of(path, region) -> list[str]:
    with pytest.raises(InvalidInput) as refusal:
        read_chronicle(path, region)
    assert refusal.value.exit_code == 3
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(("column", "value", "what", "remedy"), FAULTS)
def test_a_wrong_value_is_named_with_line_column_and_remedy(write, region, column, value, what, remedy):
    path = write({}, {column: value})
    [problem] = problems_of(path, region)
    assert problem.startswith(f"{path}:3: {column}: ")
    assert what in problem
    assert remedy in problem


def test_all_problems_are_told_at_once(write, region):
    path = write(*({column: value} for column, value, _, _ in FAULTS))
    found = problems_of(path, region)
    for line, (column, _, what, _) in enumerate(FAULTS, start=2):
        assert any(text.startswith(f"{path}:{line}: {column}: ") and what in text for text in found)


def test_an_id_that_appears_twice_is_refused_with_both_lines(write, region):
    path = write({}, {}, {"id": "CH0001"})
    [problem] = problems_of(path, region)
    assert problem.startswith(f"{path}:4: id: 'CH0001' is already the id of line 2.")


def test_more_deaths_at_least_than_at_most_are_refused(write, region):
    [problem] = problems_of(write({"deaths_low": "9", "deaths_high": "3"}), region)
    assert "deaths_low: 9 is above deaths_high, 3." in problem


def test_a_domestic_act_needs_no_target(write, region):
    table = read_chronicle(write({"kind": "protest", "actor": "KAZ:protesters", "target": ""}), region)
    assert table.column("target").to_pylist() == [None]


def test_a_byte_that_is_not_utf8_is_located_and_hides_nothing_else(write, region):
    path = write({}, {"description": "A cafe opens."}, {"tone": "7"})
    path.write_bytes(path.read_bytes().replace(b"cafe", b"caf\xe9"))
    line = path.read_bytes().split(b"\n")[2]
    first, second = problems_of(path, region)
    assert first == (
        f"{path}:3: byte 0xE9 at offset {line.index(0xE9)} of the line is not UTF-8. Save the file as UTF-8."
    )
    assert second.startswith(f"{path}:4: tone: ")


def test_a_byte_that_is_not_utf8_is_told_once_even_where_it_spoils_a_value(write, region):
    path = write({}, {"kind": "support"})
    path.write_bytes(path.read_bytes().replace(b"support", b"supp\xf6rt"))
    said = problems_of(path, region)
    assert [problem.partition(": ")[0] for problem in said] == [f"{path}:2", f"{path}:3"]
    assert all("is not UTF-8" in problem for problem in said)


def test_lines_are_counted_through_cells_of_several_lines(write, region):
    path = write({"description": "First line.\nSecond line."}, {"tone": "7"})
    [problem] = problems_of(path, region)
    assert problem.startswith(f"{path}:4: tone: ")


def test_an_empty_file_is_refused(tmp_path, region):
    path = tmp_path / "own.csv"
    path.write_bytes(b"")
    assert "is empty" in problems_of(path, region)[0]


def test_a_chronicle_without_rows_is_refused(write, region):
    [problem] = problems_of(write(), region)
    assert "has no rows" in problem


def test_a_wrong_header_is_refused_column_by_column(write, region):
    columns = ["mechanisms" if name == "mechanism" else name for name in CHRONICLE_COLUMNS if name != "tone"]
    path = write({"kind": "protst"}, columns=[*columns, "id"])
    found = problems_of(path, region)
    assert any(text.startswith(f"{path}:1: column 'tone' is missing") for text in found)
    assert any(text.startswith(f"{path}:1: 'mechanisms' is not a column") for text in found)
    assert any("Did you mean 'mechanism'?" in text for text in found)
    assert any("column 'id' appears more than once" in text for text in found)
    assert any(text.startswith(f"{path}:2: kind: ") for text in found)


def test_a_row_of_the_wrong_width_is_refused(write, region):
    path = write({}, {})
    path.write_text(path.read_text().rstrip() + ",more\n")
    assert "has 22 cells, but the header has 21 columns" in problems_of(path, region)[0]


def test_an_open_quote_is_refused(write, region):
    path = write({})
    path.write_text(path.read_text() + '"CH0002,2022\n')
    assert "is not CSV" in problems_of(path, region)[0]


def test_a_file_that_is_not_there_is_refused(tmp_path, region):
    assert "there is no such file" in problems_of(tmp_path / "none.csv", region)[0]


def test_a_folder_is_not_a_chronicle(tmp_path, region):
    assert "cannot be read" in problems_of(tmp_path, region)[0]


def test_the_mark_of_utf8_and_spaces_around_values_do_no_harm(write, region):
    path = write({"actor": " UZB ; KGZ ", "kind": " support "})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    [act] = read_chronicle(path, region).to_pylist()
    assert (act["kind"], act["id"]) == ("support", "CH0001")


def test_an_act_keeps_its_values_and_says_what_is_unknown(write, region):
    table = read_chronicle(write({"date": "2022-01", "date_precision": "month", "deaths_low": "0"}), region)
    assert table.schema == ACTS
    [act] = table.to_pylist()
    assert (act["start"], act["end"]) == (date(2022, 1, 1), date(2022, 2, 1))
    assert (act["deaths_low"], act["deaths_high"], act["intensity"], act["tone"]) == (0, None, 2, 1)
    assert act["source_url_2"] is None
    assert act["seed_cited"] is False


def test_the_packaged_chronicle_has_no_problem(region):
    assert read_chronicle(region.folder / region.chronicle.file, region).num_rows == 515
