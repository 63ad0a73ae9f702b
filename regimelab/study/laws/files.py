"""The files of a scan: laws, links, passages, matrix, network, and the page."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from regimelab import __version__
from regimelab.study.plain import FORMULA, plain

if TYPE_CHECKING:
    from regimelab.study.laws.scan import Scanned
    from regimelab.texts.network import Link, Taken

ABOUT = "collection.json"  # where the laws lie, so that any pair can be read again
_BREAK = "\r\n"  # what the writer quotes, wherever it stands
MATRIX_LAWS = 400  # laws of a matrix that a person can still open


def scan_files(found: "Scanned", language: str = "en") -> dict[str, bytes]:
    """Make every file of a scan; the report is told in a language."""
    from regimelab.report.language import speaking
    from regimelab.report.laws import render_scan
    from regimelab.study.laws.scan_page import scan_page

    data = found.result.data
    ids = [one.law.id for one in found.facts]
    files = {
        ABOUT: _about(found),
        "laws.csv": rows_as_csv([vars(one) for one in data.taken]),
        "links.csv": rows_as_csv(found.result.rows),
        "passages.csv": rows_as_csv(_passages(found, ids)),
        "network.graphml": graphml(data.taken, data.links),
    }
    with speaking(language):
        files["report.html"] = render_scan(scan_page(found)).encode()
    if len(ids) <= MATRIX_LAWS:
        files["matrix.csv"] = _matrix(data.links, ids)
    return files


def rows_as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> bytes:
    """Spell rows as CSV; a cell that a spreadsheet would run gets an apostrophe first.

    A cell with a line break of any kind is quoted, so that it is read back as it was.
    """
    listed = [dict(row) for row in rows]
    sink = _Lines()
    writer = csv.DictWriter(sink, list(listed[0]) if listed else list(columns), lineterminator=_BREAK)
    writer.writeheader()
    for row in listed:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return "".join(sink.lines).encode()


class _Lines:
    """Lines of CSV that end in one character, though breaks of both kinds are quoted."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(f"{line.removesuffix(_BREAK)}\n")


def _cell(value: Any) -> Any:  # noqa: ANN401
    simple = plain(value)
    if isinstance(simple, list):
        simple = "; ".join(map(str, simple))
    if isinstance(simple, str) and simple.lstrip("'").startswith(FORMULA):
        return f"'{simple}"
    return simple


def read_cell(cell: str) -> str:
    """Read a cell back as it was before it was kept from a spreadsheet."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def _about(found: "Scanned") -> bytes:
    """Say what was scanned: where the laws lie, how long a passage counts, what to beware of."""
    asked, data = found.asked, found.result.data
    body = {
        "schema": "regimelab.laws.scan/1",
        "version": __version__,
        "laws": _absolute(asked.laws),
        "against": _absolute(asked.against) if asked.against else None,
        "language": asked.language,
        "least": asked.least,
        "pairs": data.pairs,
        "aligned": data.aligned,
        "warnings": found.result.warnings,
    }
    return (json.dumps(plain(body), indent=1, ensure_ascii=False) + "\n").encode()


def _absolute(place: str) -> str:
    return str(Path(place).expanduser().resolve())


def _passages(found: "Scanned", ids: Sequence[str]) -> Iterable[dict[str, Any]]:
    for row in found.passages.to_pylist():
        yield row | {"law": ids[row["law"]], "source": ids[row["source"]]}


def _matrix(links: "Sequence[Link]", ids: Sequence[str]) -> bytes:
    """Write which share of each law (row) stands in each other (column)."""
    shares = {(one.law, one.source): one.share for one in links}
    return rows_as_csv(
        {"law": law, **{source: round(shares.get((law, source), 0.0), 4) for source in ids}} for law in ids
    )


def graphml(taken: "Sequence[Taken]", links: "Sequence[Link]") -> bytes:
    """Write the network of credited links for programs that draw networks."""
    nodes = "".join(
        f"<node id={quoteattr(one.law)}><data key='state'>{_text(one.state)}</data>"
        f"<data key='written'>{_text(one.written)}</data></node>"
        for one in taken
    )
    edges = "".join(
        f"<edge source={quoteattr(one.source)} target={quoteattr(one.law)}>"
        f"<data key='share'>{one.credited:.4f}</data></edge>"
        for one in links
        if one.possible and one.credited > 0
    )
    keys = "".join(
        f"<key id='{name}' for='{where}' attr.name='{name}' attr.type='{kind}'/>"
        for name, where, kind in (
            ("state", "node", "string"),
            ("written", "node", "string"),
            ("share", "edge", "double"),
        )
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<graphml xmlns='http://graphml.graphdrawing.org/xmlns'>"
        f"{keys}<graph edgedefault='directed'>{nodes}{edges}</graph></graphml>\n"
    ).encode()


def _text(value: str) -> str:
    from xml.sax.saxutils import escape

    return escape(value)
