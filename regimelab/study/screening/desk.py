"""A desk: a case opened once, with its evidence, for a form that adds to it answer by answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from regimelab.errors import InvalidInput
from regimelab.reading.problems import validate
from regimelab.screening.bank import Bank
from regimelab.screening.case import Screening
from regimelab.screening.edits import Edits
from regimelab.study.opening import Asked
from regimelab.study.result import Result
from regimelab.study.screening.answer import add_to
from regimelab.study.screening.drawer import Drawers, Opened
from regimelab.study.screening.files import CaseFile, open_case
from regimelab.study.screening.ground import drawers_of, result_of
from regimelab.study.screening.shown import Checked


@dataclass
class Desk:
    """A case in work: the file as it is on disk, its drawers, and the result after the last answer."""

    opened: CaseFile
    passphrase: str = field(repr=False)
    by: str
    drawers: Drawers
    result: Result[Checked]

    @property
    def case(self) -> Screening:
        """The case as it was saved last."""
        return self.opened.case

    @property
    def bank(self) -> Bank:
        """The bank that the case is judged by."""
        return self.drawers.bank.at(self.case.bank_version)

    def add(self, given: Mapping[str, object]) -> Checked:
        """Add what a form gave, save it, and give the result; a refusal leaves the file as it was."""
        edits, problems = validate(Edits, given)
        if edits is None:
            raise InvalidInput(problems)
        self.opened = add_to(self.opened, self.passphrase, edits, self.drawers, self.by)
        self.drawers = replace(self.drawers, case=self.case)
        self.result = result_of(self.case, self.drawers.bank, self.drawers.evidence)
        return self.result.data

    def open_questions(self, names: Sequence[str] = ()) -> Iterator[Opened]:
        """Open the drawers of the questions named, or of those without an answer, one after the other."""
        asked = self.bank.asked(self.case.depth, self.case.proposal.person_specific)
        chosen = [self.bank.question(name, "--question") for name in names]
        for question in chosen or [one for one in asked if self.case.answer(one.id) is None]:
            yield self.drawers.opened(question)

    def unscored(self) -> tuple[tuple[str, str], ...]:
        """Name the questions whose answer has to be scored as a risk."""
        places = [one.where for one in self.result.data.missing if one.where.startswith("risks.")]
        names = [place.removeprefix("risks.") for place in places]
        return tuple((name, self.bank.by_id[name].title) for name in names)

    def losses_open(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """Name the losses of not engaging that nobody has told of."""
        places = {one.where for one in self.result.data.missing}
        return tuple(kind for kind in kinds if f"not_engaging.{kind}" in places)

    def unmitigated(self) -> tuple[tuple[str, str], ...]:
        """Name the risks that lack a mitigation, by question."""
        places = {one.where for one in self.result.data.missing}
        return tuple(
            (row.question, row.title) for row in self.case.risks if f"mitigations.{row.id}" in places
        )

    def bands(self) -> dict[str, dict[int, str]]:
        """Give the bands of likelihood and severity, in words."""
        return {"likelihood": self.bank.rules.likelihood, "severity": self.bank.rules.severity}

    def library(self) -> tuple[tuple[str, str, str], ...]:
        """List the mitigations that a case of this kind may take: key, title, what shows that it worked."""
        person = self.case.proposal.person_specific
        return tuple(
            (one.key, one.title, one.shown_by) for one in self.bank.mitigations if person or not one.for_case
        )

    def lacks_person(self) -> bool:
        """Tell whether the case concerns a person of whom nothing is given yet."""
        return self.case.proposal.person_specific and self.case.case is None

    def treaties(self) -> tuple[str, ...]:
        """Name the treaties of the table."""
        return tuple(one.id for one in self.bank.treaties)

    def factors(self) -> tuple[tuple[str, str], ...]:
        """List the factors by which assurances are scored."""
        return tuple((one.id, one.text) for one in self.bank.assurances)

    def stops(self) -> tuple[tuple[str, str], ...]:
        """List the triggers of the library that are not set yet."""
        held = {one.key for one in self.case.triggers}
        return tuple((one.key, one.title) for one in self.bank.triggers if one.key not in held)


def open_desk(path: Path, passphrase: str, asked: Asked, by: str) -> Desk:
    """Open a case for a form."""
    opened = open_case(path, passphrase)
    drawers = drawers_of(opened.case, asked)
    return Desk(opened, passphrase, by, drawers, result_of(opened.case, drawers.bank, drawers.evidence))
