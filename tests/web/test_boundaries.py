"""The map of the page and the map of the brief take the same lines for disputed."""

import re
import runpy
from json import loads

from tests.web.served import ROOT

PAIR = re.compile(r'\["([A-Z]{3})", "([A-Z]{3})", (\[[^\]]+\])\]')


def test_page_and_brief_dash_the_same_lines():
    drawn = runpy.run_path(str(ROOT / "scripts" / "make-outlines.py"))["DISPUTED"]
    source = (ROOT / "page" / "src" / "rooms" / "boundaries.ts").read_text(encoding="utf-8")
    listed = source.split("const DISPUTED", 1)[1].split("];", 1)[0]
    found = {(one, two): tuple(loads(box)) for one, two, box in PAIR.findall(listed)}
    assert found == drawn and len(found) == listed.count('["')
