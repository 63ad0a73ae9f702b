# Every path is relative, so that the folder may have any name; GNU make 3.81 will do.
.DEFAULT_GOAL := help
.PHONY: help run lab page test check format slow bench docs links lock clean

REGION ?= central_asia
OUT ?= out
PYTHON ?=

HERE := $(shell pwd -P | cksum | cut -d ' ' -f 1)
VENV := .venv/.folder-$(HERE)
RUNTIME := .venv/.runtime-$(HERE)
DEV := .venv/.dev-$(HERE)

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --only-binary :all: --requirement
PROJECT := $(INSTALL) --no-deps --no-build-isolation --editable .
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	$(UPGRADE) --group build pyproject.toml

help: ## show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -e 's/:.*## /	/' | expand -t 10

run: $(RUNTIME) ## set up .venv and write the brief of REGION (central_asia) into OUT (out)
	@$(BIN)/regimelab brief "$(REGION)" --force -o "$(OUT)"
	@echo "The brief: $(OUT)/brief.html; on paper: $(OUT)/brief.pdf. Its findings as data: $(OUT)/brief.json."

lab: $(DEV) ## open REGION as a page that moves under the hand; its page is built the first time
	@$(BIN)/regimelab lab "$(REGION)"

page: $(DEV) ## build the lab's page if its source has changed
	$(BIN)/python scripts/page_types.py
	$(BIN)/python -c "from regimelab.web.page import built_page; print(built_page())"

test: check ## everything that must hold before a change lands
	@sh scripts/find-browser
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(DEV) ## format, lint, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

format: $(DEV) ## rewrite the code as `check` wants it, where that can be done by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

slow: $(DEV) ## the tests that take long: recovery, calibration, whole runs
	$(BIN)/python -m pytest -m slow

bench: $(DEV) ## measure speed and print one table
	$(BIN)/python benchmarks/run.py

docs: $(DEV) ## remake docs/reference and build the site in OUT/site; every link within it must lead somewhere
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx -b html -W --keep-going -q -d "$(OUT)/doctrees" docs "$(OUT)/site"
	@echo "The site: $(OUT)/site/index.html."

links: $(DEV) ## ask the web whether the addresses that the documentation names still answer
	$(BIN)/python -m sphinx -b linkcheck -q -d "$(OUT)/doctrees" docs "$(OUT)/links"

lock: $(DEV) ## remake the locks from pyproject.toml; UPGRADE=--upgrade takes newer versions
	$(COMPILE) --extra dev --output-file requirements-dev.lock
	$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock

clean: ## delete caches and builds; the environment is .venv, results are in out
	rm -rf build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find regimelab tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV):
	@PYTHON="$(PYTHON)" sh scripts/make-venv
	@touch $@

$(RUNTIME): $(VENV) requirements.lock pyproject.toml regimelab/__init__.py
	@echo "Installing the locked packages into .venv: some minutes, once."
	@$(LOCKED) requirements.lock
	@$(PROJECT)
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	@echo "Installing the locked tools of development into .venv."
	@$(LOCKED) requirements-dev.lock
	@touch $@
