import pytest

from regimelab.errors import InvalidInput
from regimelab.evidence.origin import NOT_STATED, own_origin

STATED = """
producer = "A think tank"
title = "Chronicle of the Gulf"
version = "2"
url = "https://example.org"
licence = "CC BY 4.0"
citation = "A think tank (2023)"
accessed = 2023-06-30
"""


def test_an_own_chronicle_says_where_it_comes_from_in_a_file_beside_it(tmp_path):
    (tmp_path / "gulf.origin.toml").write_text(STATED)
    origin = own_origin(tmp_path / "gulf.csv", b"raw")
    assert (origin.source, origin.licence, origin.accessed) == ("gulf", "CC BY 4.0", "2023-06-30")


def test_what_nobody_states_is_said_to_be_not_stated(tmp_path):
    origin = own_origin(tmp_path / "gulf.csv", b"raw")
    assert {origin.producer, origin.licence, origin.accessed} == {NOT_STATED}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("licence = ", "is not TOML"),
        ('license = "MIT"', "Did you mean 'licence'"),
        ('accessed = "in June"', "is not a date"),
    ],
)
def test_a_wrong_origin_is_refused(tmp_path, text, what):
    (tmp_path / "gulf.origin.toml").write_text(text)
    with pytest.raises(InvalidInput, match=what):
        own_origin(tmp_path / "gulf.csv", b"raw")
