"""Passages planted in real laws are found; needs the texts, which are not part of the project."""

from collections import defaultdict

import numpy as np
import pytest
from pyarrow import parquet

from regimelab.texts.align import align, characters, exact_runs, prepare
from regimelab.texts.lexicon import Lexicon
from regimelab.texts.plagdet import Pair, score
from regimelab.texts.planted import LEVELS, plant
from regimelab.texts.view import EDITORIAL

ADMINISTRATIVE, CIVIL, COMMERCIAL = "102380990", "102078828", "102079219"  # codes of procedure, as of 2024
BUDGET, CRIMINAL, WATER = "102054721", "102041891", "102107048"


@pytest.fixture(scope="module")
def texts(shared):
    folder = shared / "texts"
    if not folder.is_dir():
        pytest.skip(f"no law texts at {folder}")
    return folder


@pytest.fixture(scope="module")
def codes(texts):
    rows = parquet.read_table(texts / "russian_codes.parquet").to_pylist()
    return {row["id"]: row["text"] for row in rows}


def reached(pairs):
    """Score every level of pairs of texts, and all of them."""
    lexicon = Lexicon("ru")
    truth, found = defaultdict(list), defaultdict(list)
    for level, text, source, known in pairs:
        here, there = prepare(text, lexicon), prepare(source, lexicon)
        seen = characters(align(here, there), here.view, there.view)
        for name in (level, "all"):
            truth[name].append(known)
            found[name].append(seen)
    return {name: score(truth[name], found[name]) for name in truth}, found


def check(scores, clean):
    assert sum(map(len, clean)) == 0
    assert scores["all"].plagdet >= 0.95
    assert scores["adapted"].plagdet >= 0.97
    assert scores["light"].plagdet >= 0.95
    assert scores["heavy"].plagdet >= 0.90
    assert scores["verbatim"].plagdet >= 0.97


def test_passages_that_others_planted_are_found(texts):
    rows = parquet.read_table(texts / "borrowing_bench_dev.parquet").to_pylist()
    names = {"nopl": "clean", "none": "verbatim", "adapt": "adapted"}
    pairs = [
        (
            names.get(row["level"], row["level"]),
            row["suspicious"],
            row["source"],
            [Pair(start, start + size, other, other + length) for start, size, other, length in row["truth"]],
        )
        for row in rows
    ]
    scores, found = reached(pairs)
    check(scores, found["clean"])


@pytest.mark.parametrize("draw", [5000, 6000])
def test_passages_that_were_never_seen_are_found(codes, draw):
    laws = [EDITORIAL.sub("", text) for text in codes.values()]
    planted = [plant(laws, level, draw + number) for level in LEVELS for number in range(30)]
    scores, found = reached((one.level, one.text, one.source, one.truth) for one in planted)
    check(scores, found["clean"])


def test_shares_of_whole_codes_are_those_that_a_prototype_found(codes):
    """Its recipe: seeds of three stems, word for word; 40 anchored words, as it told no threshold."""
    lexicon = Lexicon("ru")
    ready = {name: prepare(codes[name], lexicon) for name in (ADMINISTRATIVE, CIVIL, COMMERCIAL)}

    def words(law, source):
        here, there = ready[law], ready[source]
        borrowed = np.zeros(len(here.view), bool)
        for one in exact_runs(here, there, 40):
            borrowed[one.start : one.end] = True
        return borrowed

    civil, commercial = words(ADMINISTRATIVE, CIVIL), words(ADMINISTRATIVE, COMMERCIAL)
    assert civil.mean() == pytest.approx(0.256, abs=0.02)
    assert commercial.mean() == pytest.approx(0.154, abs=0.02)
    assert (civil | commercial).mean() == pytest.approx(0.315, abs=0.02)
    assert words(COMMERCIAL, CIVIL).mean() == pytest.approx(0.353, abs=0.02)


@pytest.mark.parametrize(("law", "source"), [(CRIMINAL, WATER), (BUDGET, CIVIL), (WATER, CRIMINAL)])
def test_codes_that_have_nothing_to_do_with_each_other_share_nothing(codes, law, source):
    lexicon = Lexicon("ru")
    here, there = prepare(codes[law], lexicon), prepare(codes[source], lexicon)
    assert sum(one.words for one in align(here, there)) < 0.002 * len(here.view)
