"""A hand that uses the page without any plan, and notes whatever the page complains of."""

import random
import re
import time
from collections import deque
from urllib.parse import urlsplit

from playwright.sync_api import Error

AWAY = "const to = one.closest('a'); return !!to && to.host !== location.host;"
KEYS = (
    *("Tab", "Tab", "Tab", "Shift+Tab", "Enter", "Space", "Escape", "Home", "End", "PageDown", "PageUp"),
    *("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Control+z", "Control+Shift+z", "Control+y"),
)
WORDS = (
    *(
        "water",
        "Казахстан",
        "Oʻzbekiston",
        "%_\\",
        "'; drop table acts; --",
        "<b>x</b>",
        "a" * 300,
        " ",
        "-1",
    ),
    *("1e9", "CH0001", "\u202eabc", "😀", "2021-13-45"),
)
DAYS = ("2022-02-24", "1900-01-01", "2199-12-31", "2021-06-30")
SIZES = ((1440, 900), (360, 740), (1024, 700), (768, 1000), (1920, 1080))
TARGETS = (
    "button, summary, label, select, input, textarea, a[href], [role=button], [role=slider], [tabindex='0'], "
    "svg path, svg circle, svg rect, td, th"
)
FAULTY = re.compile(r"\bundefined\b(?! [a-z])|\bNaN\b|\[object |Infinity")  # what no sentence may hold
WEIGHTS = {
    **{"click": 30, "press": 14, "drag": 10, "type": 8, "choose": 8, "room": 6, "scroll": 4, "back": 4},
    **{"forward": 2, "size": 3, "twice": 3, "hover": 4, "reload": 1, "wait": 3},
}


class Hand:
    """One browser window and one seed; ``complaints`` says what went wrong, ``done`` what was done last."""

    def __init__(self, browser, address, seed, secret=""):
        self.random, self.secret, self.steps = random.Random(seed), secret, 0
        self.done, self.complaints, self.errors = deque(maxlen=40), [], deque(maxlen=5)
        self.base, token = address.split("/#")
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
        self.context.set_default_timeout(2_000)
        self.page = self.context.new_page()
        self._listen()
        self.page.goto(f"{self.base}/#{token}", timeout=120_000)
        self.page.locator("main h1").first.wait_for(timeout=120_000)

    def _listen(self):
        page = self.page
        page.on("console", lambda said: self._said(said) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._complain(f"page error: {error}"))
        page.on("request", lambda asked: self._asked(asked.url))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("dialog", lambda dialog: dialog.dismiss())
        self.context.on("page", lambda other: None if other is page else other.close())

    def _complain(self, what):
        self.complaints.append(f"after {self.steps} steps, at {self.page.url}: {what}")

    def _said(self, said):
        """A refusal with its reason is no fault; the browser writes each into the console all the same."""
        if "Failed to load resource" not in said.text:
            self._complain(f"console {said.type}: {said.text}")

    def _asked(self, url):
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self._complain(f"a request left the machine: {url}")

    def _failed(self, asked):
        """A question that the page takes back, or leaves by going elsewhere, is aborted: no fault."""
        if asked.failure != "net::ERR_ABORTED":
            self._complain(f"failed request: {asked.method} {asked.url}: {asked.failure}")

    def _answered(self, answer):
        path = urlsplit(answer.url).path
        if answer.status >= 500 or (answer.status >= 400 and not self._may_be_refused(answer, path)):
            self._complain(f"{answer.request.method} {answer.url} was answered {answer.status}")

    def _may_be_refused(self, answer, path):
        """What a user wrote may be refused, with its reason; what the page asks by itself may not."""
        if path.startswith("/api/v1/screening/"):
            return answer.status in (409, 410, 422)
        asked = f"{answer.url} {answer.request.post_data or ''}"
        return answer.status == 422 and "as_of" in asked  # a day before there was anything to know

    def use(self, seconds):
        """Do one thing after the other until the time is over or something went wrong."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.complaints:
            self.step()
        return self

    def step(self):
        """Do one thing, and look at what the page then says."""
        self.steps += 1
        name = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        try:
            self.done.append(f"{self.steps}. {name} {getattr(self, '_' + name)() or ''}".strip())
        except Error as error:  # what was aimed at is gone, hidden or covered: a hand misses, too
            self.done.append(f"{self.steps}. {name}: missed ({str(error).splitlines()[0][:80]})")
        self.page.wait_for_timeout(self.random.choice((0, 30, 120, 400)))
        if self.steps % 7 == 0:
            self._look()

    def _look(self):
        """Look for a page that is empty, wider than its window, or says what nobody would say."""
        try:
            if urlsplit(self.page.url).path != "/":  # the brief, or the interface's description
                self._back()
                return
            told = self.page.evaluate(
                "() => [document.querySelectorAll('main h1').length, document.body.innerText,"
                " document.documentElement.scrollWidth - innerWidth]"
            )
        except Error:
            return  # it is on its way elsewhere
        heads, text, wide = told
        if not heads and not self.page.locator("main .frame, main [aria-busy], main [role=alert]").count():
            self._complain("the page is empty")
        if wide > 1:
            self._complain(f"the page is {wide} pixels wider than its window of {self.page.viewport_size}")
        if found := FAULTY.search(text):
            self._complain(f"the page says {text[max(0, found.start() - 60) : found.end() + 40]!r}")

    def _one(self, selector):
        """Choose one of the visible things of a kind; its words tell where it was."""
        found = self.page.locator(f":is({selector}):visible")
        count = found.count()
        if not count:
            raise Error(f"nothing of {selector[:30]}")
        one = found.nth(self.random.randrange(count))
        told = one.evaluate(
            "one => one.tagName.toLowerCase() + (one.id ? '#' + one.id : '') + ' ' +"
            " (one.getAttribute('aria-label') || one.textContent || one.name || '').trim().slice(0, 40)"
        )
        return one, " ".join(told.split())

    def _leads_away(self, one):
        return one.evaluate(f"one => {{ {AWAY} }}")

    def _click(self, count=1):
        one, told = self._one(TARGETS)
        if self._leads_away(one):
            return f"(left out: it leads to another machine) {told}"
        one.click(click_count=count, timeout=800, modifiers=self.random.choice(([], [], [], [], ["Shift"])))
        return told

    def _twice(self):
        return self._click(2)

    def _hover(self):
        one, told = self._one(TARGETS)
        one.hover(timeout=800)
        return told

    def _press(self):
        keys = [self.random.choice(KEYS) for _ in range(self.random.randint(1, 6))]
        for key in keys:
            away = f"() => {{ const one = document.activeElement ?? document.body; {AWAY} }}"
            if key in ("Enter", "Space") and self.page.evaluate(away):
                continue
            self.page.keyboard.press(key)
        return " ".join(keys)

    def _drag(self):
        one, told = self._one("input[type=range]")
        one.scroll_into_view_if_needed(timeout=800)
        box = one.bounding_box()
        if not box:
            raise Error("no slider")
        self.page.mouse.move(box["x"] + box["width"] * self.random.random(), box["y"] + box["height"] / 2)
        self.page.mouse.down()
        for _ in range(self.random.randint(1, 12)):
            self.page.mouse.move(box["x"] + box["width"] * self.random.uniform(-0.1, 1.1), box["y"] + 4)
        self.page.mouse.up()
        return told

    def _type(self):
        others = ("range", "checkbox", "radio", "file")
        one, told = self._one(f"input{''.join(f':not([type={kind}])' for kind in others)}, textarea")
        kind = one.get_attribute("type", timeout=800)
        words = self.random.choice(WORDS)
        if kind == "date":
            words = self.random.choice(DAYS)
        elif kind == "number":
            words = self.random.choice(("0", "3", "-5", "1e9", ""))
        elif kind == "password" and self.random.random() < 0.7:
            words = self.secret
        one.fill(words, timeout=800)
        if self.random.random() < 0.5:
            self.page.keyboard.press("Enter")
        return f"{told}: {words[:20]!r}"

    def _choose(self):
        one, told = self._one("select")
        count = one.locator("option").count()
        one.select_option(index=self.random.randrange(max(count, 1)), timeout=800)
        return told

    def _room(self):
        one, told = self._one("nav a")
        one.click(timeout=800)
        return told

    def _scroll(self):
        self.page.mouse.wheel(0, self.random.choice((-2000, -300, 300, 900, 4000)))

    def _back(self):
        if urlsplit(self.page.evaluate("() => location.href")).hostname == "127.0.0.1":
            self.page.evaluate("() => history.back()")

    def _forward(self):
        self.page.evaluate("() => history.forward()")

    def _size(self):
        width, height = self.random.choice(SIZES)
        self.page.set_viewport_size({"width": width, "height": height})
        return f"{width}x{height}"

    def _reload(self):
        self.page.reload(timeout=60_000)
        self.page.locator("main").wait_for(timeout=60_000)

    def _wait(self):
        self.page.wait_for_timeout(self.random.choice((500, 1500, 3000)))

    def told(self, seed):
        """What went wrong, and how to see it again."""
        return "\n".join(
            (f"seed {seed}, {self.steps} steps", *self.complaints, "What was done last:", *self.done)
        )
