"""Verdicts without each family: the same question put again, and only that."""

import pytest

from regimelab.claims.claim import Proposition, Reading
from regimelab.errors import EvidenceMissing, Problem
from regimelab.interval import Estimate
from regimelab.study import robust
from regimelab.study.inquiry import Inquiry
from regimelab.study.opening import Asked, open_evidence

EFFECT = Estimate(1.0, 0.5, 2.0, "ratio", "method", "data", sources=("CH0001",))
PROPOSITION = Proposition(1, "title", "passage", 1, "estimand", ("rival",), "change")


class Swayed:
    """An inquiry whose only claim hangs on the media, and that has nothing left without officials."""

    def __init__(self, asked, seed, progress):
        self.asked = asked

    @property
    def claims(self):
        if "official" in self.asked.without:
            raise EvidenceMissing(Problem("acts", "none is left.", "Drop less."))
        chance = 0.5 if "media" in self.asked.without else 0.95
        return (PROPOSITION.judged([Reading("one way", chance)], EFFECT, "method"),)


@pytest.fixture
def inquiry(tmp_path):
    return Inquiry(Asked("central_asia", tmp_path / "evidence.duckdb"))


def test_every_family_of_the_evidence_is_left_out_once(inquiry, monkeypatch):
    monkeypatch.setattr(robust, "Inquiry", Swayed)
    left = {one.family: one.verdicts for one in robust.leave_out(inquiry)}
    assert {"media", "official", "rights"} <= set(left)
    assert (left["media"], left["official"], left["rights"]) == ({1: "undetermined"}, {}, {1: "supported"})


def test_leaving_a_family_of_outside_data_out_leaves_every_act(inquiry, tmp_path):
    without = Asked("central_asia", tmp_path / "evidence.duckdb", without=("experts",))
    assert open_evidence(without).acts.num_rows == inquiry.evidence.acts.num_rows
