"""A law held against one in another language, article by article. Experimental."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from regimelab.errors import InvalidInput, Problem
from regimelab.study.laws.compare import one_law
from regimelab.study.laws.packages import check_packages
from regimelab.study.result import Result

if TYPE_CHECKING:
    from regimelab.texts.law import Law

EXPERIMENTAL = "experimental: matches across languages are hints to read on, and no share of borrowed words"


@dataclass(frozen=True)
class Asked:
    """Two laws in different languages; perhaps a third in both, and an encoder of the user's own."""

    law: str
    source: str
    parallel: tuple[str, str] | None = None
    encoder: str = ""
    languages: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class MatchedArticle:
    """An article and its likely original; ``evidence`` is in standard deviations above chance."""

    article: str
    source_article: str
    evidence: float
    in_order: bool


@dataclass(frozen=True)
class Translated:
    """How much of a law is matched article by article: share of its characters, and the matches."""

    law: str
    source: str
    languages: tuple[str, str]
    share: float
    articles: int
    source_articles: int
    words_learnt: int
    matches: tuple[MatchedArticle, ...]


def translated_law(asked: Asked) -> Result[Translated]:
    """Match the articles of a law with those of a law in another language."""
    check_packages()
    from regimelab.texts.structure import articles
    from regimelab.texts.translated import match_articles

    law, notes = one_law(asked.law, asked.languages[0])
    source, more = one_law(asked.source, asked.languages[1])
    lexicon = _lexicon(asked.parallel)
    here, there = articles(law.text), articles(source.text)
    cut, other = _cut(law), _cut(source)
    found = match_articles(cut, other, lexicon, _encoder(asked.encoder))
    matches = tuple(
        MatchedArticle(
            here[one.article].heading, there[one.source].heading, round(one.evidence, 2), one.in_order
        )
        for one in found
    )
    share = sum(len(cut[one.article]) for one in found) / max(1, len(law.text))
    languages = (law.language, source.language)
    data = Translated(law.id, source.id, languages, share, len(here), len(there), len(lexicon), matches)
    warnings = tuple(dict.fromkeys((EXPERIMENTAL, *notes, *more)))
    return Result(
        data, tuple(vars(one) for one in matches), warnings=warnings, inputs=(law.file, source.file)
    )


def _cut(law: "Law") -> list[str]:
    from regimelab.texts.structure import articles

    return [law.text[one.start : one.end] for one in articles(law.text)]


def _lexicon(parallel: tuple[str, str] | None) -> dict[str, str]:
    """Learn words from a law in both languages, whose articles must correspond one to one."""
    from regimelab.texts.translated import learn_lexicon

    if not parallel:
        return {}
    left, right = (_cut(one_law(place, "")[0]) for place in parallel)
    if len(left) != len(right):
        what = f"has {len(left)} articles, and {parallel[1]} has {len(right)}."
        raise InvalidInput(Problem(parallel[0], what, "Give one law in both languages, article by article."))
    return learn_lexicon(zip(left, right, strict=True))


def _encoder(name: str) -> Callable[[Sequence[str]], Any] | None:
    """Import an encoder of the user's own: a function of texts that gives a vector for each."""
    if not name:
        return None
    module, _, function = name.partition(":")
    try:
        return getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        remedy = "Write MODULE:FUNCTION; the function takes a list of texts and gives an array of vectors."
        raise InvalidInput(Problem("--encoder", f"'{name}' cannot be imported ({error}).", remedy)) from None
