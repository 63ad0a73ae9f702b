import numpy as np
import pytest

from regimelab.texts.boilerplate import background, shared_stems, substantive, weight
from regimelab.texts.share import Borrowed, by_article, covered, share, shares


def test_share_is_that_of_words_and_overlaps_count_once():
    passages = [Borrowed(0, 10, 10, 1.0), Borrowed(5, 20, 15, 1.0)]
    assert covered(passages, 40).mean() == 0.5


def test_without_boilerplate_each_word_counts_by_its_probability():
    passages = [Borrowed(0, 10, 10, 0.5), Borrowed(5, 20, 15, 0.8)]
    assert covered(passages, 20, substantive=True).sum() == pytest.approx(5 * 0.5 + 15 * 0.8)


def test_shares_of_articles_add_up_to_the_law():
    borrowed = np.arange(12) % 3 == 0
    counts, sizes = by_article(borrowed.astype(float), [0, 5, 7])
    assert counts.tolist() == [2, 1, 1] and sizes.tolist() == [5, 2, 5]


def test_higher_thresholds_never_give_higher_shares():
    passages = [Borrowed(at, at + size, size, 1.0) for at, size in ((0, 30), (40, 60), (120, 200))]
    found = [one.share.estimate for one in shares(passages, 400, range(0, 400, 40), 0, (28, 50, 100, 300))]
    assert found == sorted(found, reverse=True) and found[-1] == 0


def test_interval_of_the_bootstrap_covers_what_it_should():
    """Laws of 60 articles, each borrowed with probability 0.4: the interval holds 0.4 nine times in ten."""
    draw = np.random.default_rng(1)
    begins = list(range(0, 3000, 50))
    held = 0
    for trial in range(200):
        borrowed = np.repeat((draw.random(60) < 0.4).astype(float), 50)
        found = share(borrowed, begins, trial, "")
        held += found.low <= 0.4 <= found.high
    assert 165 <= held <= 195


def test_a_law_of_one_article_has_no_interval():
    assert share(np.ones(10), [0], 0, "").low is None


def test_a_formula_of_many_laws_weighs_less_than_rare_words():
    draw = np.random.default_rng(0)
    formula = np.arange(10, dtype=np.int32)
    laws = [np.concatenate([formula, draw.integers(10, 5000, 300, np.int32)]) for _ in range(100)]
    known = background(laws, 5000)
    rare = np.arange(4000, 4010, dtype=np.int32)
    light, heavy = (weight(shared_stems(one, one, known), known) for one in (formula, rare))
    assert light < 0.1 < heavy
    assert substantive(light) < 0.1 < 0.9 < substantive(heavy)


def test_boilerplate_is_told_apart_on_alignments_that_people_labelled(shared):
    sklearn = pytest.importorskip("sklearn")
    from pyarrow import parquet
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold

    from regimelab.texts.boilerplate import INTERCEPT, SLOPE, documents
    from regimelab.texts.lexicon import Lexicon
    from regimelab.texts.view import matching_view

    assert sklearn
    file = shared / "texts" / "us_alignments_labelled.parquet"
    if not file.is_file():
        pytest.skip(f"no labelled alignments at {file}")
    rows = [row for row in parquet.read_table(file).to_pylist() if row["label"] != "2"]
    bills = parquet.read_table(file.with_name("us_bills_labelled.parquet"))["text"].to_pylist()
    lexicon = Lexicon("en")

    def stems(text):
        return matching_view(text, lexicon).stems

    laws = [stems(bill) for bill in bills if bill]
    pairs = [(stems(row["left"]), stems(row["right"])) for row in rows]
    known = background(documents(laws), len(lexicon))
    weights = np.log1p([weight(shared_stems(*pair, known), known) for pair in pairs])[:, None]
    labels = np.array([row["label"] == "1" for row in rows])
    reached = []
    for train, test in StratifiedKFold(10, shuffle=True, random_state=0).split(weights, labels):
        model = LogisticRegression(C=1e6).fit(weights[train], labels[train])
        reached.append(roc_auc_score(labels[test], model.predict_proba(weights[test])[:, 1]))
    assert np.mean(reached) >= 0.97
    whole = LogisticRegression(C=1e6).fit(weights, labels)
    assert whole.intercept_[0] == pytest.approx(INTERCEPT, abs=0.01)
    assert whole.coef_[0, 0] == pytest.approx(SLOPE, abs=0.01)


def test_a_law_of_very_many_articles_has_an_interval_too():
    borrowed = np.tile([1.0, 0.0], 50_000)
    found = share(borrowed, range(100_000), 0, "")
    assert found.estimate == 0.5 and found.low <= 0.5 <= found.high
