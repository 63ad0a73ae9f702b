"""Laws of made words, so that whatever two of them share was put there."""

import random

SYLLABLES = [
    first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "or", "el")
]
FEW = ["the", "of", "and", "shall", "by", "to", "in", "a"]


def vocabulary(seed, size=2500):
    draw = random.Random(f"words {seed}")
    return sorted({"".join(draw.sample(SYLLABLES, draw.randint(2, 4))) for _ in range(size)})


VOCABULARY = vocabulary(0)


def made_sentence(draw, words=VOCABULARY):
    length = draw.randint(12, 30)
    chosen = [draw.choice(FEW) if draw.random() < 0.35 else draw.choice(words) for _ in range(length)]
    return " ".join(chosen).capitalize() + "."


def made_articles(seed, count=20, sentences=5):
    draw = random.Random(f"law {seed}")
    return [" ".join(made_sentence(draw) for _ in range(sentences)) for _ in range(count)]


def made_law(articles):
    return "\n".join(f"Article {number}. On matters\n{body}" for number, body in enumerate(articles, start=1))
