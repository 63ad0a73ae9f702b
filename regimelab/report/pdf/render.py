"""Content in, one tagged PDF out (PDF/UA-1): no clock, no network, the same bytes every time."""

import json
from importlib.resources import as_file, files

from regimelab.report.content import Brief
from regimelab.report.pdf.data import typeset_data

STANDARD = "ua-1"


def render_pdf(brief: Brief) -> bytes:
    """Set a brief as a PDF that a screen reader can follow."""
    import typst

    data = json.dumps(typeset_data(brief), ensure_ascii=False)
    with as_file(files("regimelab.report") / "pdf") as room:
        compiler = typst.Compiler(
            room / "brief.typ",
            root=room,
            font_paths=[room / "fonts"],
            ignore_system_fonts=True,
            sys_inputs={"brief": data},
        )
        made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    assert isinstance(made, bytes)
    return made
