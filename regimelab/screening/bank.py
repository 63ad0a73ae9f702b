"""The question bank: questions, case layer, mitigations, triggers and rules, read from versioned data."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from regimelab.codebook import KIND_NAMES, MECHANISMS
from regimelab.errors import InvalidInput, Problem, suggestion
from regimelab.reading.words import Entry, KindName, Slug, Text
from regimelab.screening.scales import Action, Depth, Level, Stage

Mark = Literal["sourced", "unverified", "own"]
Grade = Literal["low", "moderate", "serious"]
PARTS = ("questions", "case", "commitments", "measures", "rules")


class Basis(Entry):
    """What an item rests on; ``unverified`` until somebody reads the primary text."""

    text: Text
    mark: Mark
    source: str = ""


class Watch(Entry):
    """Which acts of a chronicle are meant: of the kinds, mechanisms, tones and words that are named."""

    kinds: tuple[KindName, ...] = ()
    mechanisms: tuple[str, ...] = ()
    words: tuple[Text, ...] = ()
    tones: tuple[int, ...] = ()


class Drawer(Entry):
    """What is laid beside a question: acts that speak against comfort, other acts, outside figures."""

    adverse: tuple[Watch, ...] = ()
    context: tuple[Watch, ...] = ()
    figures: tuple[str, ...] = ()


class Flag(Entry):
    """A plain question of fact within a question, and the answer that bars."""

    name: Slug
    question: Text
    bars_on: Literal["yes", "no"]


class Meaning(Entry):
    """What the three answers mean for one question."""

    no_concern: Text
    some: Text
    serious: Text


class Question(Entry):
    """A question, why it is asked, what its answers mean, and what it rests on."""

    id: str = Field(pattern=r"^(Q\d+\.\d+|E\d+)$")
    since: int = 1
    until: int | None = None
    stage: Stage
    depth: Depth = Depth.LIGHT
    title: Text
    question: Text
    why: Text
    unknown_is_serious: bool = False
    row: bool = False
    lifts_nothing: bool = False
    flags: tuple[Flag, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    meaning: Meaning
    drawer: Drawer = Drawer()

    @property
    def unverified(self) -> bool:
        """Whether any part of its basis was not held against the primary text."""
        return any(one.mark == "unverified" for one in self.basis)

    @property
    def must_apply(self) -> bool:
        """Whether ``n/a`` is refused: where unknown is serious, and where even the light form asks."""
        return self.unknown_is_serious or (self.depth is Depth.LIGHT and self.stage is not Stage.CASE)


class Assurance(Entry):
    """One of the factors by which assurances are scored; a gate must be met for them to count at all."""

    id: str = Field(pattern=r"^A\d+$")
    text: Text
    gate: bool = False


class Treaty(Entry):
    """A treaty that requests are based on, and how far it protects the person."""

    id: Slug
    name: Text
    grade: Literal["weak", "partial", "strong"]
    finding: Text
    mark: Mark
    source: str
    article: Text
    article_mark: Mark


class Commitment(Entry):
    """A commitment of the OSCE and the test that it feeds."""

    code: str
    dimension: str
    instrument: Text
    test: Text
    questions: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)


class Remedy(Entry):
    """A mitigation of the library, and what would show that it worked."""

    key: Slug
    title: Text
    shown_by: Text
    for_case: bool = False


class Stop(Entry):
    """A stop trigger of the library: watched in the chronicle, in the model, or by reports of people.

    ``about_unit`` marks one that means the recipient: acts that name it are told apart from the rest.
    """

    key: Slug
    title: Text
    watch: Watch | None = None
    about_unit: bool = False
    threshold: int = Field(default=1, ge=1)
    report: bool = False
    effect: bool = False
    action: Action
    days: int = Field(ge=1)


class ProposalClass(Entry):
    """A class of proposal, the depth that it starts at, and whether it always concerns a person."""

    title: Text
    depth: Depth
    person_specific: bool = False


class Rules(Entry):
    """Bands, the table of grades, and the ladder of signatures."""

    version: int
    stale_months: int
    families_for_comfort: int
    assurances_beyond_gates: int
    classes: dict[str, ProposalClass]
    likelihood: dict[int, Text]
    severity: dict[int, Text]
    grade: dict[int, tuple[Grade, ...]]
    ladder: dict[str, tuple[Text, ...]]


class Bank(Entry):
    """Everything that a screening asks and offers, at one version."""

    version: int
    questions: tuple[Question, ...]
    assurances: tuple[Assurance, ...]
    treaties: tuple[Treaty, ...]
    commitments: tuple[Commitment, ...]
    mitigations: tuple[Remedy, ...]
    triggers: tuple[Stop, ...]
    rules: Rules

    @property
    def by_id(self) -> dict[str, Question]:
        """Questions by id."""
        return {one.id: one for one in self.questions}

    def at(self, version: int) -> "Bank":
        """Give the bank as it was at an earlier version."""
        if version > self.version:
            what = f"the file was made with version {version} of the question bank; this is {self.version}."
            raise InvalidInput(Problem("bank_version", what, "Install a newer regimelab."))
        asked = (one for one in self.questions if one.since <= version <= (one.until or version))
        return self.model_copy(update={"version": version, "questions": tuple(asked)})

    def asked(self, depth: Depth, person_specific: bool) -> tuple[Question, ...]:
        """List the questions that a proposal has to answer; a person brings the whole case layer."""
        return tuple(
            one
            for one in self.questions
            if (person_specific if one.stage == Stage.CASE else one.depth.rank <= depth.rank)
        )

    def question(self, name: str, where: str) -> Question:
        """Find a question by its id, or say which there are."""
        if name not in self.by_id:
            raise InvalidInput(Problem(where, f"'{name}' is not a question.", suggestion(name, self.by_id)))
        return self.by_id[name]

    def ladder(self, level: Level, own: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Name the roles that sign a level; those of the highest may record the refusal of what is barred."""
        name = min(level, Level.HIGH).name
        return own.get(name) or self.rules.ladder[name]


@cache
def newest() -> Bank:
    """Read the bank that ships with this version of the package."""
    read: dict[str, dict[str, object]] = {}
    for part in PARTS:
        text = files("regimelab.screening").joinpath(f"catalogue/{part}.toml").read_text(encoding="utf-8")
        read[part] = tomllib.loads(text)
    return bank_of(read)


def bank_of(read: dict[str, dict[str, object]]) -> Bank:
    """Put a bank together from its parts, each as its file says it."""
    questions, case, measures = read["questions"], read["case"], read["measures"]
    in_order = sorted(
        [*_rows(questions, "questions"), *_rows(case, "questions")],
        key=lambda row: list(Stage).index(Stage(str(row["stage"]))),
    )
    bank = Bank.model_validate(
        {
            "version": questions["version"],
            "questions": in_order,
            "assurances": case["assurances"],
            "treaties": case["treaties"],
            "commitments": read["commitments"]["commitments"],
            "mitigations": measures["mitigations"],
            "triggers": measures["triggers"],
            "rules": read["rules"],
        }
    )
    assert len(bank.by_id) == len(bank.questions), "two questions of one id"
    watched = [watch for one in bank.questions for watch in (*one.drawer.adverse, *one.drawer.context)]
    assert {name for watch in watched for name in watch.mechanisms} <= set(MECHANISMS)
    assert {name for watch in watched for name in watch.kinds} <= set(KIND_NAMES)
    return bank


def _rows(part: dict[str, object], name: str) -> list[dict[str, object]]:
    rows = part[name]
    assert isinstance(rows, list)
    return rows
