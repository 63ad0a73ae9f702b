"""A scan as the lab shows it: the matrix of shares, the time line, and any pair of laws side by side."""

import csv
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from regimelab.errors import InvalidInput, Problem, UsageError
from regimelab.interval import Estimate
from regimelab.report.handed.laws import LawCard, Row
from regimelab.report.language import spoken
from regimelab.study.laws.compare import LEAST
from regimelab.study.laws.diffusion import Flow, flows
from regimelab.study.laws.files import ABOUT, read_cell
from regimelab.study.laws.packages import check_packages
from regimelab.study.laws.page import noted
from regimelab.study.laws.scan import Scan
from regimelab.study.laws.scan_page import chosen_laws, headline_of, name_of, subtitle_of

if TYPE_CHECKING:
    from regimelab.texts.compare import Comparison
    from regimelab.texts.law import Law
    from regimelab.texts.network import Link, Taken

PAIRS = 24  # that are kept once they were compared
PASSAGES = 200  # of a pair that are shown; the rest is a page of 'laws compare'
OTHERS = 40  # laws of the collection that boilerplate is learnt from
HELD = 60_000_000  # characters of laws that are kept in memory
HOW = (
    "regimelab laws scan LAWS/ --into scan",
    "regimelab lab --laws scan",
)


@dataclass(frozen=True)
class LawShown:
    """A law of the matrix, with the share of it that stands in any other."""

    id: str
    name: str
    title: str
    state: str
    written: str
    words: int
    borrowed: float
    main_source: str


@dataclass(frozen=True)
class LawLink:
    """What one law has from another; ``possible`` says whether the dates allow it, if they are known."""

    law: str
    source: str
    share: float
    without_boilerplate: float
    credited: float
    passages: int
    possible: bool | None
    rival: str


@dataclass(frozen=True)
class ScanShown:
    """A scan: the laws that share most, what each has from each, and flows between states.

    ``place`` is blank where no scan was given; ``how`` are then the commands that make one.
    """

    place: str
    how: tuple[str, ...]
    headline: str = ""
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    laws: tuple[LawShown, ...] = ()
    links: tuple[LawLink, ...] = ()
    flows: tuple[Flow, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class Threshold:
    """The borrowed share in passages of at least so many words, with its interval over articles."""

    least: int
    share: Estimate
    without_boilerplate: Estimate
    word_for_word: float
    passages: int


@dataclass(frozen=True)
class PairShown:
    """Two laws: shares at several thresholds, and their passages side by side, from the originals."""

    law: LawCard
    source: LawCard
    headline: str
    direction: str
    back: str
    language: str
    thresholds: tuple[Threshold, ...]
    passages: tuple[Row, ...]
    left_out: int
    notes: tuple[str, ...]


class Scans:
    """The scan of a folder, read once, and the laws that it was made of."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place and place.expanduser()
        if self.place:
            absent = [name for name in ("laws.csv", "links.csv") if not (self.place / name).is_file()]
            if absent:
                what = f"it holds no {' and no '.join(absent)}."
                remedy = "Give the folder that 'regimelab laws scan --into FOLDER' wrote."
                raise UsageError(Problem(str(place), what, remedy))
        self._lock = Lock()
        self._scan: Scan | None = None
        self._laws: dict[str, Law] = {}
        self._pairs: OrderedDict[tuple[str, str, str], PairShown] = OrderedDict()

    def shown(self) -> ScanShown:
        """Show the scan."""
        if self.place is None:
            return ScanShown("", HOW)
        scan, about = self._read(), self._about()
        taken = {one.law: one for one in scan.taken}
        chosen = chosen_laws(scan)
        inside = set(chosen)
        return ScanShown(
            place=str(self.place),
            how=HOW,
            headline=headline_of(scan),
            subtitle=subtitle_of(scan),
            notes=tuple(noted(str(one)) for one in about.get("warnings", ())),
            laws=tuple(_law(taken[one]) for one in chosen),
            links=tuple(_shown(one) for one in scan.links if one.law in inside and one.source in inside),
            flows=tuple(flows(scan.links, {one.law: one.written for one in scan.taken})),
            left_out=len(taken) - len(chosen),
        )

    def pair(self, law: str, source: str) -> PairShown:
        """Compare two laws of the scan anew, from their texts."""
        asked = (law, source, spoken())
        with self._lock:
            if asked not in self._pairs:
                self._pairs[asked] = self._compared(law, source)
            self._pairs.move_to_end(asked)
            while len(self._pairs) > PAIRS:
                self._pairs.popitem(last=False)
            return self._pairs[asked]

    def _compared(self, law: str, source: str) -> PairShown:
        check_packages()
        from regimelab.texts.compare import compare

        here, there = self._original(law), self._original(source)
        thresholds = tuple(sorted({self._read().least, *LEAST}))
        others = [one for name, one in self._laws.items() if name not in (law, source)]
        like = [one for one in others if one.language == here.language][:OTHERS]
        return _pair(compare(here, there, 0, thresholds, like), here, there, len(like))

    def _original(self, name: str) -> "Law":
        """Find the text of a law where the scan found it; those read on the way are kept for the next."""
        from regimelab.texts.corpus import stream_laws

        if name not in {one.law for one in self._read().taken}:
            raise InvalidInput(Problem("law", f"'{name}' is no law of this scan.", "Choose one of it."))
        about = self._about()
        size = sum(len(one.text) for one in self._laws.values())
        for place in (about.get("laws"), about.get("against")) if name not in self._laws else ():
            for one in stream_laws(str(place), str(about.get("language", ""))) if place else ():
                size += len(one.law.text)
                if size < HELD or one.law.id == name:
                    self._laws[one.law.id] = one.law
                if one.law.id == name and size >= HELD:
                    break
        if name not in self._laws:
            what = f"'{name}' is not in the collection that was scanned ({about.get('laws', 'unknown')})."
            raise InvalidInput(Problem("law", what, "Scan it again, and give the new folder."))
        return self._laws[name]

    def _about(self) -> Mapping[str, Any]:
        assert self.place
        file = self.place / ABOUT
        if not file.is_file():
            return {}
        try:
            return json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InvalidInput(Problem(str(file), f"is no JSON: {error}.", "Scan again.")) from error

    def _read(self) -> Scan:
        """Read the tables of the scan back."""
        if self._scan is None:
            check_packages()
            from regimelab.texts.network import tree

            about, taken = self._about(), tuple(map(_taken, self._rows("laws.csv")))
            self._scan = Scan(
                least=int(about.get("least", LEAST[0])),
                pairs=int(about.get("pairs", len(taken) * (len(taken) - 1) // 2)),
                aligned=int(about.get("aligned", 0)),
                taken=taken,
                links=tuple(map(_link, self._rows("links.csv"))),
                tree=tree(taken),
            )
        return self._scan

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        assert self.place
        with (self.place / name).open(encoding="utf-8-sig", newline="") as sheet:
            for row in csv.DictReader(sheet):
                yield {column: read_cell(cell or "") for column, cell in row.items()}


def _taken(row: Mapping[str, str]) -> "Taken":
    from regimelab.texts.network import Taken

    named = (row["law"], row["title"], row["state"], row["written"])
    return Taken(*named, int(row["words"]), float(row["borrowed"]), row["main_source"])


def _link(row: Mapping[str, str]) -> "Link":
    from regimelab.texts.network import Link

    return Link(
        law=row["law"],
        source=row["source"],
        law_state=row["law_state"],
        source_state=row["source_state"],
        share=float(row["share"]),
        without_boilerplate=float(row["without_boilerplate"]),
        private=float(row["private"]),
        credited=float(row["credited"]),
        words=int(row["words"]),
        passages=int(row["passages"]),
        possible={"True": True, "False": False}.get(row["possible"]),
        also_in=tuple(one for one in row["also_in"].split("; ") if one),
        rival=row["rival"],
        rival_law=row["rival_law"],
    )


def _shown(one: "Link") -> LawLink:
    shares = (one.share, one.without_boilerplate, one.credited)
    return LawLink(one.law, one.source, *shares, one.passages, one.possible, one.rival)


def _law(one: "Taken") -> LawShown:
    return LawShown(
        one.law, name_of(one), one.title, one.state, one.written, one.words, one.borrowed, one.main_source
    )


def _pair(found: "Comparison", law: "Law", source: "Law", others: int) -> PairShown:
    """Take from the page of a comparison what the room shows."""
    from regimelab.study.laws.page import side_by_side

    notes: Sequence[str] = (
        f"boilerplate was learnt from the articles of the two laws and {others} others of the collection",
    )
    page = side_by_side(found, law, source, notes)
    return PairShown(
        law=page.law,
        source=page.source,
        headline="".join(map(str, page.headline)),
        direction=page.direction,
        back="".join(map(str, page.back)),
        language=page.language,
        thresholds=tuple(
            Threshold(one.least, one.share, one.without_boilerplate, one.word_for_word, one.passages)
            for one in found.shares
        ),
        passages=page.rows[:PASSAGES],
        left_out=max(0, len(page.rows) - PASSAGES),
        notes=page.notes,
    )
