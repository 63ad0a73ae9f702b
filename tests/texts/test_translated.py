"""A law translated article by article is recognised by what translation leaves alone."""

import random

import numpy as np
import pytest

from regimelab.texts.translated import in_one_alphabet, learn_lexicon, match_articles
from tests.texts.made_laws import VOCABULARY, made_articles

CYRILLIC = dict(zip("abdefgiklmnoprstuvz", "абдефгиклмнопрстувз", strict=True))
INTERNATIONAL = VOCABULARY[::6]  # words that sound alike in both languages
FOREIGN = dict(zip(VOCABULARY, random.Random(9).sample(VOCABULARY, len(VOCABULARY)), strict=True))


def translated(text, seed):
    """Put each word into another, written in Cyrillic; international words and numbers stay."""
    draw = random.Random(seed)
    words = []
    for word in text.rstrip(".").lower().split():
        bare = word.strip(".")
        other = bare if bare in INTERNATIONAL else FOREIGN.get(bare, bare)
        words.append("".join(CYRILLIC.get(letter, letter) for letter in other))
        if draw.random() < 0.05:
            words.append("ва")
    return " ".join(words)


def numbered(articles, seed):
    draw = random.Random(seed)
    return [
        f"{one} within {draw.randint(2, 900)} days, Act {draw.randint(10, 99)}/{draw.randint(100, 999)}."
        for one in articles
    ]


def test_a_law_that_was_translated_article_by_article_is_matched_in_order():
    source = numbered(made_articles(1, 30), 1)
    law = [translated(one, at) for at, one in enumerate(source)]
    found = match_articles(law, source)
    right = sum(one.article == one.source and one.in_order for one in found)
    assert right >= 27 and len(found) - right <= 1


def test_articles_that_changed_places_are_matched_out_of_order():
    source = numbered(made_articles(1, 30), 1)
    order = [*range(20, 30), *range(20)]
    law = [translated(source[at], at) for at in order]
    found = {one.article: one for one in match_articles(law, source)}
    right = [at for at, original in enumerate(order) if at in found and found[at].source == original]
    assert len(right) >= 24
    assert {found[at].in_order for at in right} == {True, False}


def test_laws_that_have_nothing_to_do_with_each_other_match_hardly_anywhere():
    law = [translated(one, at) for at, one in enumerate(numbered(made_articles(2, 30), 2))]
    assert len(match_articles(law, numbered(made_articles(1, 30), 1))) <= 3


def test_a_lexicon_is_learnt_from_editions_in_both_languages_and_helps():
    parallel = [(translated(one, at), one.lower()) for at, one in enumerate(made_articles(5, 150))]
    lexicon = learn_lexicon(parallel)
    meant = {
        "".join(CYRILLIC[letter] for letter in FOREIGN[word]): word
        for word in VOCABULARY
        if word not in INTERNATIONAL
    }
    known = [word for word in lexicon if word in meant]
    assert len(known) > 400
    assert np.mean([lexicon[word] == meant[word] for word in known]) > 0.8
    source = made_articles(1, 30, sentences=1)
    law = [translated(one, at) for at, one in enumerate(source)]

    def right(*more):
        return sum(one.article == one.source for one in match_articles(law, source, *more))

    assert right(lexicon) > right()


def test_an_encoder_of_the_user_s_own_is_asked():
    vectors = np.random.default_rng(0).normal(size=(20, 8))
    articles = [f"a{at}" for at in range(20)]
    found = match_articles(articles, articles, encoder=lambda texts: vectors[: len(texts)])
    assert sum(one.article == one.source for one in found) >= 15


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Конституция", "Konstitutsiya"),
        ("парламент", "parlament"),
        ("Қазақстан", "Kazakstan"),
        ("Тоҷикистон", "Tojikiston"),
    ],
)
def test_names_look_alike_in_one_alphabet(one, other):
    assert in_one_alphabet(one)[:5] == in_one_alphabet(other)[:5]
