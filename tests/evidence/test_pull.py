"""A producer's file comes whole and as it is, or not at all; whatever its server does."""

import gzip
import logging
import ssl
import subprocess
import sys
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256

import pytest
from pull_server import never_ends, offers, running, says, stalls

from regimelab.errors import EvidenceMissing, InvalidInput, UsageError
from regimelab.evidence.pull import NotThere, Secret, pull

DATA = b"".join(b"%d,UZB,KAZ,support\n" % number for number in range(20_000))
HALF = len(DATA) // 2


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture(scope="module")
def server():
    with running() as producer:
        yield producer


@pytest.fixture
def producer(server):
    server.answers.clear()
    server.asked.clear()
    return server


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetch(producer, tmp_path, waits):
    """Pull acts.csv from a producer that gives these answers."""

    def fetched(*answers, path="/acts.csv", **terms):
        producer.answers[:] = answers
        terms = {"allow_http": True, "sleep": waits.append} | terms
        return pull(producer.url(path), tmp_path, **terms)

    return fetched


def left(folder):
    return sorted(path.name for path in folder.iterdir())


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


def test_a_file_that_is_already_there_stays_until_the_new_one_is_whole(fetch, tmp_path):
    (tmp_path / "acts.csv").write_bytes(b"old")
    with pytest.raises(EvidenceMissing):
        fetch(offers(DATA, upto=0), attempts=2)
    assert (tmp_path / "acts.csv").read_bytes() == b"old"
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


def test_a_redirect_on_the_same_host_is_followed(fetch, producer):
    pulled = fetch(says(302, Location="/moved/acts-2022.csv"), offers(DATA))
    assert pulled.final_url == producer.url("/moved/acts-2022.csv")
    assert pulled.path.name == "acts.csv"


def test_a_redirect_to_another_host_is_followed_only_if_told(fetch, producer):
    elsewhere = f"localhost:{producer.server_port}"
    away = says(302, Location=f"http://{elsewhere}/acts.csv")
    with pytest.raises(InvalidInput, match=rf"another host, {elsewhere}.*allow it"):
        fetch(away)
    assert len(producer.asked) == 1
    producer.asked.clear()
    assert fetch(away, offers(DATA), allow_hosts=[elsewhere]).path.read_bytes() == DATA


def test_a_permit_in_the_address_of_a_store_is_not_kept(fetch, producer):
    elsewhere = f"localhost:{producer.server_port}"
    away = says(302, Location=f"http://{elsewhere}/store/7?signature=hush")
    pulled = fetch(away, offers(DATA), allow_hosts=[elsewhere])
    assert pulled.final_url == f"http://{elsewhere}/store/7"


def test_a_redirect_in_a_circle_ends(fetch, producer):
    with pytest.raises(EvidenceMissing, match=r"redirects more than 10 times"):
        fetch(says(302, Location="/acts.csv"))
    assert len(producer.asked) == 11


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/acts.csv", "file:///etc/hosts", "http://[::1"])
def test_a_redirect_to_no_web_address_is_refused(fetch, location):
    with pytest.raises(EvidenceMissing, match=r"redirects|broke off"):
        fetch(says(302, Location=location), attempts=1)


def test_a_redirect_from_https_to_plain_http_is_refused_even_where_http_is_allowed(tmp_path):
    import httpx

    from regimelab.evidence.pull.address import followed
    from regimelab.evidence.pull.order import Order
    from regimelab.evidence.pull.secret import Keys

    url = httpx.URL("https://example.org/acts.csv")
    order = Order(str(url), tmp_path, None, 1, True, frozenset(), Keys(()), lambda stage, done: None)
    assert str(followed(order, url, url, "/x.csv")) == "https://example.org/x.csv"
    with pytest.raises(InvalidInput, match=r"from https to plain http, http://example\.org/acts\.csv"):
        followed(order, url, url, "http://example.org/acts.csv")


@pytest.mark.parametrize(
    "url, complaint",
    [
        ("http://example.org/a.csv", "plain http"),
        ("ftp://example.org/a.csv", "not a web address"),
        ("acts.csv", "not a web address"),
        ("http://[::1", "is no address"),
        ("https://me:hush@example.org/a.csv", "carries a name or password"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused_before_anything_is_sent(tmp_path, url, complaint):
    with pytest.raises(InvalidInput, match=complaint) as caught:
        pull(url, tmp_path)
    assert "hush" not in str(caught.value)
    assert left(tmp_path) == []


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


@pytest.mark.parametrize(
    "path, name",
    [
        ("/files/20220105.export.CSV.zip?x=1#top", "20220105.export.CSV.zip"),
        ("/", "download"),
        ("/a/%2e%2e%2fetc%2fpasswd", "passwd"),
        ("/.hidden", "hidden"),
        ("/name%00%0a:x", "name___x"),
    ],
)
def test_a_file_is_named_after_its_address_and_stays_in_its_folder(fetch, tmp_path, path, name):
    assert fetch(offers(DATA), path=path).path == tmp_path / name


def test_a_file_may_be_named_by_hand_in_a_folder_to_come(producer, tmp_path):
    producer.answers[:] = [offers(DATA)]
    into = tmp_path / "new" / "mine.csv"
    assert pull(producer.url(), into, allow_http=True).path == into
    assert into.read_bytes() == DATA


def test_terms_that_make_no_sense_are_told_all_at_once(tmp_path):
    with pytest.raises(InvalidInput) as caught:
        pull("https://example.org/a", tmp_path, expect_sha256="abc", limit_bytes=0, attempts=0)
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize("place", ["header", "parameter"])
def test_a_key_is_sent_and_shown_nowhere(fetch, producer, tmp_path, monkeypatch, caplog, place):
    monkeypatch.setenv("OUR_KEY", "hush+hush/77")
    secret = Secret("OUR_KEY", "key", place, before="Bearer " if place == "header" else "")
    echo = says(302, Location="/acts.csv?again=1&key=hush%2Bhush%2F77")
    with caplog.at_level(logging.DEBUG):
        pulled = fetch(offers(DATA, upto=HALF), echo, offers(DATA), secrets=[secret])
        with pytest.raises(EvidenceMissing) as caught:
            fetch(echo, says(404), secrets=[secret])
    sent = producer.asked[0][1]["key"] if place == "header" else producer.asked[0][0]
    assert ("Bearer hush+hush/77" if place == "header" else "hush%2Bhush%2F77") in sent
    shown = f"{pulled} {caught.value} {caplog.text} {secret}"
    assert "hush" not in shown and "***" in pulled.final_url and "***" in caplog.text


def test_a_key_is_written_into_no_file(fetch, tmp_path, monkeypatch):
    monkeypatch.setenv("OUR_KEY", "hush77")
    with pytest.raises(EvidenceMissing):
        fetch(offers(DATA, upto=HALF), secrets=[Secret("OUR_KEY", "key", "parameter")], attempts=1)
    assert all(b"hush77" not in path.read_bytes() for path in tmp_path.iterdir())


def test_a_key_is_not_handed_to_another_host(fetch, producer, monkeypatch):
    monkeypatch.setenv("OUR_KEY", "hush77")
    elsewhere = f"localhost:{producer.server_port}"
    away = says(302, Location=f"http://{elsewhere}/acts.csv")
    secrets = [Secret("OUR_KEY", "x-key"), Secret("OUR_KEY", "key", "parameter")]
    fetch(away, offers(DATA), allow_hosts=[elsewhere], secrets=secrets)
    assert "hush77" in str(producer.asked[0]) and "hush77" not in str(producer.asked[1])


def test_a_key_does_not_travel_over_plain_http(tmp_path, monkeypatch):
    monkeypatch.setenv("OUR_KEY", "hush77")
    with pytest.raises(InvalidInput, match=r"key over plain http"):
        pull("http://example.org/a", tmp_path, allow_http=True, secrets=[Secret("OUR_KEY", "key")])


@pytest.mark.parametrize("value", ["", "hush\nhush"])
def test_a_key_that_is_not_there_or_cannot_be_sent_is_asked_for(fetch, monkeypatch, value):
    monkeypatch.setenv("OUR_KEY", value)
    with pytest.raises(UsageError, match=r"^OUR_KEY: ") as caught:
        fetch(offers(DATA), secrets=[Secret("OUR_KEY", "key")])
    assert "hush" not in str(caught.value)


def test_a_certificate_that_proves_nothing_is_no_reason_to_ask_again():
    from regimelab.evidence.pull.fetch import certificate_refused

    fault = OSError("connection")
    assert not certificate_refused(fault)
    fault.__cause__ = ssl.SSLCertVerificationError("expired")
    assert certificate_refused(fault)


def test_the_network_library_is_not_loaded_until_something_is_pulled():
    code = "import sys, regimelab.evidence.pull; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
