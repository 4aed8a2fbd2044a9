# Every target readies .venv and the system libraries first; both are left alone when nothing changed.
# Another Python: make test PYTHON=/usr/bin/python3.12
export PYTHON
MAKEFLAGS += --no-print-directory
# Programs run through the interpreter: their own first lines break when the folder is moved.
BIN := .venv/bin
UV ?= uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header pyproject.toml

.PHONY: run test check format bench soak tour lock clean runtime dev

run: runtime
	@$(BIN)/python main.py

test: check
	@$(BIN)/python -m pytest -n 2

check: dev
	@$(BIN)/python -m ruff check --quiet
	@$(BIN)/python -m ruff format --quiet --check
	@$(BIN)/python $(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/python -m mypy

format: dev
	@$(BIN)/python -m ruff check --quiet --fix-only
	@$(BIN)/python -m ruff format --quiet

bench: dev
	@$(BIN)/python -m tools.bench

soak: dev
	@$(BIN)/python -m pytest -n 2 -m soak --hypothesis-profile=explore

tour: runtime
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python main.py tour build/tour

# Dependencies are named in pyproject.toml; this pins them. Delete a lock first to take newer versions.
lock:
	@$(LOCK) -o requirements/runtime.txt
	@$(LOCK) --group dev -c requirements/runtime.txt -o requirements/dev.txt

clean:
	@rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

runtime dev:
	@tools/bootstrap $@
