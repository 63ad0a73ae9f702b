"""The labs that stand ready: one a view of the evidence, such as what was known by a date."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

from regimelab.study.lab.session import Lab
from regimelab.study.opening import Asked
from regimelab.study.result import Progress, silent

KEPT = 4  # views that are held ready; each takes some hundred megabytes


class View(NamedTuple):
    """Which evidence is looked at: without some families of sources, as known by a date."""

    without: tuple[str, ...] = ()
    as_of: str | None = None


class Labs:
    """Labs by view; the first is the evidence as it was asked for, and always stays."""

    def __init__(
        self,
        asked: Asked,
        seed: int = 0,
        months: int = 24,
        progress: Progress = silent,
        elsewhere: Progress = silent,
    ) -> None:
        """Hold the lab of the evidence as asked for; ``elsewhere`` hears how far those of other views are."""
        self.asked, self.seed, self.months = asked, seed, months
        self._elsewhere = elsewhere
        self.own = Lab(asked, seed, months, progress)
        self._others: OrderedDict[View, Lab] = OrderedDict()
        self._lock = Lock()

    def standing(self, view: View) -> Lab | None:
        """Give the lab of a view if it stands ready."""
        if view == View():
            return self.own
        with self._lock:
            found = self._others.get(view)
        return found if found and found.warmed else None

    def of(self, view: View) -> Lab:
        """Give the lab of a view; the first time, its model is fitted."""
        if view == View():
            return self.own
        with self._lock:
            if view not in self._others:
                without = (*self.asked.without, *view.without)
                asked = replace(self.asked, without=without, as_of=view.as_of or self.asked.as_of)
                self._others[view] = Lab(asked, self.seed, self.months, self._elsewhere)
            self._others.move_to_end(view)
            while len(self._others) > KEPT:
                self._others.popitem(last=False)
            return self._others[view]
