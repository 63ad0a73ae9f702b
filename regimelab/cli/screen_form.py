"""The form of a screening in a terminal: question by question, evidence beside it, always saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regimelab.cli.screen_prompts import Left, Skipped, ask, choice, may_ask, words
from regimelab.errors import Problem, RegimelabError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from regimelab.cli.session import Session
    from regimelab.study.opening import Asked
    from regimelab.study.result import Result
    from regimelab.study.screening.desk import Desk
    from regimelab.study.screening.drawer import Opened
    from regimelab.study.screening.shown import Checked

SAYS = {"n": "no_concern", "s": "some", "x": "serious", "u": "unknown", "a": "n/a"}
TOLD = {"y": "yes", "n": "no", "u": "unknown"}
MET = {"y": "met", "n": "not_met", "u": "unknown"}
NEAR = {"d": "direct", "s": "significant", "i": "indirect", "r": "remote"}
SURE = {"h": "high", "m": "medium", "l": "low"}
HOW_FAR = {"h": "high", "m": "medium", "l": "low", "n": "none"}
OUTCOMES = {"a": "approve", "r": "refuse", "o": "alternative"}
LOSSES = {
    "influence": "influence lost",
    "substitution": "ground taken by other providers",
    "unprotected": "people left without protection",
}


def fill(
    session: "Session", file: Path, secret: str, asked: "Asked", by: str, questions: Sequence[str]
) -> "Result[Checked]":
    """Go through the open questions of a case, or those named, and then through the rest of the form."""
    from regimelab.study.screening.desk import open_desk

    if not may_ask(session):
        remedy = "Give --answers FILE; 'regimelab screen suggest FILE --template answers.toml' writes one."
        raise UsageError(Problem("edit", "the form needs a terminal.", remedy))
    console = session.console()
    by = by or ask(console, "Who answers (a person, named)")
    form = Form(console, open_desk(file, secret, asked, by))
    try:
        form.run(questions)
    except (Left, EOFError):
        console.print("Left; everything answered so far is saved.")
    return form.desk.result


@dataclass
class Form:
    """A desk at which somebody sits: what is asked, and where the answers go."""

    console: "Console"
    desk: "Desk"
    skipped: set[str] = field(default_factory=set[str])

    def run(self, questions: Sequence[str]) -> None:
        """Ask the questions, then risks, losses, mitigations, triggers and the decision."""
        self.console.print(
            "Type ? for help, - to skip a question, q to leave. Every answer is saved at once."
        )
        for one in self.desk.open_questions(questions):
            self._rail()
            self._try(one.id, lambda one=one: self._question(one))
        if questions:
            return
        if self.desk.lacks_person():
            self._try("case", self._person)
        for step in self._steps():
            step()

    def _steps(self) -> Iterator[Callable[[], None]]:
        for name, title in self.desk.unscored():
            yield lambda name=name, title=title: self._try(name, lambda: self._risk(name, title))
        for kind in self.desk.losses_open(tuple(LOSSES)):
            yield lambda kind=kind: self._try(kind, lambda: self._loss(kind))
        for name, title in self.desk.unmitigated():
            yield lambda name=name, title=title: self._try(name, lambda: self._mitigation(name, title))
        yield lambda: self._try("triggers", self._triggers)
        yield lambda: self._try("decision", self._decision)

    def _try(self, name: str, step: Callable[[], None]) -> None:
        """Ask once more after a refusal, with all that is wrong said; a skipped step is left open."""
        while True:
            try:
                return step()
            except Skipped:
                self.skipped.add(name)
                return None
            except RegimelabError as error:
                for problem in error.problems:
                    self.console.print(f"  {problem}", markup=False, soft_wrap=True, style="bold")

    def _rail(self) -> None:
        stages = " · ".join(f"{one.stage} {one.answered}/{one.asked}" for one in self.desk.result.data.stages)
        self.console.rule(stages, style="dim")

    def _question(self, one: "Opened") -> None:
        from regimelab.cli.screen_lists import drawer

        drawer(self.console, one)
        says = SAYS[self._choice("Answer: (n)o concern, (s)ome, (x) serious, (u)nknown, n/(a)", tuple(SAYS))]
        flags = {name: TOLD[self._choice(f"{text} (y/n/u)", tuple(TOLD))] for name, text in one.flags.items()}
        evidence = self._evidence(one, says)
        rationale = self._text("Why (the rationale)")
        confidence = SURE[self._choice("How sure: (h)igh, (m)edium, (l)ow", tuple(SURE))]
        answer = {
            "id": one.id,
            "answer": says,
            "rationale": rationale,
            "confidence": confidence,
            "evidence": evidence,
            "flags": flags,
        }
        self.desk.add({"answers": [answer]})
        kept = next(each for each in self.desk.result.data.answers if each.id == one.id)
        if kept.held_back:
            self.console.print(f"  Stored as unknown: {kept.held_back}", markup=False, soft_wrap=True)

    def _evidence(self, one: "Opened", says: str) -> list[dict[str, Any]]:
        """Take evidence by its numbers; contrary evidence gets a reply where the answer is comfort."""
        chosen = self._numbers(one)
        must = [n for n, item in enumerate(one.items) if item.must_answer] if says == "no_concern" else []
        found: list[dict[str, Any]] = []
        for number in dict.fromkeys([*must, *chosen]):
            item = one.items[number]
            against = item.contrary and says in ("no_concern", "n/a")
            reply = self._text(f"Reply to {item.ref}: {item.text}") if against else ""
            found.append({"ref": item.ref, "contrary": against, "reply": reply})
        while self._choice("A document of your own? (y/n)", ("y", "n"), "n") == "y":
            found.append(self._document())
        return found

    def _numbers(self, one: "Opened") -> list[int]:
        while one.items:
            told = self._text(
                f"Evidence, by number from 1 to {len(one.items)}, apart by spaces (blank for none)",
                blank=True,
            )
            parts = told.replace(",", " ").split()
            if all(part.isdigit() and 1 <= int(part) <= len(one.items) for part in parts):
                return [int(part) - 1 for part in parts]
            self.console.print("  Numbers of the list only.")
        return []

    def _document(self) -> dict[str, Any]:
        names = {
            "ref": "Short name, such as DOC1",
            "family": "Family: official, igo, court, academic, ngo_advocacy, media or model",
            "language": "Language, such as en or ru",
            "date": "Date, YYYY-MM-DD",
            "title": "Title",
            "quote": "The words that it says",
            "span": "Where: page, paragraph",
            "file": "Archived file",
        }
        return {name: self._text(what) for name, what in names.items()}

    def _person(self) -> None:
        """Ask for the person's case under a pseudonym, and for assurances where there are any."""
        self.console.print("The person's case: facts, never names", style="bold")
        treaties = ", ".join(self.desk.treaties())
        layer: dict[str, Any] = {
            "pseudonym": self._text("Pseudonym, such as P-1"),
            "requesting_state": self._text("Requesting state, by code").upper(),
            "treaty": self._text(f"Treaty of the request ({treaties}; blank if none)", blank=True),
            "channel": self._text("Channel of the request (blank if not known)", blank=True),
            "facts": [part.strip() for part in self._text("Facts, apart by semicolons").split(";")],
        }
        self.desk.add({"case": layer})
        while self._choice("Are there assurances to score? (y/n)", ("y", "n"), "n") == "y":
            self._assurances()

    def _assurances(self) -> None:
        given: dict[str, Any] = {
            "question": self._choice("About (e1) or (e6)", ("e1", "e6")).upper(),
            "binding": self._choice("Do they bind the state? (y/n)", ("y", "n")) == "y",
            "terms": self._text("Terms"),
        }
        scored = {}
        for name, text in self.desk.factors():
            met = MET[self._choice(f"{name} {text}: (y)es, (n)o, (u)nknown", tuple(MET))]
            scored[name] = {"met": met, "note": self._text("Note")}
        self.desk.add({"assurances": [{**given, "factors": scored}]})

    def _risk(self, name: str, title: str) -> None:
        self.console.print(f"Risk: {name} {title}", style="bold")
        for what, bands in self.desk.bands().items():
            self.console.print(
                f"  {what}: " + "; ".join(f"{band} {text}" for band, text in bands.items()), soft_wrap=True
            )
        five = tuple("12345")
        risk = {
            "question": name,
            "likelihood": int(self._choice("Likelihood (1-5)", five)),
            "severity": int(self._choice("Severity for people (1-5)", five)),
            "proximity": NEAR[
                self._choice("Proximity: (d)irect, (s)ignificant, (i)ndirect, (r)emote", tuple(NEAR))
            ],
            "mitigability": HOW_FAR[
                self._choice("Can it be lowered: (h)igh, (m)edium, (l)ow, (n)one", tuple(HOW_FAR))
            ],
            "rationale": self._text("Why these bands"),
        }
        self.desk.add({"risks": [risk]})

    def _loss(self, kind: str) -> None:
        self.console.print(f"Not engaging: {LOSSES[kind]}", style="bold")
        five = tuple("12345")
        loss = {
            "kind": kind,
            "likelihood": int(self._choice("Likelihood (1-5)", five)),
            "severity": int(self._choice("Severity for people (1-5)", five)),
            "rationale": self._text("Why"),
        }
        self.desk.add({"not_engaging": [loss]})

    def _mitigation(self, name: str, title: str) -> None:
        self.console.print(f"Mitigation of {name} {title}", style="bold")
        library = self.desk.library()
        for number, (_, text, proof) in enumerate(library, start=1):
            self.console.print(f"  {number} {text}; shown by: {proof}", markup=False, soft_wrap=True)
        number = int(self._choice("Which", tuple(str(n) for n in range(1, len(library) + 1))))
        mitigation = {
            "key": library[number - 1][0],
            "questions": [name],
            "owner": self._text("Owner (a post)"),
            "due": self._text("Due, YYYY-MM-DD"),
            "cost": self._text("Cost (blank if none)", blank=True),
        }
        self.desk.add({"mitigations": [mitigation]})

    def _triggers(self) -> None:
        stops = self.desk.stops()
        if not stops:
            return
        self.console.print("Stop triggers", style="bold")
        for number, (_, title) in enumerate(stops, start=1):
            self.console.print(f"  {number} {title}", markup=False)
        told = self._text("Which, by number, apart by spaces", blank=True)
        chosen = [int(part) for part in told.replace(",", " ").split() if part.isdigit()]
        keys = [stops[number - 1][0] for number in chosen if 1 <= number <= len(stops)]
        if keys:
            self.desk.add({"triggers": [{"key": key} for key in keys]})

    def _decision(self) -> None:
        if self.desk.result.data.decision or self.desk.result.data.missing:
            return
        outcome = OUTCOMES[
            self._choice("Decision: (a)pprove, (r)efuse, (o)ffer an alternative", tuple(OUTCOMES))
        ]
        self.desk.add({"decision": {"outcome": outcome, "reason": self._text("Reason")}})

    def _choice(self, what: str, known: Sequence[str], default: str = "") -> str:
        return choice(self.console, what, known, default)

    def _text(self, what: str, blank: bool = False) -> str:
        return words(self.console, what, blank)
