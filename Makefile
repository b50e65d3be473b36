# Graftwatch. `make demo` needs make and Python 3.11; nothing else: no root, no compiler, no Node.
# Every target says what it does while it does it, and may be run again at any time.

PYTHON ?= $(or $(shell command -v python3.11 || command -v python3),python3.11)
PORT ?= 8000
# A change is refused for what it changed, never for what was drawn that day: everywhere the same draw, until asked.
override SEED := $(if $(filter random,$(SEED)),$(shell date +%s),$(or $(SEED),1795363986))
BIN := .venv/bin
SIDE_BY_SIDE := -n auto --dist loadfile
ON_POSTGRESQL := graftwatch/apps graftwatch/desk graftwatch/records graftwatch/site tests/access_test.py tests/canaries \
  tests/crash tests/guard tests/invariants tests/offices tests/provider tests/timers tests/vault tests/postgres/row_level_cases.py

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-postgresql check bench load evidence reference messages lock clean

help:  ## show this list
	@echo "make TARGET, where TARGET is one of:"
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 18

setup:  ## build .venv with .venv/bin/graftwatch
	@$(PYTHON) setup/environment.py

demo: setup  ## build, load, screen and show a fictional country on 127.0.0.1 (PORT=8000)
	@$(BIN)/graftwatch demo --port $(PORT)

test: .setup-for-tests  ## set up what tests need, then run every test (PYTEST="-k words" narrows, SEED=random draws anew)
	@$(BIN)/python setup/machine.py
	@echo "[test] Random seed of this run: $(SEED) (make test SEED=$(SEED) repeats it, SEED=random draws another)."
	@began=$$(date +%s); $(BIN)/python -m pytest $(SIDE_BY_SIDE) --hypothesis-seed=$(SEED) $(PYTEST); result=$$?; \
	  echo "[test] Tests took $$(( $$(date +%s) - began )) s."; exit $$result

test-postgresql: .setup-for-tests  ## the tests of records, desk and rooms once more, on a temporary PostgreSQL of their own
	@echo "[test] The desk on PostgreSQL, under row-level security …"
	@$(BIN)/python -m tests.cluster $(BIN)/python -m pytest -q $(SIDE_BY_SIDE) \
	  --hypothesis-seed=$(SEED) -m "not browser and not slow" $(ON_POSTGRESQL)

check: .setup-for-tests  ## style, types, floors (import contracts) and the rules of the house
	@echo "[check] Style (ruff) …"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "[check] Types (mypy, strict) …"
	@$(BIN)/mypy
	@echo "[check] Floors (import-linter) …"
	@$(BIN)/lint-imports
	@echo "[check] Rules of the house and the lint on Ibis operations (tests/contracts) …"
	@$(BIN)/python -m pytest -q tests/contracts

bench: .setup-for-tests  ## measure the questions against hand-written SQL; writes docs/performance.md
	@$(BIN)/python -m benchmarks

load: .setup-for-tests  ## reporters and officers at once on PostgreSQL, all killed once; docs/performance.md (SECONDS=90: a short try)
	@$(BIN)/python -m benchmarks.load --kill $(if $(SECONDS),--seconds $(SECONDS))

evidence: .setup-for-tests  ## real data and published rates; writes docs/evidence.md
	@$(BIN)/python -m benchmarks.evidence

reference: .setup-for-tests  ## write what tests show beside the questions, then docs/reference
	@DJANGO_SETTINGS_MODULE=graftwatch.site.settings.test $(BIN)/python setup/write_shown.py
	@$(BIN)/graftwatch reference docs/reference

messages: .setup-for-tests  ## collect the words of pages, reports and questions into the catalogues, and compile them
	@$(BIN)/python setup/collect_messages.py
	@$(BIN)/python setup/compile_messages.py

bill: .setup-for-tests  ## a bill of all parts that are built in, as CycloneDX, into build/bill.cdx.json
	@mkdir -p build && $(BIN)/python setup/parts.py bill > build/bill.cdx.json

audit: .setup-for-tests  ## look our parts up in advisories of the OSV form that lie here: ADVISORIES="FOLDER_OR_ZIP ..."; no network
	@$(BIN)/python setup/parts.py audit $(ADVISORIES)

lock: setup  ## write the hashed locks anew from pyproject.toml and package.json
	@$(BIN)/python setup/lock.py

clean:  ## remove .venv, caches, built and fetched files; never data
	@echo "[clean] Removing .venv, fetched packages, caches and builds …"
	@rm -rf .venv .setup build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
	  graftwatch/site/static/vendor graftwatch/desk/printing/fonts
	@find graftwatch countries -name '*.mo' -delete
	@find graftwatch countries tests setup -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

.PHONY: .setup-for-tests
.setup-for-tests:
	@$(PYTHON) setup/environment.py --for-tests
