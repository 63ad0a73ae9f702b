"""Every alteration of a signed file is detected, whoever made it and however it is sealed."""

import base64
import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_screening import AT, BANK, DAY, SECRET, filled, opened

from regimelab.errors import InvalidInput, UsageError
from regimelab.screening import seal as sealing
from regimelab.screening.assess import assess
from regimelab.screening.chain import head_of, spelled, verify
from regimelab.screening.scales import Opinion
from regimelab.screening.seal import read_case, refuse_weak, seal, unseal
from regimelab.screening.signing import sign, standing

COST = 2**4  # the least work that scrypt does; what is tested here is not its strength


def signed_case():
    decision = {"outcome": "approve", "reason": "for the test"}
    case = filled(opened("dialogue"), decision=decision)
    for role, by in (("head of unit", "Head 1"), ("second reader", "Reader 2")):
        case = sign(case, assess(case, BANK), role, by, Opinion.APPROVE, DAY, AT)
    assert standing(case, assess(case, BANK)).status == "approved"
    return case


SIGNED = signed_case()
SPELLED = spelled(SIGNED)


def leaves(value, path=()):
    """Every place of a case that holds a value, and every list that could lose or gain an entry."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        yield path
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path


PLACES = list(leaves(SPELLED))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def altered(path, choice):
    """Change what stands at a place into something else of its kind."""
    raw = copy.deepcopy(SPELLED)
    owner, key = at(raw, path[:-1]), path[-1]
    was = owner[key]
    if isinstance(was, list):
        owner[key] = was[:-1] if was else ["x"]
    elif isinstance(was, bool):
        owner[key] = not was
    elif isinstance(was, int):
        owner[key] = was + 1 + choice
    elif isinstance(was, str):
        owner[key] = was[: choice % (len(was) + 1)] + "x" + was[choice % (len(was) + 1) :]
    else:
        owner[key] = "x"
    return raw


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), st.integers(0, 40))
def test_every_alteration_of_a_signed_file_is_detected(path, choice):
    with pytest.raises(InvalidInput):
        verify(read_case(altered(path, choice), "case"), "case")


def test_the_untouched_file_is_accepted():
    verify(read_case(SPELLED, "case"), "case")


def test_a_field_that_a_later_version_adds_alters_no_file():
    """Later versions give new fields a default; what is as by default is no part of any hash."""
    raw = {**SPELLED, "closed": False, "context_ref": "", "rechecks": []}
    verify(read_case(raw, "case"), "case")


def test_a_log_cut_short_or_reordered_is_detected():
    for change in (lambda log: log[:-1], lambda log: log[1:], lambda log: log[::-1]):
        with pytest.raises(InvalidInput):
            verify(read_case({**SPELLED, "log": change(SPELLED["log"])}, "case"), "case")


def test_a_rewritten_log_is_detected_by_a_head_that_was_kept_elsewhere():
    other = signed_case().model_copy(update={"log": SIGNED.log[:1]})
    from regimelab.screening.chain import logged

    forged = logged(other, "Head 1", "edited", AT)
    verify(forged, "case")
    verify(SIGNED, "case", anchor=head_of(SIGNED)[:16])
    with pytest.raises(InvalidInput, match="no line of its log"):
        verify(forged, "case", anchor=head_of(SIGNED)[:16])


def test_a_sealed_case_opens_with_its_passphrase_and_with_no_other():
    raw = seal(SIGNED, SECRET, COST)
    assert unseal(raw, SECRET, "case") == SIGNED
    with pytest.raises(InvalidInput, match="passphrase is wrong"):
        unseal(raw, SECRET + "x", "case")


def test_nothing_of_a_case_can_be_read_in_its_file():
    text = seal(SIGNED, SECRET, COST).decode()
    assert SIGNED.proposal.title not in text and SIGNED.author not in text and "no_concern" not in text


def test_the_same_case_is_never_sealed_alike():
    assert seal(SIGNED, SECRET, COST) != seal(SIGNED, SECRET, COST)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_flipped_bit_does_not_open(data):
    header = json.loads(seal(SIGNED, SECRET, COST))
    sealed = bytearray(base64.b64decode(header["sealed"]))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    header["sealed"] = base64.b64encode(bytes(sealed)).decode()
    with pytest.raises(InvalidInput):
        unseal(json.dumps(header).encode(), SECRET, "case")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (("id",), "S-ffffffff"),
        (("kdf", "n"), 2**5),
        (("kdf", "n"), 2**30),
        (("kdf", "n"), 3),
        (("kdf", "name"), "none"),
        (("cipher", "nonce"), "AAAA"),
        (("cipher", "name"), "ROT13"),
        (("kdf", "salt"), "%%%"),
    ],
)
def test_an_altered_header_does_not_open(key, value):
    header = json.loads(seal(SIGNED, SECRET, COST))
    owner = at(header, key[:-1])
    owner[key[-1]] = value
    with pytest.raises(InvalidInput):
        unseal(json.dumps(header).encode(), SECRET, "case")


def test_a_file_from_a_newer_version_says_so():
    header = json.loads(seal(SIGNED, SECRET, COST))
    header["schema"] = "regimelab.screening.sealed/9"
    with pytest.raises(InvalidInput, match="sealed by a newer version"):
        unseal(json.dumps(header).encode(), SECRET, "case")
    with pytest.raises(InvalidInput, match="written by a newer version"):
        read_case({**SPELLED, "schema_version": 9, "what_is_new": True}, "case")


def test_a_file_with_an_altered_hash_says_what_was_altered():
    raw = copy.deepcopy(SPELLED)
    raw["log"][0]["hash"] = "0" * 64
    with pytest.raises(InvalidInput, match="line 1 of its log was altered"):
        verify(read_case(raw, "case"), "case")


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b"not json", b'{"schema": "other/1"}', b'{"schema": "regimelab.screening.sealed/1"}'],
)
def test_what_is_no_case_file_is_refused(raw):
    with pytest.raises(InvalidInput):
        unseal(raw, SECRET, "case")


def test_a_short_passphrase_is_refused():
    with pytest.raises(UsageError, match="guessed"):
        refuse_weak("short")
    refuse_weak(SECRET)


def test_one_passphrase_however_it_is_typed():
    raw = seal(SIGNED, "Пароль для дела й", COST)
    assert unseal(raw, "Пароль для дела й", "case") == SIGNED


def test_the_cost_is_that_of_the_recommendation():
    assert sealing.COST == 2**17 and sealing.BLOCK == 8 and sealing.LANES == 1
