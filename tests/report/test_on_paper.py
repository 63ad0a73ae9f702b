"""On paper stand no figures that open on demand, and no finding that nothing there leads to."""

from dataclasses import replace

from regimelab.report.content import Comparison, FigureBlock, FindingsList, Paragraph
from regimelab.report.pdf.paper import on_paper


def folded(section, opens):
    blocks = (
        replace(block, folded=not opens) if isinstance(block, FigureBlock | Comparison) else block
        for block in section.blocks
    )
    return replace(section, blocks=tuple(blocks))


def with_folded(brief, name):
    sections = (folded(one, one.id != name) for one in brief.sections)
    return replace(brief, sections=tuple(sections))


def findings(brief):
    lists = [b for section in brief.sections for b in section.blocks if isinstance(b, FindingsList)]
    return {one.id for block in lists for _, group in block.groups for one in group}


def notes(section):
    texts = [part for b in section.blocks if isinstance(b, Paragraph) for part in b.body]
    return [text for text in texts if isinstance(text, str) and "only brief.html has" in text]


def test_figures_that_open_on_demand_are_left_out_and_counted(brief):
    closed = with_folded(brief, "options")
    paper = {section.id: section for section in on_paper(closed).sections}
    before = next(section for section in closed.sections if section.id == "options")
    left = [b for b in before.blocks if isinstance(b, FigureBlock | Comparison)]
    assert left and not any(isinstance(b, FigureBlock | Comparison) for b in paper["options"].blocks)
    assert any(f"has: {len(left)}." in note for note in notes(paper["options"]))


def test_findings_go_with_the_figures_that_led_to_them(brief):
    whole, less = on_paper(with_folded(brief, "")), on_paper(with_folded(brief, "options"))
    assert findings(less) < findings(whole)
    assert any(notes(section) for section in less.sections if section.id == "findings")


def test_the_page_itself_keeps_them(brief):
    closed = with_folded(brief, "options")
    before = findings(closed)
    on_paper(closed)
    assert findings(closed) == before
