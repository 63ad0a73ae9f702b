import pytest
from pull_server import running

from regimelab.evidence.pull import pull


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
