"""The interface in Russian: our own words are told in it, quotations and codes stay as they are."""

import re

import pytest

CYRILLIC = re.compile("[\u0400-\u04ff]")
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
CODES = {"finding", "basis", "source", "url"}
ROOMS = ("region", "overview", "states", "ties", "drivers", "claims", "about")


def english(value, name=""):
    """Words of ours that are in English, with the field that holds them."""
    if isinstance(value, dict):
        own = name if name in WORDS else ""
        named = {key: key if key in CODES else own or key for key in value}
        return [one for key, inner in value.items() for one in english(inner, named[key])]
    if isinstance(value, list):
        return [one for inner in value for one in english(inner, name)]
    if not isinstance(value, str) or name not in WORDS or value.isupper():
        return []
    return [(name, value)] if re.search("[A-Za-z]{3}", value) and not CYRILLIC.search(value) else []


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_ours_is_told_in_russian(client, room):
    told = client.get(f"/api/v1/{room}", params={"lang": "ru"}).json()
    left = [one for one in english(told) if one[1] not in ("regimelab", "Apache-2.0")]
    states = [one["sentence"] for one in client.get("/api/v1/states").json()]  # the page writes its own
    assert [one for one in left if one[1] not in states and not one[1].startswith(", ")] == []


def test_numbers_and_codes_do_not_depend_on_the_language(client):
    def bones(value):
        if isinstance(value, dict):
            return {key: bones(inner) for key, inner in value.items()}
        return [bones(one) for one in value] if isinstance(value, list) else isinstance(value, str) or value

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
