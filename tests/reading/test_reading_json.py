"""A JSON file, or why it holds none."""

import pytest

from regimelab.errors import InvalidInput
from regimelab.reading.json import read_json


def test_an_object_is_read_and_what_is_none_is_empty(tmp_path):
    file = tmp_path / "a.json"
    for text, found in (('{"a": 1}', {"a": 1}), ("[]", {})):
        file.write_text(text)
        assert read_json(file, "") == found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\xe9", "it is not UTF-8 text"),
        (b'{"a": 1\n"b"}', r"it is not JSON \(line 2, column 1\)"),
        (None, "there is no such file"),
    ],
)
def test_it_is_said_why_a_file_holds_no_json_and_what_to_do(tmp_path, content, said):
    file = tmp_path / "a.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InvalidInput, match=rf"a\.json: {said}\. Do this\."):
        read_json(file, "Do this.")
    with pytest.raises(InvalidInput, match="it cannot be read: Is a directory"):
        read_json(tmp_path, "Do this.")
