"""The lab lets in who has the token, from this machine, with a request of sensible size."""

import json
import logging
from urllib.parse import unquote

import pytest

from regimelab.web.door import Door
from regimelab.web.guard import LARGEST, LONGEST
from tests.web.conftest import TOKEN

STATUS = "/api/v1/status"


def problem(answer):
    (found,) = answer.json()["problems"]
    assert set(found) == {"where", "what", "remedy"} and all(found.values())
    return found


def test_without_a_token_nothing_is_told(stranger):
    for path in (STATUS, "/api/v1/region", "/api/v1/openapi.json", "/brief"):
        answer = stranger.get(path)
        assert answer.status_code == 401 and problem(answer)["where"] == "token"


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], f"{TOKEN}x", "é"])
def test_a_wrong_token_is_refused(stranger, token):
    assert stranger.get(STATUS, headers={"authorization": f"Bearer {token}".encode()}).status_code == 401
    stranger.cookies.set("regimelab_8700", token if token.isascii() else "other")
    assert stranger.get(STATUS).status_code == 401


def test_the_page_itself_holds_no_secret_and_needs_no_token(stranger):
    assert stranger.get("/").status_code == 200


def test_the_token_is_exchanged_for_a_cookie_that_scripts_cannot_read(stranger):
    answer = stranger.post("/api/v1/enter", json={"token": TOKEN})
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 204
    assert cookie.startswith("regimelab_8700=") and "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert stranger.get(STATUS).status_code == 200
    assert stranger.post("/api/v1/enter", json={"token": "wrong"}).status_code == 401


def test_a_browser_without_scripts_enters_by_a_form(stranger):
    assert stranger.post("/enter", data={"token": "wrong"}).status_code == 401
    answer = stranger.post("/enter", data={"token": TOKEN}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/brief"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8701", "evil.example:8700", ""])
def test_a_foreign_host_is_refused(client, host):
    answer = client.get(STATUS, headers={"host": host})
    assert answer.status_code == 421 and problem(answer)["where"] == "Host"


@pytest.mark.parametrize("host", ["localhost:8700", "127.0.0.1:8700", "[::1]:8700", "LOCALHOST:8700"])
def test_it_goes_by_every_name_of_this_machine(client, host):
    assert client.get(STATUS, headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:9999", "null"])
def test_another_page_s_request_is_refused(client, origin):
    answer = client.post("/api/v1/simulate", json={}, headers={"origin": origin})
    assert answer.status_code == 403 and problem(answer)["where"] == "Origin"


def test_another_site_may_link_here_but_not_send_forms(client):
    following = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/", headers=following).status_code == 200
    assert client.post("/enter", data={"token": TOKEN}, headers=following).status_code == 403
    assert client.get(STATUS, headers={"sec-fetch-site": "same-site"}).status_code == 403


def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_so(client):
    large = json.dumps({"token": "x" * LARGEST})
    assert client.post("/api/v1/enter", content=large).status_code == 413

    def piecewise():
        for _ in range(LARGEST // 1000 + 2):
            yield b" " * 1000

    answer = client.post("/api/v1/enter", content=piecewise())
    assert answer.status_code == 413 and problem(answer)["where"] == "body"


def test_an_address_that_is_too_long_is_refused(client):
    answer = client.get(f"{STATUS}?a={'x' * LONGEST}")
    assert answer.status_code == 414 and problem(answer)["where"] == "address"


def test_what_is_not_json_is_refused_with_where(client):
    answer = client.post(
        "/api/v1/simulate", content="{nonsense", headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400 and problem(answer)["where"]


def test_every_answer_carries_what_keeps_a_page_in_its_place(client, stranger):
    for answer in (client.get("/"), client.get(STATUS), stranger.get(STATUS), client.get("/nowhere")):
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "total;dur=" in answer.headers["server-timing"]


def test_a_request_is_logged_without_what_was_asked(client, caplog):
    with caplog.at_level(logging.INFO, "regimelab.web"):
        client.get("/api/v1/evidence", params={"text": "a private interest"})
    (line,) = caplog.messages
    told = json.loads(line)
    assert told["path"] == "/api/v1/evidence" and told["status"] == 200 and told["ms"] >= 0
    assert "interest" not in line and TOKEN not in line


def test_a_door_keeps_its_token_out_of_its_description():
    assert TOKEN not in repr(Door("127.0.0.1", 8700, TOKEN))
    assert Door("127.0.0.1", 1).token != Door("127.0.0.1", 1).token


def test_behind_a_proxy_its_public_name_has_to_be_put_right(client):
    """As docs/how-to/use-the-lab.md has the proxy send it: other origins stay as they are."""
    page = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}
    own, public = "http://127.0.0.1:8700", "https://lab.example.org"
    entering = {"url": "/api/v1/enter", "json": {"token": TOKEN}}
    assert client.post(**entering, headers=page | {"origin": public}).status_code == 403
    assert client.post(**entering, headers=page | {"host": "lab.example.org"}).status_code == 421
    assert client.post(**entering, headers=page | {"origin": own}).status_code == 204
    stranger = page | {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert client.post(**entering, headers=stranger).status_code == 403


def test_an_address_of_the_newer_protocol_stands_in_brackets():
    door = Door("2001:DB8::7", 8700, TOKEN)
    assert "[2001:db8::7]:8700" in door.hosts and "2001:db8::7:8700" not in door.hosts
    assert door.root == "http://[2001:DB8::7]:8700/" and door.address.startswith(f"{door.root}#token=")


def test_a_token_of_any_letters_comes_back_from_the_address():
    token = "twenty-four & more: 100%/#?é+"
    given = Door("127.0.0.1", 8700, token).address.split("#token=")[1]
    assert unquote(given) == token and not set(given) & set("/#?& +")


def test_what_is_not_there_and_what_breaks_off_is_told_as_every_refusal(client):
    [absent] = client.get("/api/v1/nothing").json()["problems"]
    assert absent["where"] == "/api/v1/nothing" and absent["what"] == "not found."
    headers = {"content-type": "application/json"}
    broken = client.post("/api/v1/simulate", content='{"futures": 2', headers=headers)
    assert broken.status_code == 400 and broken.json()["problems"][0]["where"] == "body, character 13"
