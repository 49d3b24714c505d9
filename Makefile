# Two commands: `make demo` and `make test`. Both make the virtual environment themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
REPLAY := tests/conformance/replay
CATALOGS := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/bot.po))

.PHONY: demo demo-fresh run test lint bench bench-forms bench-summary bench-plan bench-contest bench-finding bench-report torture conformance replay replay-golden catalogs clean

demo: $(RUNTIME) $(CATALOGS)
	$(BIN)/python -m bot demo

demo-fresh: $(RUNTIME) $(CATALOGS)
	$(BIN)/python -m bot demo --fresh

run: $(RUNTIME) $(CATALOGS)
	$(BIN)/python -m bot run

# The many processes that tests start share what is compiled, where the shell forbids it too.
test bench-report: export PYTHONDONTWRITEBYTECODE :=
test bench-report: export PYTHONPYCACHEPREFIX := $(CURDIR)/$(VENV)/compiled
test: $(DEV) $(CATALOGS)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(DEV) $(CATALOGS)
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

# Not part of the tests: minutes of a busy machine.
bench: $(DEV) $(CATALOGS)
	$(BIN)/python tests/bench/bench.py

bench-forms: $(DEV)
	$(BIN)/python tests/bench/forms.py

bench-summary: $(DEV) $(CATALOGS)
	$(BIN)/python tests/bench/summary.py

bench-plan: $(DEV) $(CATALOGS)
	$(BIN)/python tests/bench/plan.py

bench-contest: $(DEV) $(CATALOGS)
	$(BIN)/python tests/bench/contest.py

bench-finding: $(DEV)
	$(BIN)/python tests/bench/finding.py

bench-report: $(DEV) $(CATALOGS)
	$(BIN)/python tests/bench/report.py

torture: $(DEV) $(CATALOGS)
	KILLS=200 $(BIN)/python -m pytest tests/kill -m kill

# CASES is a folder with xpath/ and xlsforms/ made by others.
conformance: $(DEV)
	$(BIN)/python tests/conformance/xpath_cases.py $(CASES)
	$(BIN)/python tests/conformance/workbooks.py $(CASES)

# Our form engine against ODK's own, walk by walk; needs Node and npm.
replay: $(DEV) $(REPLAY)/node_modules
	$(BIN)/python $(REPLAY)/replay.py $(CASES)

# After a shipped form has changed: what ODK's engine holds, for `make test` to compare.
replay-golden: $(DEV) $(REPLAY)/node_modules
	$(BIN)/python $(REPLAY)/replay.py --golden

$(REPLAY)/node_modules: $(REPLAY)/package.json
	cd $(REPLAY) && npm install --ignore-scripts --no-package-lock --no-audit --no-fund
	touch $@

catalogs: $(DEV)
	$(BIN)/python tests/catalogs/update.py

locales/%.mo: locales/%.po | $(RUNTIME)
	$(BIN)/pybabel -q compile --input-file=$< --output-file=$@ --locale=$(firstword $(subst /, ,$*))

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(PIP) -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) demo-data $(CATALOGS)
