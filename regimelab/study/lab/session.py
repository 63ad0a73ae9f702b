"""A region held in memory: its fitted model stands ready, and each question is answered from there."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from regimelab.errors import InvalidInput, Problem, UsageError, suggestion
from regimelab.report.content import Brief
from regimelab.report.language import spoken
from regimelab.study.brief import content_of
from regimelab.study.inquiry import Inquiry
from regimelab.study.lab.answers import Answers
from regimelab.study.lab.wanted import Dose, Moved, Wanted
from regimelab.study.opening import Asked
from regimelab.study.result import Progress, silent

if TYPE_CHECKING:
    from regimelab.engine.simulate import Through
    from regimelab.policy.comparison import Comparison
    from regimelab.policy.course import Course
    from regimelab.policy.load import Options
    from regimelab.policy.portfolio import Portfolio
    from regimelab.policy.present import Present
    from regimelab.policy.readings import Reader
    from regimelab.policy.recorded import RecordedOutcome
    from regimelab.policy.scenario import Scenario
    from regimelab.policy.trigger import Trigger

DRAGGING, AT_REST = 200, 1000  # futures while a lever is moved, and when it is let go
KEPT = 24  # courses and presents that are held ready
PORTFOLIOS = 4  # that are compared at once: more cannot be told apart on one page
Held = TypeVar("Held")


class Lab:
    """A region at the end of its evidence, ready to be asked what would happen if."""

    def __init__(self, asked: Asked, seed: int = 0, months: int = 24, progress: Progress = silent) -> None:
        self.inquiry = Inquiry(asked, seed, progress)
        self.seed, self.months = seed, months
        self._contents: dict[str, Brief] = {}
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()
        self.warmed = False

    def warm(self) -> None:
        """Fit or read the fit back, compile, and stand ready for both numbers of futures."""
        for futures in (DRAGGING, AT_REST):
            for members in (False, True):
                self.simulate(Wanted(futures=futures, months=self.months, seed=self.seed, members=members))
        self.warmed = True

    def simulate(self, wanted: Wanted, through: "Through | None" = None) -> Moved:
        """Simulate one portfolio in one scenario, beside doing nothing on the same futures.

        ``through`` goes through the chunks of its futures; without, every core does.
        """
        from regimelab.policy.course import World, against, moved_assumptions, without_doses
        from regimelab.policy.rows import refuse_late

        options = moved_assumptions(self.options, self._known_labels(wanted.assumed))
        scenario = self._named(options, wanted.scenario)
        portfolio = self.portfolio(wanted.doses) if wanted.doses else None
        if portfolio and portfolio.triggers:  # they may look at a member
            wanted = replace(wanted, members=True)
        nothing = World(scenario, without_doses(options.portfolios), options.levers)
        base = self._kept(
            ("base", scenario.name, _shifts(wanted, scenario.name), *wanted.size, wanted.members),
            lambda: self._course(nothing, wanted),
        )
        if portfolio is None:
            return Moved(wanted, base, ())
        refuse_late(self.inquiry.history, (portfolio,), wanted.months)
        found = self._course(World(scenario, portfolio, options.levers), wanted, through)
        return Moved(wanted, found, against(found, base))

    def portfolio(
        self, doses: tuple[Dose, ...], name: str = "moved", title: str = "Your options"
    ) -> "Portfolio":
        """Make a portfolio of doses, or say all that is wrong with them."""
        from regimelab.policy.known import Reach, known_of
        from regimelab.policy.portfolio import Portfolio
        from regimelab.reading.problems import validate

        reach = {one.name: Reach(one.low, one.high, one.hosts) for one in self.options.levers}
        known = known_of(self.inquiry.history)._replace(levers=reach)
        given = [dose.written(known.first_day) for dose in doses]
        raw: dict[str, object] = {"name": name, "title": title, "description": "Chosen in the lab."}
        raw |= {"doses": given, "triggers": [one.model_dump() for one in self._awaited(doses)]}
        made, problems = validate(Portfolio, raw, known)
        if made is None:
            raise InvalidInput(problems)
        return made

    def compare(
        self,
        portfolios: "tuple[Portfolio, ...]",
        scenarios: tuple[str, ...],
        wanted: Wanted,
        through: "Through | None" = None,
    ) -> "Comparison":
        """Compare portfolios with each other and with doing nothing, on the same futures."""
        from regimelab.policy.compare import compare
        from regimelab.policy.course import moved_assumptions, without_doses
        from regimelab.policy.load import Options
        from regimelab.policy.rows import refuse_late

        if not 1 <= len(portfolios) <= PORTFOLIOS:
            what = f"{len(portfolios)} portfolios cannot be compared on one page."
            raise UsageError(Problem("portfolios", what, f"Give one to {PORTFOLIOS}."))
        refuse_late(self.inquiry.history, portfolios, wanted.months)
        options = moved_assumptions(self.options, self._known_labels(wanted.assumed))
        worlds = tuple(self._named(options, name) for name in scenarios) or options.scenarios
        compared = (without_doses(options.portfolios), *portfolios)
        chosen = Options(options.levers, compared, worlds)
        present = _going(self.present(wanted), through)
        return compare(present, chosen, wanted.months, wanted.seed, self.inquiry.progress)

    @cached_property
    def answers(self) -> Answers:
        """What was answered lately, and ahead of the hand."""
        return Answers(self.simulate, lambda: self.inquiry.evidence.release)

    @property
    def options(self) -> "Options":
        """Levers, portfolios and scenarios of the region."""
        return self.inquiry.options

    @property
    def content(self) -> Brief:
        """The brief in the language spoken: every finding, with its sentence and its sources."""
        language = spoken()
        if language not in self._contents:
            self._contents[language] = content_of(self.inquiry, AT_REST, self.months, language)
        return self._contents[language]

    @cached_property
    def reader(self) -> "Reader":
        """How acts make outcomes, for the region and each member."""
        from regimelab.policy.readings import reader

        return reader(self.inquiry.modelling.present(DRAGGING))

    def recorded(self, months: int) -> "tuple[RecordedOutcome, ...]":
        """What was recorded of each outcome in the months before the futures begin, counted as they are."""
        from regimelab.policy.recorded import recorded

        present = self.present(Wanted(futures=DRAGGING, seed=self.seed))
        return self._kept(("recorded", months), lambda: recorded(self.reader, present, months))

    @cached_property
    def _regional(self) -> "Reader":
        from regimelab.policy.readings import regional

        return regional(self.reader)

    def _course(self, world: Any, wanted: Wanted, through: "Through | None" = None) -> "Course":  # noqa: ANN401
        from regimelab.policy.course import course
        from regimelab.policy.rows import Plan

        reading = self.reader if wanted.members else self._regional
        present = _going(self.present(wanted), through)
        return course(present, reading, world, Plan(wanted.months, wanted.seed))

    def present(self, wanted: Wanted) -> "Present":
        """Stand at the end of the evidence with as many futures as are wanted."""
        from regimelab.policy.present import at_hand

        key = ("present", wanted.futures, wanted.seed)
        return self._kept(key, lambda: at_hand(self.inquiry.modelling.present(wanted.futures, wanted.seed)))

    def _kept(self, key: Hashable, make: Callable[[], Held]) -> Held:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()  # whoever asks for something else meanwhile does not wait
        with self._lock:
            found = self._held.setdefault(key, made)
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
            return found

    def scenario(self, name: str) -> "Scenario":
        """Find a scenario by name."""
        return self._named(self.options, name)

    def _named(self, options: "Options", name: str) -> "Scenario":
        found = {one.name: one for one in options.scenarios}
        if name not in found:
            what = f"'{name}' is not a scenario."
            raise UsageError(Problem("scenario", what, suggestion(name, found)))
        return found[name]

    def _awaited(self, doses: tuple[Dose, ...]) -> "list[Trigger]":
        """Find the triggers that doses wait for, and those that these wait for, among the region's."""
        known = {trigger.name: trigger for one in self.options.portfolios for trigger in one.triggers}
        wanted = [name for dose in doses for name in (dose.when, dose.until) if name in known]
        for name in wanted:
            after = known[name].after
            if after is not None and after not in wanted:
                wanted.append(after)
        return [known[name] for name in dict.fromkeys(wanted)]

    def _known_labels(self, assumed: dict[str, float]) -> dict[str, float]:
        from regimelab.policy.course import labels

        known = labels(self.options)
        strange = [name for name in assumed if name not in known]
        if strange:
            remedy = "Take the labels that the region's description lists."
            raise UsageError([Problem("assumed", f"'{name}' is no assumption.", remedy) for name in strange])
        return assumed


def _going(present: "Present", through: "Through | None") -> "Present":
    """The same present, whose futures are gone through in a given way."""
    if through is None:
        return present
    return present._replace(simulate=partial(present.simulate, through=through))


def _shifts(wanted: Wanted, scenario: str) -> tuple[tuple[str, float], ...]:
    """Moved assumptions that bear on doing nothing: those of the scenario."""
    return tuple(
        sorted(item for item in wanted.assumed.items() if item[0].startswith(f"scenario {scenario}:"))
    )
