"""What a case lacks is told in Russian by the page, phrase by phrase as the screening writes it."""

import re

from tests.web.served import ROOT


def test_the_page_has_a_word_for_everything_that_a_case_may_lack():
    source = (ROOT / "regimelab" / "screening" / "complete.py").read_text(encoding="utf-8")
    written = (ROOT / "page" / "src" / "words" / "screening.ts").read_text(encoding="utf-8")
    listed = re.search(r"lacks: \{\n(.*?)\n  \},", written, re.S)
    assert listed
    phrases = set(re.findall(r'"([^"]+)": "', listed[1]))
    said = set(re.findall(r'Missing\([^()]*"(?:\{[^}]*\}: )?([a-z][^"{}]+)"\s*\)', source))
    assert said and said == phrases
