"""What breaks off is gone on with, and nobody is asked more often than they bear."""

import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pull_server import DATA, HALF, left, offers, says, stalls

from regimelab.errors import EvidenceMissing, InvalidInput
from regimelab.evidence.pull import NotThere, pull


def test_a_dropped_connection_is_gone_on_with_where_it_broke(fetch, producer, waits):
    pulled = fetch(offers(DATA, upto=HALF), offers(DATA))
    assert pulled.path.read_bytes() == DATA
    assert producer.headers(1)["range"] == f"bytes={HALF}-"
    assert producer.headers(1)["if-range"] == '"one"'
    assert len(waits) == 1


def test_a_server_that_drops_again_and_again_is_borne_while_it_sends_more(fetch, producer):
    piece = len(DATA) // 8 + 1
    pulled = fetch(offers(DATA, upto=piece), attempts=2)
    assert pulled.path.read_bytes() == DATA
    assert len(producer.asked) == 8


def test_a_date_serves_to_resume_where_the_etag_is_weak(fetch, producer):
    moment = "Wed, 05 Jan 2022 10:00:00 GMT"
    first = says(200, DATA[:HALF], length=len(DATA), ETag='W/"one"', Last_Modified=moment)
    fetch(first, offers(DATA, moment))
    assert producer.headers(1)["if-range"] == moment


def test_without_a_version_the_file_is_asked_for_afresh(fetch, producer):
    pulled = fetch(says(200, DATA[:HALF], length=len(DATA)), says(200, DATA))
    assert pulled.path.read_bytes() == DATA
    assert "range" not in producer.headers(1)


def test_a_file_that_changed_meanwhile_is_begun_afresh(fetch):
    new = DATA.replace(b"support", b"blame")
    pulled = fetch(offers(DATA, upto=HALF), offers(new, '"two"'))
    assert pulled.path.read_bytes() == new
    assert pulled.etag == '"two"'


def test_a_server_that_sends_the_rest_of_another_version_is_not_believed(fetch):
    new = DATA.replace(b"UZB", b"KGZ")
    rest = says(206, new[HALF:], ETag='"two"', Content_Range=f"bytes {HALF}-{len(new) - 1}/{len(new)}")
    assert fetch(offers(DATA, upto=HALF), rest, offers(new, '"two"')).path.read_bytes() == new


def test_a_server_that_sends_another_part_is_not_believed(fetch):
    wrong = says(206, DATA[10:], ETag='"one"', Content_Range=f"bytes 10-{len(DATA) - 1}/{len(DATA)}")
    assert fetch(offers(DATA, upto=HALF), wrong, offers(DATA)).path.read_bytes() == DATA


def test_a_server_that_knows_no_such_range_is_asked_afresh(fetch):
    refusal = says(416, Content_Range=f"bytes */{len(DATA)}")
    assert fetch(offers(DATA, upto=HALF), refusal, offers(DATA)).path.read_bytes() == DATA


def test_what_an_interruption_leaves_is_gone_on_with_by_the_next_run(fetch, producer, tmp_path):
    def interrupted(stage, done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(offers(DATA), progress=interrupted)
    assert left(tmp_path) == ["acts.csv.part", "acts.csv.part.json"]
    came = (tmp_path / "acts.csv.part").stat().st_size
    assert 0 < came < len(DATA)
    assert fetch(offers(DATA)).path.read_bytes() == DATA
    assert producer.headers(1)["range"] == f"bytes={came}-"


def test_what_another_address_left_is_not_gone_on_with(fetch, producer, tmp_path):
    with pytest.raises(EvidenceMissing):
        fetch(offers(DATA, upto=HALF), attempts=1, path="/old/acts.csv")
    assert (tmp_path / "acts.csv.part").stat().st_size == HALF
    fetch(offers(DATA), path="/new/acts.csv")
    assert "range" not in producer.headers(1)


@pytest.mark.parametrize("note", ["", "no json", "[]", "{}"])
def test_a_part_whose_note_is_lost_is_begun_afresh(fetch, tmp_path, note):
    (tmp_path / "acts.csv.part").write_bytes(b"something else")
    (tmp_path / "acts.csv.part.json").write_text(note)
    assert fetch(offers(DATA)).path.read_bytes() == DATA


def test_two_pulls_of_one_file_do_not_write_into_each_other(fetch, tmp_path):
    refused = []

    def second(stage, done):
        if not refused:
            with pytest.raises(InvalidInput, match=r"another process") as caught:
                fetch(offers(DATA))
            refused.append(caught.value)

    assert fetch(offers(DATA), progress=second).path.read_bytes() == DATA
    assert refused and left(tmp_path) == ["acts.csv"]


def test_a_busy_server_gets_the_time_that_it_asks_for_in_seconds(fetch, waits):
    fetch(says(429, Retry_After="7"), offers(DATA))
    assert waits == [7.0]


def test_a_busy_server_gets_the_time_that_it_asks_for_as_a_date(fetch, waits):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
    fetch(says(503, Retry_After=later), offers(DATA))
    assert waits[0] == pytest.approx(120, abs=3)


def test_a_server_that_asks_for_hours_is_left_alone(fetch, waits):
    with pytest.raises(EvidenceMissing, match=r"asks to wait 7200 seconds"):
        fetch(says(429, Retry_After="7200"))
    assert waits == []


def test_a_broken_server_is_asked_again_after_ever_longer_waits_that_a_seed_fixes(fetch, waits):
    fetch(*[says(500)] * 3, offers(DATA))
    assert len(waits) == 3
    assert all(2**n / 2 <= wait <= 2**n for n, wait in enumerate(waits))
    first, waits[:] = list(waits), []
    fetch(*[says(500)] * 3, offers(DATA))
    assert waits == first
    waits.clear()
    fetch(*[says(500)] * 3, offers(DATA), seed=1)
    assert waits != first


def test_a_server_that_stays_broken_is_given_up(fetch, producer):
    with pytest.raises(EvidenceMissing, match=r"answers 500 .* Tried 3 times"):
        fetch(says(500), attempts=3)
    assert len(producer.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_refusal_is_not_asked_again(fetch, producer, waits, status):
    with pytest.raises(EvidenceMissing, match=rf"acts\.csv: answers {status}"):
        fetch(says(status))
    assert len(producer.asked) == 1 and waits == []


@pytest.mark.parametrize("status, absent", [(404, True), (410, True), (403, False)])
def test_a_gap_in_a_series_can_be_told_from_other_refusals(fetch, status, absent):
    with pytest.raises(EvidenceMissing) as caught:
        fetch(says(status))
    assert isinstance(caught.value, NotThere) is absent


def test_a_server_that_falls_silent_is_asked_again(fetch, monkeypatch):
    import httpx

    monkeypatch.setattr("regimelab.evidence.pull.fetch._TIMEOUT", httpx.Timeout(0.1))
    assert fetch(stalls, offers(DATA)).path.read_bytes() == DATA


def test_a_server_that_is_not_there_is_named(tmp_path, waits):
    with pytest.raises(EvidenceMissing, match=r"127\.0\.0\.1:9/x\.csv: cannot be reached"):
        pull("http://127.0.0.1:9/x.csv", tmp_path, allow_http=True, attempts=2, sleep=waits.append)
    assert len(waits) == 1


def test_a_certificate_that_proves_nothing_is_no_reason_to_ask_again():
    from regimelab.evidence.pull.fetch import certificate_refused

    fault = OSError("connection")
    assert not certificate_refused(fault)
    fault.__cause__ = ssl.SSLCertVerificationError("expired")
    assert certificate_refused(fault)
