"""Only the address that was named is asked, and a file stays in its folder."""

import pytest
from pull_server import DATA, left, offers, says

from regimelab.errors import EvidenceMissing, InvalidInput
from regimelab.evidence.pull import pull


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
