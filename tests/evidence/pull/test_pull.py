"""A producer's file comes whole and as it is, or not at all; whatever its server does."""

import gzip
import subprocess
import sys
from collections import namedtuple
from hashlib import sha256

import pytest
from pull_server import DATA, HALF, left, never_ends, offers, says

from regimelab.errors import EvidenceMissing, InvalidInput


def test_a_file_comes_as_it_is_with_what_the_server_says_of_it(fetch, producer, tmp_path):
    moment = "Wed, 05 Jan 2022 10:00:00 GMT"
    pulled = fetch(offers(DATA, Last_Modified=moment, Content_Type="text/csv; charset=utf-8"))
    assert pulled.path == tmp_path / "acts.csv" and pulled.path.read_bytes() == DATA
    assert (pulled.sha256, pulled.bytes) == (sha256(DATA).hexdigest(), len(DATA))
    assert (pulled.etag, pulled.last_modified, pulled.content_type) == ('"one"', moment, "text/csv")
    assert pulled.final_url == producer.url()
    assert left(tmp_path) == ["acts.csv"]


def test_the_server_is_asked_not_to_pack(fetch, producer):
    fetch(offers(DATA))
    assert producer.headers(0)["accept-encoding"] == "identity"


def test_a_file_that_is_already_there_stays_until_the_new_one_is_whole(fetch, tmp_path):
    (tmp_path / "acts.csv").write_bytes(b"old")
    with pytest.raises(EvidenceMissing):
        fetch(offers(DATA, upto=0), attempts=2)
    assert (tmp_path / "acts.csv").read_bytes() == b"old"
    assert fetch(offers(DATA)).path.read_bytes() == DATA


def test_a_length_that_promises_too_much_is_found_out(fetch, tmp_path):
    with pytest.raises(EvidenceMissing, match=r"Tried 3 times"):
        fetch(says(200, DATA, length=len(DATA) + 10), attempts=3)
    assert "acts.csv" not in left(tmp_path)


def test_a_length_that_promises_too_little_is_found_out_by_the_hash(fetch, tmp_path):
    with pytest.raises(EvidenceMissing, match=r"has SHA-256 .* as expected"):
        fetch(says(200, DATA, length=HALF), expect_sha256=sha256(DATA).hexdigest())
    assert left(tmp_path) == []


def test_the_hash_that_was_expected_may_be_written_large(fetch):
    assert fetch(offers(DATA), expect_sha256=sha256(DATA).hexdigest().upper()).bytes == len(DATA)


@pytest.mark.parametrize(
    "answer",
    [
        says(200, b"<p>Please log in</p>", Content_Type="text/html; charset=utf-8"),
        says(200, b"\n<!DOCTYPE html><title>Sorry</title>", Content_Type="text/csv"),
    ],
    ids=["called a page", "called data"],
)
def test_a_web_page_is_no_data(fetch, tmp_path, answer):
    with pytest.raises(EvidenceMissing, match=r"web page where data are expected.*evidence add FILE"):
        fetch(answer)
    assert "acts.csv" not in left(tmp_path)


def test_an_empty_file_is_no_data(fetch):
    with pytest.raises(EvidenceMissing, match=r"empty file"):
        fetch(says(200))


def test_a_file_longer_than_the_limit_is_refused_unread(fetch, tmp_path):
    with pytest.raises(InvalidInput, match=r"over the limit of 1\.0 kB.*raise the limit"):
        fetch(offers(DATA), limit_bytes=1000)


def test_a_stream_without_end_is_cut_at_the_limit_and_leaves_nothing(fetch, tmp_path):
    with pytest.raises(InvalidInput, match=r"goes on and on, over the limit of 100\.0 kB"):
        fetch(never_ends, limit_bytes=100_000)
    assert left(tmp_path) == []


def test_a_disk_without_room_is_noticed_before_the_file_comes(fetch, monkeypatch, tmp_path):
    usage = namedtuple("usage", "total used free")(10**9, 10**9 - 10, 10)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    with pytest.raises(EvidenceMissing, match=r"needs .* kB more, and 0 bytes are free"):
        fetch(offers(DATA))
    assert (tmp_path / "acts.csv.part").stat().st_size == 0


def test_a_disk_that_fills_up_is_told_and_what_came_stays(fetch, monkeypatch, tmp_path):
    from regimelab.evidence.pull.part import Part

    def full(self, piece):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(EvidenceMissing, match=r"No space left on device"):
        patch.setattr(Part, "write", full)
        fetch(offers(DATA))
    assert "acts.csv.part" in left(tmp_path)


def test_packed_data_stay_packed_as_they_came(fetch):
    packed = gzip.compress(DATA, mtime=0)
    pulled = fetch(says(200, packed, Content_Encoding="gzip", Content_Type="text/csv"))
    assert pulled.path.read_bytes() == packed
    assert pulled.content_encoding == "gzip"


def test_progress_rises_to_the_whole(fetch):
    told = []
    fetch(offers(DATA), progress=lambda stage, done: told.append((stage, done)))
    assert {stage for stage, _ in told} == {"pull acts.csv"}
    shares = [done for _, done in told]
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) <= 102


def test_the_network_library_is_not_loaded_until_something_is_pulled():
    code = "import sys, regimelab.evidence.pull; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
