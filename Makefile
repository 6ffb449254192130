# Everything lives inside the checkout: the virtual environment in .venv, what the bot writes in data.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Byte code and caches of a first run would otherwise be the only thing that is slow the second time.
export RUFF_CACHE_DIR := .venv/cache/ruff
export MYPY_CACHE_DIR := .venv/cache/mypy

# Two files at a time: a machine with two cores is the smallest that this is developed on.
TOGETHER ?= -n 2 --dist loadfile
# What is slow mostly waits, for a process, a page or a lease: four at a time keep two cores busy, and whoever
# is done takes over from the others.
TOGETHER_SLOW ?= -n 4 --dist worksteal
SLOW := browser or endurance or cycle
# Coverage makes the run three times as long; CI asks for it. `make test` alone reaches what has to be reached.
ifdef CI
COVER := --cov --cov-report=term
endif

.PHONY: install run test test-all endurance lint format lock screenshots clean

install: .venv/run.stamp ## only prepare: .venv with the locked packages, and the byte code of the first start
	$(BIN)/python -m compileall -q bot handlers domain storage simulator

run: .venv/run.stamp ## start the bot (without a token: on the built-in simulator)
	$(BIN)/python -m bot

test: .venv/dev.stamp ## the tests that every change waits for: minutes
	$(BIN)/python -m pytest $(TOGETHER) -m "not ($(SLOW))" $(COVER) $(PYTEST_ARGS)

test-all: test ## everything this machine can run: also browser, kills, whole weeks, property runs of full size
	EXHAUSTIVE=1 $(BIN)/python -m pytest $(TOGETHER_SLOW) -m "$(SLOW) or exhaustive" $(PYTEST_ARGS)

endurance: .venv/dev.stamp ## 1,000 kills on SQLite and on PostgreSQL (TEST_DATABASE_URL) under everything people do: hours
	ENDURANCE_KILLS=1000 $(BIN)/python -m pytest $(TOGETHER_SLOW) tests/endurance/mix $(PYTEST_ARGS)

lint: .venv/dev.stamp ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

screenshots: .venv/dev.stamp ## make docs/images anew from the real page
	UPDATE_SCREENSHOTS=1 $(BIN)/python -m pytest tests/browser/demo

format: .venv/dev.stamp
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: ## resolve the newest versions that pyproject.toml admits into the two lock files
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile $(LOCK) --extra postgres --output-file requirements.lock pyproject.toml
	.venv/lock/bin/uv pip compile $(LOCK) --extra postgres --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-strip-extras

clean: ## remove what make made; data/ stays
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -m venv .venv 2>/dev/null || { rm -rf .venv; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "This Python has no venv module yet; installing Debian's python3-venv."; \
	    apt-get -qq update && apt-get -qq install -y python3-venv >/dev/null && $(PYTHON) -m venv .venv; \
	  else echo "Python's venv module is missing. Install it once: sudo apt-get install python3-venv" >&2; exit 1; fi; }

.venv/run.stamp: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

# The lock is complete; pip would refuse what pyproject.toml overrides ([tool.uv]).
.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run.stamp
