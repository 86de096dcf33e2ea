# The first Python that is new enough; another one with `make PYTHON=...`.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
ifeq ($(PYTHON),)
$(error Python 3.11 or newer is needed, and there is none on the PATH)
endif
SET_UP := PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 $(PYTHON) packaging/set_up.py

.PHONY: run test bench fuzz desktops format words clean

run: ## set up, then open the window; without a display a demonstration
	@$(SET_UP)
	@.venv/bin/python main.py --demo-without-display build/demo

test: ## set up, then linter, types, import rules and tests
	@$(SET_UP) --for-tests
	@.venv/bin/python packaging/checks.py

bench: ## print the benchmarks' figures as JSON
	@$(SET_UP)
	@.venv/bin/python benchmarks/run.py

fuzz: ## read 25,000 files that are wrong, which takes some minutes
	@$(SET_UP) --for-tests
	@.venv/bin/python -m tests.fuzz.run

desktops: ## start every desktop there is without a screen, and try the breaks on it
	@$(SET_UP) --for-tests
	@.venv/bin/python -m tests.desktops.run --install

format: ## put the sources into the project's format
	@$(SET_UP)
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

words: ## bring the languages' files up to the sources
	@$(SET_UP)
	@.venv/bin/python packaging/catalogues.py update

clean: ## remove what the commands above made, but never a log
	rm -rf .venv .venv-core build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
