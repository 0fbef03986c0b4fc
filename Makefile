# `make test` runs every test; the other targets are its parts and the working loop.
PYTHON ?= python3
NATIVE := python/nutgraf/_native.abi3.so

.PHONY: dev
## Builds the binding into python/nutgraf, quick to repeat: then PYTHONPATH=python $(PYTHON) -c 'import nutgraf'.
dev:
	cargo build -p nutgraf-py
	cp target/debug/lib_native.so $(NATIVE)

.PHONY: release
## The same, optimised.
release:
	cargo build --release -p nutgraf-py -p nutgraf-cli
	cp target/release/lib_native.so $(NATIVE)
