"""The evidence drawer: what the store holds beside each question, that which speaks against comfort first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.evidence import Evidence
from regimelab.evidence.outside import Outside
from regimelab.report.language import other
from regimelab.screening import NOTICE
from regimelab.screening.bank import Bank, Basis, Question, Watch
from regimelab.screening.case import Screening
from regimelab.screening.edits import Archived
from regimelab.screening.edits import Evidence as Given
from regimelab.screening.evidence import Cited, is_fresh
from regimelab.screening.safeguards import Looked
from regimelab.screening.watching import matches
from regimelab.study.screening.citing import archived, cited_act, cited_figure, cited_run
from regimelab.study.screening.spoken import held_back, titled, told_quote

Act = dict[str, Any]
SIMULATED: Final = "Q5.1"
MUST_ANSWER: Final = 5  # contrary acts that comfort has to answer; more would be a form that nobody fills in
SHOWN: Final = 12  # items of a drawer at first; the rest is a search away


@dataclass(frozen=True)
class Item:
    """A piece of evidence in the drawer; ``must_answer`` if comfort has to answer it."""

    ref: str
    kind: str
    date: str
    family: str
    publisher: str
    text: str
    address: str
    contrary: bool
    must_answer: bool
    stale: bool
    cited: bool


@dataclass(frozen=True)
class Posed:
    """A question with its reason, its marks, and what its answers mean."""

    id: str
    stage: str
    title: str
    question: str
    why: str
    means: Mapping[str, str]
    basis: tuple[Basis, ...]
    unverified: bool


@dataclass(frozen=True)
class Opened(Posed):
    """A question with the answer so far, and the evidence beside it."""

    flags: Mapping[str, str]
    answer: str
    held_back: str
    items: tuple[Item, ...]
    total: int
    notice: str = field(default=NOTICE)


def posed(question: Question) -> Posed:
    """Pose a question of the bank in the language spoken."""
    return Posed(
        id=question.id,
        stage=question.stage.value,
        title=other(question.title),
        question=other(question.question),
        why=other(question.why),
        means={says: other(meaning) for says, meaning in question.meaning.model_dump().items()},
        basis=titled(question.basis, "text"),
        unverified=question.unverified,
    )


@dataclass(frozen=True)
class Drawers:
    """The drawers of one case, filled from the evidence of its region."""

    case: Screening
    bank: Bank
    evidence: Evidence
    outside: Outside | None = None

    @cached_property
    def acts(self) -> dict[str, Act]:
        """Every act of the evidence by its id."""
        return {act["id"]: act for act in self.evidence.acts.to_pylist()}

    @property
    def looked(self) -> Looked:
        """What an edit asks of the evidence."""
        return Looked(self.cite, self.must_answer, self.watched)

    def watched(self, watch: Watch, states: Sequence[str]) -> tuple[str, ...]:
        """Name the acts that a trigger would have fired on by now."""
        return tuple(name for name, act in self.acts.items() if matches(watch, act, states))

    def must_answer(self, name: str) -> tuple[str, ...]:
        """Name the gravest fresh acts against comfort, which an answer of no concern has to answer."""
        question = self.bank.by_id.get(name)
        if question is None:
            return ()
        months = self.bank.rules.stale_months
        fresh = [
            act
            for act in self._acts(question.drawer.adverse)
            if is_fresh(cited_act(act, ""), self.case.day, months)
        ]
        gravest = sorted(
            fresh, key=lambda act: (-(act["intensity"] or 0), -act["start"].toordinal(), act["id"])
        )
        return tuple(act["id"] for act in gravest[:MUST_ANSWER])

    def opened(self, question: Question, limit: int = SHOWN) -> Opened:
        """Open a drawer: what must be answered, then what else speaks against comfort, then the rest."""
        answer = self.case.answer(question.id)
        cited = {one.ref for one in answer.evidence} if answer else set[str]()
        must = self.must_answer(question.id)
        adverse = sorted(
            self._acts(question.drawer.adverse),
            key=lambda act: (act["id"] not in must, -act["start"].toordinal()),
        )
        beside = {act["id"] for act in adverse}
        rest = [act for act in self._acts(question.drawer.context) if act["id"] not in beside]
        rest.sort(key=lambda act: act["start"], reverse=True)
        items = [
            self._item(self.cite_act(act), act["source_publisher"], True, must, cited) for act in adverse
        ]
        items += [
            self._item(one, one.title, False, must, cited)
            for one in (*self.simulated(question), *self.figures(question))
        ]
        items += [self._item(self.cite_act(act), act["source_publisher"], False, must, cited) for act in rest]
        return Opened(
            **vars(posed(question)),
            flags={flag.name: other(flag.question) for flag in question.flags},
            answer=answer.says.value if answer else "",
            held_back=held_back(answer.held_back) if answer else "",
            items=tuple(items[:limit]),
            total=len(items),
            notice=other(NOTICE),
        )

    def _item(
        self, one: Cited, publisher: str, contrary: bool, must: tuple[str, ...], cited: set[str]
    ) -> Item:
        return Item(
            ref=one.ref,
            kind=one.kind,
            date=one.date.isoformat(),
            family=one.family.value,
            publisher=publisher,
            text=told_quote(one, self.case.regime_effect),
            address=one.address,
            contrary=contrary,
            must_answer=one.ref in must,
            stale=not is_fresh(one, self.case.day, self.bank.rules.stale_months),
            cited=one.ref in cited,
        )

    def _acts(self, watches: Sequence[Watch]) -> list[Act]:
        hosts = self.case.proposal.hosts
        return [act for act in self.acts.values() if any(matches(watch, act, hosts) for watch in watches)]

    def figures(self, question: Question) -> tuple[Cited, ...]:
        """Take the latest outside figure of each variable for the hosts; none where none are held."""
        wanted = question.drawer.figures
        if not wanted or self.outside is None:
            return ()
        rows = self.outside.figures(wanted, self.case.proposal.hosts).to_pylist()
        latest = {}
        for row in sorted(rows, key=lambda row: row["end"]):
            if row["end"] <= self.case.day:
                latest[row["source"], row["actor"], row["variable"]] = row
        return tuple(cited_figure(row, self.outside.release) for row in latest.values())

    def simulated(self, question: Question) -> tuple[Cited, ...]:
        """Offer the simulated effect where the form asks for it."""
        found = self.case.regime_effect
        return (cited_run(found),) if found and question.id == SIMULATED else ()

    def cite_act(self, act: Act) -> Cited:
        """Cite an act as the evidence has it."""
        return cited_act(act, self.evidence.release)

    def cite(self, given: Given, where: str) -> Cited:
        """Look a piece of evidence up, or archive a document of one's own by the hash of its file."""
        if isinstance(given, Cited):
            return given
        if isinstance(given, Archived):
            return archived(given, where)
        found = self.acts.get(given.ref) or self._other_named(given.ref)
        if found is None:
            what = f"'{given.ref}' is not in the evidence, release {self.evidence.release}."
            remedy = suggestion(given.ref, [name for name in self.acts if name[:4] == given.ref[:4]][:8])
            raise InvalidInput(Problem(where, what, remedy or "Give an act's id, or a document as a table."))
        cited = found if isinstance(found, Cited) else self.cite_act(found)
        return cited.model_copy(update={"contrary": given.contrary, "reply": given.reply})

    def _other_named(self, ref: str) -> Cited | None:
        """Find a figure or a run by the name that the drawer gave it."""
        if ":" not in ref:
            return None
        every = (one for each in self.bank.questions for one in (*self.simulated(each), *self.figures(each)))
        return next((one for one in every if one.ref == ref), None)
