PYTHON ?= python3
FAULT ?= nulls
AGAIN ?=
PYTEST ?=
BENCH ?=
# Some tests may lie in one half alone, of which pytest says 5; README.md is what all of them say.
SOME := $(if $(PYTEST),|| [ $$? = 5 ])

BIN := .venv/bin
# Compiling takes half as long again as installing, and most of what is installed is never imported.
PIP_OPTIONS := -qq --disable-pip-version-check --no-compile
PIP := .venv/bin/pip install $(PIP_OPTIONS)
SETUP := .venv/.installed
CLOUDS := bigquery databricks snowflake
SETUP_TESTS := $(patsubst %,.venv-%/.installed,$(CLOUDS) oldest next)
# dbt v2 cannot be installed beside the command argos, which needs dbt v1.
PACKAGES_next := dbt-core==2.0.0a3
NEEDS_bigquery := npm --version >/dev/null 2>&1 || \
	{ echo 'The tests on BigQuery need Node with npm (Debian: npm): or make test-fast' >&2; exit 1; }
ALSO_bigquery := npm install --silent --no-audit --no-fund --ignore-scripts --prefix .venv-bigquery \
	@fivetrandevelopers/zetasql@1.13.0
NEEDS_databricks := javac -version 2>&1 | grep -qE '^javac (1[7-9]|[2-9][0-9])' || \
	{ echo 'The tests on Spark need JDK 17 (Debian: openjdk-17-jdk-headless): or make test-fast' >&2; exit 1; }
HAS_CHROMIUM := { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
GET_CHROMIUM := { apt-get update -qq && apt-get install -qqy --no-install-recommends chromium; } >/dev/null 2>&1
SPELLED := $(wildcard *.md) docs macros models tests analyses demo/*.py demo/*.sql demo/models python/src python/tests python/tools python/benchmarks
COLLECT = said=$$(cd python && ../$(BIN)/pytest --collect-only -n 0 -qq) || { echo "$$said"; exit 1; }
PYTHON_FILES := . $(addprefix ../,$(wildcard demo/*.py))

.DEFAULT_GOAL := help
.PHONY: help setup demo excerpt evidence check test test-fast snapshots ci bench clean

help: ## list what make can do
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

setup: $(SETUP) ## install everything into .venv (done by the other targets when needed)

demo: $(SETUP) ## play ten mornings of a small shop; FAULT=nulls (default), volume, unit, duplicates, format, segment, schema, late, none; AGAIN=1: only the last
	@$(BIN)/python demo/play.py --fault $(FAULT) $(if $(AGAIN),--again)

excerpt: $(SETUP) ## put what the demo prints into README.md
	@$(BIN)/python demo/excerpt.py

evidence: $(SETUP) ## put the tests that there are into README.md; make test proves that they pass
	@$(COLLECT)
	@$(BIN)/python python/tools/evidence.py

check: $(SETUP) ## style, types and house rules
	cd python && ../$(BIN)/ruff check --config pyproject.toml $(PYTHON_FILES)
	cd python && ../$(BIN)/ruff format --check --config pyproject.toml $(PYTHON_FILES)
	cd python && ../$(BIN)/mypy
	$(BIN)/yamllint --strict .
	$(BIN)/codespell $(SPELLED)
	$(BIN)/sqlfluff lint --disable-progress-bar -q models
	$(BIN)/python python/tools/house_rules.py
	$(BIN)/python python/tools/docs.py --check
	@$(COLLECT)
	$(BIN)/python python/tools/evidence.py --check

# The engines are installed beside the quick tests. Then each has a worker, and one more uses what these leave of the cores.
test: $(SETUP) .work/.chromium ## every test; PYTEST='-k name' for some
	@$(NEEDS_bigquery)
	@$(NEEDS_databricks)
	@$(MAKE) --no-print-directory --jobs 4 test-fast $(SETUP_TESTS)
	cd python && ../$(BIN)/pytest -n 4 --dist loadgroup -m slow $(PYTEST) $(SOME)
	$(if $(PYTEST),,$(BIN)/python python/tools/evidence.py --passed)

# Root of a container gets what is missing; nobody else wants it installed behind his back.
.work/.chromium:
	@$(HAS_CHROMIUM) || [ "$$(id -u)" != 0 ] || $(GET_CHROMIUM) || true
	@$(HAS_CHROMIUM) || { echo 'The tests of the page need chromium (Debian: chromium): or make test-fast' >&2; exit 1; }
	@mkdir -p .work && touch $@

test-fast: $(SETUP) ## the quick tests, which need no JDK
	cd python && ../$(BIN)/pytest -n 2 --dist loadgroup -m "not slow" $(PYTEST) $(SOME)

snapshots: $(SETUP) $(SETUP_TESTS) ## rewrite the kept SQL of every hook, gate and view, for review
	cd python && ARGOS_UPDATE_SNAPSHOTS=1 ../$(BIN)/pytest tests/snapshots

ci: check test ## what continuous integration runs

bench: $(SETUP) ## measure what argos costs; BENCH='--case measure_1' for one case
	cd python && ../$(BIN)/python -m benchmarks $(BENCH)

clean: ## remove what the other targets made
	rm -rf .venv .venv-* target logs demo/target demo/logs demo/dbt_packages demo/package-lock.yml demo/*.duckdb*
	find . -name __pycache__ -prune -exec rm -rf {} +

$(SETUP): python/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'This needs Python 3.11 or later, which $(PYTHON) is not: make PYTHON=/path/to/python' >&2; exit 1; }
	@echo 'Installing into .venv, which takes a minute ...'
	@$(PYTHON) -m venv .venv
	@$(PIP) --editable 'python[dev]'
	@touch $@

.venv-%/.installed: python/pyproject.toml | $(SETUP)
	@$(NEEDS_$*)
	@echo 'Installing into .venv-$*, which takes some minutes ...'
	@$(PYTHON) -m venv .venv-$*
	@.venv-$*/bin/pip install $(PIP_OPTIONS) $(or $(PACKAGES_$*),--editable 'python[engine-$*]')
	@$(ALSO_$*)
	@touch $@
