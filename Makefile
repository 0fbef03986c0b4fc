# `make test` runs every test; `make lint`, `make gate`, `make speed` the rest. `make dev` is for the working loop.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NATIVE := python/nutgraf/_native.abi3.so

$(BIN)/python: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --group dev
	touch $(BIN)/python

.PHONY: test
## All tests: Rust, then the Python package built in place. Times are taken of the working build on any machine, so their bounds are wider.
test: $(BIN)/python dev
	cargo test --workspace
	NUTGRAF_FAST=15 NUTGRAF_EXPONENT=1.25 PYTHONPATH=python $(BIN)/python -m pytest

.PHONY: lint
## Formats, lints, types, stubs.
lint: $(BIN)/python dev
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	$(BIN)/ruff format --check python eval tests docs/pictures
	$(BIN)/ruff check python eval tests docs/pictures
	PYTHONPATH=python $(BIN)/python python/make_types.py --check
	$(BIN)/mypy
	$(BIN)/python python/make_licenses.py --check
	$(BIN)/python python/make_models.py --check
	$(BIN)/python python/make_features.py --check
	PYTHONPATH=python MYPYPATH=python $(BIN)/stubtest nutgraf._native

.PHONY: licenses
## The licence texts of what is compiled into the wheel.
licenses: $(BIN)/python
	$(BIN)/python python/make_licenses.py

.PHONY: packages
## Packs every crate as its registry wants it, tries to publish all of them, and checks sizes and what has to be inside.
packages: $(BIN)/python
	$(BIN)/python python/check_packages.py

.PHONY: site
## The site of docs, into target/site; a link that leads nowhere stops it. `mkdocs serve` shows it while you write.
site: $(BIN)/python
	$(BIN)/pip install --quiet --group docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

.PHONY: picture
## The coloured article of README and site, from a notebook's view; needs Chromium.
picture: $(BIN)/python dev
	PYTHONPATH=python $(BIN)/python python/make_picture.py

.PHONY: wheel
## The wheel for every Linux since 2014 (x86_64), into target/wheels: built by zig, as small and fast as it gets; takes minutes.
wheel: $(BIN)/python
	$(BIN)/pip install --quiet --group wheel
	rm -rf target/wheels
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/maturin build --quiet --profile dist --zig --target x86_64-unknown-linux-gnu \
		--compatibility manylinux2014 --compression-level 9 --out target/wheels

.PHONY: fuzz
## Ten minutes of fuzzing: bytes, pages, texts, files, records. Needs a nightly toolchain.
fuzz:
	fuzz/run

.PHONY: checked
## The binding optimised, with overflow checks and debug assertions: for the laws under `tests/mutate.py`.
checked:
	cargo build --profile checked -p nutgraf-py
	cp target/checked/lib_native.so $(NATIVE)

.PHONY: models
## Trains all models as crates/train/models.toml says, hours on two cores; needs ../shared. Fetches public packages into target/packages.
models: $(BIN)/python
	$(BIN)/python python/make_models.py

.PHONY: gate
## Accuracy against the stored baseline; without ../shared that of the invented articles alone.
gate: $(BIN)/python release
	PYTHONPATH=python $(BIN)/python eval/gate.py

.PHONY: speed
## Speed, per stage and whole, and of corpora; needs ../shared.
speed: $(BIN)/python release
	PYTHONPATH=python $(BIN)/python eval/speed.py
	PYTHONPATH=python $(BIN)/python eval/speed_corpora.py

.PHONY: stories
## Takes the stories as they are now told for right: read the diff.
stories:
	INSTA_UPDATE=always cargo test -p nutgraf --test stories

.PHONY: types
## Writes the Python types from the JSON Schema: after a change of a type in crates/core/src/record.
types: $(BIN)/python dev
	PYTHONPATH=python $(BIN)/python python/make_types.py

.PHONY: pages
## The pages of a report, from report/: after a change there.
pages:
	npm ci --prefix report --no-audit --no-fund
	npm run --prefix report build

.PHONY: pictures
## The pictures in docs/: screenshots of a report in light and dark, and charts. Needs chromium.
pictures: $(BIN)/python dev
	PYTHONPATH=python $(BIN)/python docs/pictures/draw.py

.PHONY: notebooks
## Runs the notebooks of the docs and stores what they print.
notebooks: $(BIN)/python dev
	$(BIN)/pip install --quiet --group notebooks
	PYTHONPATH=$(CURDIR)/python $(BIN)/jupyter execute --inplace docs/notebooks/*.ipynb

.PHONY: dev
## Builds the binding into python/nutgraf, quick to repeat: then PYTHONPATH=python python -c 'import nutgraf'.
dev:
	cargo build -p nutgraf-py -p nutgraf-cli --features nutgraf/internals
	cp target/debug/lib_native.so $(NATIVE)

.PHONY: release
## The same, optimised.
release:
	cargo build --release -p nutgraf-py -p nutgraf-cli
	cp target/release/lib_native.so $(NATIVE)
