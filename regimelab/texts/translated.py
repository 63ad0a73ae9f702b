"""A law and its translation: articles matched by what translation leaves alone. Experimental.

Numbers, dates and cited acts stay; names and international words stay nearly, once written in one
alphabet; a lexicon learnt from editions in both languages, and an encoder of the user's own, add to them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Encoder = Callable[[Sequence[str]], NDArray[Any]]
Lexicon = Mapping[str, str]
Scores = NDArray[np.float64]

_LATIN = str.maketrans(
    "абвгдеёжзийклмнопрстуфхцчшщыэюяғқңөүұһәіҳҷӣӯўїєґwyqxçşıöüğ",
    "abvgdeezziiklmnoprstufhccssieuagknouuhaihjiuuiegvikhcsioug",
    "ъь",
)
_DIGRAPHS = (
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("kh", "h"),
    ("ts", "c"),
    ("ph", "f"),
    ("ya", "a"),
    ("yu", "u"),
)
_TOKEN = re.compile(r"\d+(?:[.\-/]\d+)*|[^\W\d_]+(?:['ʻ’][^\W\d_]+)*")
STEM = 5  # letters of a cognate that must agree
COGNATE = 6  # letters from which on a word can be one
SURE = 1.5  # standard deviations by which a match out of order must exceed chance
LEAST_TOGETHER = 3  # articles in which a word and its translation must meet
DICE = 0.5


class Match(NamedTuple):
    """An article and its likely original, with how far their likeness exceeds that of other pairs.

    ``evidence`` is in standard deviations above what the best of as many chance pairs would reach.
    """

    article: int
    source: int
    evidence: float
    in_order: bool


def in_one_alphabet(word: str) -> str:
    """Write a word in plain Latin letters, so that names and international words look alike."""
    plain = word.lower()
    for letters, one in _DIGRAPHS:
        plain = plain.replace(letters, one)
    return plain.translate(_LATIN)


def left_alone(text: str) -> Counter[str]:
    """Count what a translator leaves alone: numbers, and beginnings of long words in one alphabet."""
    found: Counter[str] = Counter()
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            found[f"#{token}"] += 1
        elif len(token) >= COGNATE or token.isupper() and len(token) > 1:
            found[f"~{in_one_alphabet(token)[:STEM]}"] += 1
    return found


def learn_lexicon(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    r"""Learn which word stands for which from articles in both languages.

    Words are linked best first by Dice's coefficient $2 n_{ab} / (n_a + n_b)$ over articles, each once
    (competitive linking: Melamed 2000, Computational Linguistics 26, 221).
    """
    both, here, there = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for one, other in pairs:
        left, right = set(_words(one)), set(_words(other))
        here.update(left)
        there.update(right)
        both.update((word, meant) for word in left for meant in right)
    dice = {
        pair: 2 * count / (here[pair[0]] + there[pair[1]])
        for pair, count in both.items()
        if count >= LEAST_TOGETHER
    }
    lexicon: dict[str, str] = {}
    used: set[str] = set()
    for (word, meant), value in sorted(dice.items(), key=lambda item: (-item[1], item[0])):
        if value >= DICE and word not in lexicon and meant not in used:
            lexicon[word] = meant
            used.add(meant)
    return lexicon


def match_articles(
    articles: Sequence[str],
    sources: Sequence[str],
    lexicon: Lexicon | None = None,
    encoder: Encoder | None = None,
) -> list[Match]:
    """Match the articles of a law with those of a law in another language.

    A chain of matches in the order of both laws is found first, by dynamic programming; then pairs that
    are each other's best, out of order, where the evidence is strong.
    """
    if len(articles) < 2 or len(sources) < 2:
        return []
    likeness = _likeness([left_alone(one) for one in articles], [left_alone(one) for one in sources])
    evidence = _above_chance(likeness)
    if lexicon:
        left = [Counter(lexicon[word] for word in _words(one) if word in lexicon) for one in articles]
        known = set(lexicon.values())
        right = [Counter(word for word in _words(one) if word in known) for one in sources]
        evidence = _together(evidence, _above_chance(_likeness(left, right)))
    if encoder:
        evidence = _together(evidence, _above_chance(_cosine(encoder(articles), encoder(sources))))
    gain = evidence - sqrt(2 * log(max(evidence.shape)))
    chain = _in_order(gain)
    matches = [Match(row, column, float(gain[row, column]), True) for row, column in chain]
    return sorted([*matches, *_out_of_order(gain, chain)])


def _words(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text) if not token[0].isdigit()]


def _likeness(here: Sequence[Counter[str]], there: Sequence[Counter[str]]) -> Scores:
    """Cosine of what articles have in common, each thing weighed by its rarity in both laws."""
    numbers = {
        thing: at for at, thing in enumerate(sorted({thing for one in (*here, *there) for thing in one}))
    }
    counts = Counter(thing for one in (*here, *there) for thing in one)
    total = len(here) + len(there)
    rarity = np.array([log(total / counts[thing]) for thing in numbers])

    def weighed(rows: Sequence[Counter[str]]) -> csr_matrix:
        places = [
            (at, numbers[thing], sqrt(count)) for at, one in enumerate(rows) for thing, count in one.items()
        ]
        if not places:
            return csr_matrix((len(rows), len(numbers)))
        row, column, value = map(np.array, zip(*places, strict=True))
        return csr_matrix((value * rarity[column], (row, column)), (len(rows), len(numbers)))

    left, right = weighed(here), weighed(there)
    product = np.asarray((left @ right.T).todense())
    lengths = [np.sqrt(np.asarray(one.multiply(one).sum(axis=1))).ravel() for one in (left, right)]
    return product / np.maximum(1e-9, np.outer(*lengths))


def _cosine(here: NDArray[Any], there: NDArray[Any]) -> Scores:
    left, right = (
        one / np.maximum(1e-9, np.linalg.norm(one, axis=1, keepdims=True)) for one in (here, there)
    )
    return np.asarray(left @ right.T, float)


def _above_chance(likeness: Scores) -> Scores:
    """Standardise likeness by row and by column; the smaller of both counts."""
    spreads = []
    for axis in (0, 1):
        spread = np.maximum(likeness.std(axis=axis, keepdims=True), 1e-6)
        spreads.append((likeness - likeness.mean(axis=axis, keepdims=True)) / spread)
    return np.minimum(*spreads)


def _together(one: Scores, other: Scores) -> Scores:
    """Add two kinds of evidence, as of independent standard normal scores (Stouffer)."""
    return (one + other) / sqrt(2)


def _in_order(gain: Scores) -> list[tuple[int, int]]:
    """Find the chain of matches, in order in both laws, with the greatest sum of gains."""
    rows, columns = gain.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows - 1, -1, -1):
        taken = gain[row] + best[row + 1, 1:]
        kept = np.maximum(taken, best[row + 1, :-1])
        best[row, :-1] = np.maximum.accumulate(kept[::-1])[::-1]
    chain, row, column = [], 0, 0
    while row < rows and column < columns:
        if best[row, column] == best[row + 1, column]:
            row += 1
        elif best[row, column] == best[row, column + 1]:
            column += 1
        else:
            chain.append((row, column))
            row, column = row + 1, column + 1
    return chain


def _out_of_order(gain: Scores, chain: Sequence[tuple[int, int]]) -> list[Match]:
    rows, columns = {row for row, _ in chain}, {column for _, column in chain}
    best_column, best_row = gain.argmax(axis=1), gain.argmax(axis=0)
    return [
        Match(row, int(column), float(gain[row, column]), False)
        for row, column in enumerate(best_column)
        if best_row[column] == row and gain[row, column] >= SURE and row not in rows and column not in columns
    ]
