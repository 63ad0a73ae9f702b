"""Models of time-stamped events among actors: rates, choices, and both at once."""

from regimelab.fit.events.case import ModelKind
from regimelab.fit.events.fitted import Coefficient, Fitted, fit_events
from regimelab.fit.events.history import Change, Event, EventHistory, windowed

__all__ = ["Change", "Coefficient", "Event", "EventHistory", "Fitted", "ModelKind", "fit_events", "windowed"]
