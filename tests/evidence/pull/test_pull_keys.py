"""A key reaches the producer and nothing else."""

import logging

import pytest
from pull_server import DATA, HALF, offers, says

from regimelab.errors import EvidenceMissing, InvalidInput, UsageError
from regimelab.evidence.pull import Secret, pull


def test_a_permit_in_the_address_of_a_store_is_not_kept(fetch, producer):
    elsewhere = f"localhost:{producer.server_port}"
    away = says(302, Location=f"http://{elsewhere}/store/7?signature=hush")
    pulled = fetch(away, offers(DATA), allow_hosts=[elsewhere])
    assert pulled.final_url == f"http://{elsewhere}/store/7"


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
