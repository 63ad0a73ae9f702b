import json
import signal

HEARD = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell ignores in the background
"""

SLOW = """
import sys, time
import regimelab.study.measure as study

def measure(asked, seed, progress):
    progress("measures", 0.5)
    time.sleep(60)

study.measure = measure
from regimelab.cli import main
main()
"""


LATE = """
import atexit, sys, time

def late():
    print("late", file=sys.stderr, flush=True)
    time.sleep(60)

atexit.register(late)
from regimelab.cli import main
main()
"""


def interrupted(spawn, *words):
    process = spawn("measure", *words, code=HEARD + SLOW)
    assert process.stderr.readline() == "measures: 50 %\n"
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    return process.returncode, stdout, stderr


def test_an_interrupted_run_ends_with_130_and_leaves_nothing(spawn, environment):
    code, stdout, stderr = interrupted(spawn, "-o", environment / "out.csv")
    assert (code, stdout) == (130, "")
    assert stderr.startswith("error: regimelab: interrupted.")
    assert list(environment.iterdir()) == []


def test_an_interrupted_run_still_answers_in_json(spawn):
    code, stdout, _ = interrupted(spawn, "--json")
    answer = json.loads(stdout)
    assert (code, answer["ok"], answer["schema"]) == (130, False, "regimelab.measure/1")


def test_an_interruption_when_all_is_said_says_no_more(spawn):
    process = spawn("--version", code=HEARD + LATE)
    assert process.stderr.readline() == "late\n"
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    assert (process.returncode, stderr) == (-signal.SIGINT, "")
    assert stdout.startswith("regimelab ")
