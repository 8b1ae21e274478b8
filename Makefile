# make run, make test; `make help` lists the rest. Needs python3 >= 3.11; what else is missing is installed or named.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
RUNTIME := $(VENV)/.installed-runtime
TESTING := $(VENV)/.installed-testing
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Chromium without a window where the distribution has it apart: the pages are walked with a fifth of the work less.
BROWSER := $$(apt-cache show chromium-headless-shell >/dev/null 2>&1 && echo chromium-headless-shell || echo chromium)

# $(call package,<command that succeeds when it is there>,<Debian packages>)
define package
	@if ! ( $(1) ) >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing $(2) ..."; \
	    apt-get update -qq; \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2) </dev/null >/dev/null; \
	  else \
	    echo "Missing: $(2). Install with: sudo apt-get install $(2)" >&2; exit 1; \
	  fi; \
	fi
endef

.PHONY: help
help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: setup ## Set up, fill in demonstration data the first time, and serve at http://127.0.0.1:8000
	@$(FLASK) db upgrade
	@$(FLASK) demo fill --if-empty
	@$(FLASK) search rebuild --if-missing
	@exec $(FLASK) serve

.PHONY: setup
setup: $(RUNTIME) ## Make the virtual environment and install what the program needs

.PHONY: test
test: setup-tests lint types floors ## Everything: style, types, floors, and the whole suite on both databases
	@$(BIN)/pytest -n 3 --dist worksteal </dev/null

.PHONY: soak
soak: setup-tests ## What takes long: killed at every step, many at once for minutes (the suite has a short form of each)
	@$(BIN)/pytest -m soak -n 2 </dev/null
	@$(BIN)/pytest -q tests/statute/test_random_histories.py tests/statute/test_properties.py \
	  --hypothesis-profile new </dev/null

.PHONY: year
year: setup-tests ## A simulated year for 160 agencies with its tally: kills, three schedulers, a moody mail server (SEED=…)
	@$(BIN)/python -m tests.year --seed $(or $(SEED),20261123)

.PHONY: bench
bench: $(TESTING) ## How long an assessment takes, beside only walking the acts (100,000 cases)
	@$(BIN)/python -m tests.bench.assessing

.PHONY: mutation
mutation: $(TESTING) ## Which small changes of the engine of assessment no test notices (hours)
	@$(BIN)/python -m tests.mutation.mutating

.PHONY: bench-search
bench-search: $(TESTING) setup-tests ## A page of the search beside a bare page, both databases (PETITIONS=1000000 for a million)
	@$(BIN)/python -m tests.bench.searching --petitions $(or $(PETITIONS),100000)

.PHONY: bench-pages
bench-pages: $(TESTING) setup-tests ## The everyday pages beside a bare page, both databases (PETITIONS=1000000 for a million)
	@$(BIN)/python -m tests.bench.paging --petitions $(or $(PETITIONS),100000)

.PHONY: bench-reckoning
bench-reckoning: $(TESTING) setup-tests ## Open duties following a changed calendar, ten thousand and a hundred thousand (CASES=…)
	@$(BIN)/python -m tests.bench.reckoning --cases $(or $(CASES),100000)

.PHONY: bench-backlog
bench-backlog: $(TESTING) setup-tests ## The backlog beside a bare count, both databases (PETITIONS=1000000 for a million)
	@$(BIN)/python -m tests.bench.backlog --petitions $(or $(PETITIONS),100000)

.PHONY: bench-flags
bench-flags: $(TESTING) setup-tests ## The daily flag run among ten thousand cases and a million (CASES=…), both databases
	@$(BIN)/python -m tests.bench.flagging --cases $(or $(CASES),1000000)

.PHONY: screenshots
screenshots: setup-tests ## Take the pictures of README and guide anew, into docs/images
	@SCREENSHOTS=1 $(BIN)/pytest -q tests/browser/test_screens.py </dev/null

.PHONY: lint
lint: $(TESTING) ## Style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: $(TESTING) ## Types
	@$(BIN)/mypy

.PHONY: floors
floors: $(TESTING) ## Which floor imports which
	@$(BIN)/lint-imports

.PHONY: check
check: lint types floors ## What needs no database: style, types, floors

.PHONY: format
format: $(TESTING) ## Put the code in shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

CATALOGUE := app/translations/en/LC_MESSAGES/messages

.PHONY: translations
translations: $(TESTING) ## Read the strings of the sources into the English catalogue, and compile it
	@template=$$(mktemp); trap 'rm -f "$$template"' EXIT; \
	$(BIN)/pybabel -q extract --mapping pyproject.toml --no-location --sort-output --output "$$template" app; \
	$(BIN)/pybabel -q update --input-file "$$template" --output-file $(CATALOGUE).po --locale en \
	  --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; \
	$(BIN)/pybabel -q compile --input-file $(CATALOGUE).po --output-file $(CATALOGUE).mo --locale en
	@$(BIN)/pytest -q tests/house/test_translations.py </dev/null

.PHONY: clean-demo
clean-demo: ## Put the SQLite database of this folder aside; the next `make run` begins with new demonstration data
	@shopt -s nullglob; files=(instance/tiepdan.sqlite3*); \
	if [ $${#files[@]} = 0 ]; then echo "There is no instance/tiepdan.sqlite3."; exit 0; fi; \
	aside="instance/aside-$$(date +%Y%m%d-%H%M%S)"; mkdir -p "$$aside"; mv "$${files[@]}" "$$aside"; echo "Moved to $$aside"

.PHONY: setup-tests
setup-tests: $(TESTING) ## Install what the tests need, PostgreSQL, Chromium, LibreOffice and fonts too
	$(call package,compgen -G '/usr/lib/postgresql/*/bin/initdb',postgresql)
	$(call package,command -v chromium-headless-shell || command -v chromium,$(BROWSER))
	$(call package,command -v pdftotext,poppler-utils)
	$(call package,command -v soffice,libreoffice-writer-nogui)
	$(call package,fc-list :lang=vi | grep .,fontconfig fonts-noto-core)
	$(call package,fc-list :lang=vi family | grep -E 'Times New Roman|Liberation Serif|Tinos',fonts-liberation2)

$(RUNTIME): $(BIN)/python requirements.txt
	@echo "Installing the program's dependencies ..."
	@$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(TESTING): $(BIN)/python requirements.txt tests/requirements.txt
	@echo "Installing the tests' dependencies ..."
	@$(BIN)/python -m pip install --quiet -r tests/requirements.txt
	@touch $@ $(RUNTIME)

$(BIN)/python:
	$(call package,command -v python3,python3)
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "python3 is $$(python3 --version 2>&1); Python 3.11 or later is needed." >&2; exit 1; }
	$(call package,python3 -c 'import ensurepip$(COMMA) venv',python3-venv)
	@python3 -m venv $(VENV)

COMMA := ,
