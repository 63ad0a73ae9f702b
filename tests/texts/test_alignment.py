"""What one law has from another is found where it was put, and nothing else is."""

import random

import pytest

from regimelab.texts.align import align, characters, prepare
from regimelab.texts.lexicon import Lexicon
from tests.texts.made_laws import VOCABULARY, made_articles, made_law


def found_in(law, source, language="en"):
    lexicon = Lexicon(language)
    here, there = prepare(law, lexicon), prepare(source, lexicon)
    passages = align(here, there)
    return passages, characters(passages, here.view, there.view), len(here.view)


def borrowed_share(law, source, language="en"):
    passages, _, words = found_in(law, source, language)
    return sum(one.words for one in passages) / words


def noisy(text, share, seed=0):
    """Misread a share of letters, as character recognition does."""
    draw = random.Random(seed)
    return "".join(
        draw.choice("abcdefghiklmnoprstuvz") if one.isalpha() and draw.random() < share else one
        for one in text
    )


def test_laws_of_the_same_words_share_no_passage():
    assert borrowed_share(made_law(made_articles(1)), made_law(made_articles(2))) == 0


def test_a_law_is_wholly_its_own():
    law = made_law(made_articles(1))
    assert borrowed_share(law, law) == pytest.approx(1, abs=0.01)


def test_a_passage_is_found_at_its_characters():
    source, law = made_law(made_articles(1)), made_articles(2)
    passage = made_articles(1)[7]
    law[3] = f"{law[3]} {passage} {law[4]}"
    text = made_law(law)
    _, places, _ = found_in(text, source)
    (place,) = places
    assert abs(text.index(passage) - place.start) <= 15
    assert abs(text.index(passage) + len(passage) - place.end) <= 15
    assert abs(source.index(passage) - place.source_start) <= 15
    assert abs(source.index(passage) + len(passage) - place.source_end) <= 15


def test_articles_in_another_order_are_all_found():
    articles = made_articles(1)
    shuffled = random.Random(5).sample(articles, len(articles))
    assert borrowed_share(made_law(shuffled), made_law(articles)) > 0.95


def test_a_law_with_two_in_a_hundred_letters_misread_is_still_found():
    articles = made_articles(1)
    assert borrowed_share(noisy(made_law(articles), 0.02), made_law(articles)) > 0.9


def test_a_law_that_quotes_another_at_length_owes_it_the_quotation_only():
    quoted = made_articles(1)[4]
    own = made_articles(2, count=10)
    law = made_law([*own[:5], f'"{quoted}"', *own[5:]])
    assert borrowed_share(law, made_law(made_articles(1))) == pytest.approx(1 / 11, abs=0.02)


def test_words_changed_and_moved_do_not_hide_a_passage():
    draw = random.Random(3)
    articles = made_articles(1)
    words = " ".join(articles[2:4]).split()
    changed = [draw.choice(VOCABULARY) if draw.random() < 0.15 else word for word in words]
    blocks = [changed[at : at + 4] for at in range(0, len(changed), 4)]
    reworded = " ".join(word for block in blocks for word in draw.sample(block, len(block)))
    law = made_law([*made_articles(2, 4), reworded, *made_articles(3, 4)])
    passages, _, _ = found_in(law, made_law(articles))
    assert passages and all(one.reworded for one in passages)
    assert sum(one.words for one in passages) > 0.8 * len(words)


def test_a_sentence_left_out_does_not_split_a_passage():
    articles = made_articles(1)
    sentences = ". ".join(articles[2:5]).split(". ")
    del sentences[4]
    law = made_law([*made_articles(2, 3), ". ".join(sentences)])
    assert len(found_in(law, made_law(articles))[0]) == 1


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Законом Российской Федерации", "Законом Кыргызской Республики"),
        ("Правительство Республики Казахстан", "Кабинет Министров Республики Узбекистан"),
        ("десять тысяч рублей", "десять тысяч расчетных показателей"),
        ("в течение 14 дней", "в течение 30 дней"),
        ("всё её имущество (в ред. Закона № 5)", "все ее имущество"),
        ("1) дела; а) споры", "дела; споры"),
        ("упол-\nномоченный орган", "уполномоченный орган"),
        ("субъ\u00adект права", "субъект права"),
    ],
)
def test_what_differs_by_name_number_or_spelling_is_the_same_to_match(here, there):
    lexicon = Lexicon("ru")
    one, other = prepare(here, lexicon).view.stems, prepare(there, lexicon).view.stems
    assert one.tolist() == other.tolist()


def test_numbers_of_words_outlive_growth_of_the_vocabulary():
    lexicon = Lexicon("")
    text = " ".join(f"{one}{other}" for one in VOCABULARY[:300] for other in VOCABULARY[:300])
    first = prepare(text, lexicon).view.stems
    assert len(set(first.tolist())) == len(set(text.split()))
    assert prepare(text, lexicon).view.stems.tolist() == first.tolist()


def test_two_million_words_that_are_all_one_word_share_nothing():
    text = "право " * 200_000
    assert borrowed_share(text, text, "ru") == 0


@pytest.mark.parametrize("text", ["", "12 34 5)", "a"])
def test_a_law_without_words_shares_nothing(text):
    assert found_in(text, made_law(made_articles(1)))[0] == []


@pytest.mark.parametrize(
    "note",
    [
        "(В редакции Федерального закона от 08.12.2020 № 428-ФЗ (в силе))",
        "(С учетом постановлений Конституционного Суда Российской Федерации от 11.07.2017 № 20-П)",
        "(Часть дополнена - Федеральный закон от 28.11.2018 № 451-ФЗ)",
        "Принят Государственной Думой 20 февраля 2015 года",
        "Одобрена Советом Федерации 25 февраля 2015 года",
        "Сноска. Статья 3 с изменениями, внесенными Законом РК",
    ],
)
def test_what_the_editor_says_is_not_compared_and_what_the_law_says_is(note):
    lexicon = Lexicon("ru")
    law = "Статья 1. О мире\n{}\nЗакон принят Советом Федерации и одобрен народом (кроме исключений)."
    with_note, without = (prepare(law.format(each), lexicon).view for each in (note, ""))
    assert with_note.stems.tolist() == without.stems.tolist()
    assert len(without) >= 9
