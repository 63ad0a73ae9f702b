"""The interface in Russian: our own words are told in it, quotations and codes stay as they are."""

import pytest

from tests.web.our_words import CYRILLIC, bones, english

WORDS = {
    *(
        "title",
        "description",
        "meaning",
        "unit",
        "reason",
        "caution",
        "sentence",
        "estimand",
        "method",
        "data",
    ),
    *("would_change", "cost_unit", "cost_reason", "consent_reason", "contains", "flags", "alternatives"),
    *("layers", "triggers", "families", "licence", "needs"),
}  # fields that hold words of ours
ROOMS = ("region", "overview", "states", "ties", "drivers", "claims", "about")


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_ours_is_told_in_russian(client, room):
    told = client.get(f"/api/v1/{room}", params={"lang": "ru"}).json()
    left = [one for one in english(told, WORDS) if one[1] not in ("regimelab", "Apache-2.0")]
    states = [one["sentence"] for one in client.get("/api/v1/states").json()]  # the page writes its own
    assert [one for one in left if one[1] not in states and not one[1].startswith(", ")] == []


def test_numbers_and_codes_do_not_depend_on_the_language(client):
    for room in ("region", "states", "drivers"):
        english_told, russian = (
            client.get(f"/api/v1/{room}", params={"lang": lang}).json() for lang in ("en", "ru")
        )
        assert bones(english_told) == bones(russian) and english_told != russian


def test_findings_and_quotations(client):
    claim = client.get("/api/v1/claims", params={"lang": "ru"}).json()[0]
    assert not CYRILLIC.search(claim["passage"]) and CYRILLIC.search(claim["title"])
    found = client.get("/api/v1/findings/claim-1", params={"lang": "ru"}).json()
    assert CYRILLIC.search(found["method"]) and "," in found["text"]
    asked = {"portfolios": [{"name": "mine", "title": "Mine"}], "scenarios": ["baseline"], "futures": 20}
    beside = client.post("/api/v1/compare", params={"lang": "ru"}, json=asked | {"months": 12}).json()
    assert CYRILLIC.search(beside["contains"])
    moved = client.post("/api/v1/simulate", params={"lang": "ru"}, json={"futures": 20, "months": 12}).json()
    assert CYRILLIC.search(moved["unit"]) and CYRILLIC.search(moved["contains"])


def test_the_brief_to_read_has_the_page_s_language(client):
    assert '<html lang="ru"' in client.get("/brief", params={"lang": "ru"}).text
    assert '<html lang="en"' in client.get("/brief").text


def test_a_language_that_is_not_there_is_refused(client):
    answer = client.get("/api/v1/region", params={"lang": "tlh"})
    assert answer.status_code == 422 and answer.json()["problems"][0]["where"] == "query.lang"
