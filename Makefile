# Florin: every chore by its name. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help env run test check bench screens lock clean \
	package package-env package-linux package-windows package-macos

PYTHON_BIN := .venv/bin/python
STAMP := .venv/.complete
# The offscreen platform needs no display; tests that need a real one start their own.
# A file's tests stay together: they share nodes. More than four at once would only wait for those.
PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON_BIN) -m pytest -n auto --maxprocesses 4 --dist loadfile
# The money rules live on these floors; nothing on them goes untested, in either direction of a branch.
FULLY_COVERED := pos/domain/*,pos/engine/*

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 17

env: $(STAMP) ## make .venv with everything for running, testing and measuring

$(STAMP): requirements/dev.txt pyproject.toml packaging/env.sh packaging/python.sh
	packaging/env.sh
	@touch $@

run: env ## open the till in practice mode (installs what is missing)
	packaging/system.sh run
	.venv/bin/florin --practice

test: env ## install the test nodes too and run every test
	packaging/system.sh test
	$(PYTHON_BIN) -m tests.nodes
	$(PYTEST)

check: env ## style, types, floors and the tests that need no node, browser or display
	packaging/system.sh run
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --cache-dir build/import-linter
	$(PYTEST) -m "not node and not browser and not xvfb" --cov --cov-report=
	.venv/bin/coverage report --include='$(FULLY_COVERED)' --fail-under=100

bench: env ## measure against the bare parts; table here, figures in build/bench.jsonl
	packaging/system.sh test
	$(PYTHON_BIN) -m tests.nodes
	$(PYTHON_BIN) -m tests.bench

screens: env ## paint every pane in its main states into build/screens/
	packaging/system.sh run
	QT_QPA_PLATFORM=offscreen $(PYTHON_BIN) -m tests.screens build/screens

PACKAGE := PYTHONPATH=packaging build/package/bin/python -m

package: package-linux package-windows package-macos ## build and try every installer that can be built here, into dist/

package-env:
	packaging/system.sh package
	packaging/package-env.sh

package-linux: package-env ## the Linux archive and .deb
	$(PACKAGE) bundle.linux

package-windows: package-env ## the Windows installers, tried under wine
	$(PACKAGE) bundle.windows
	$(PACKAGE) bundle.wine

package-macos: package-env ## the macOS apps
	$(PACKAGE) bundle.macos

COMPILE = $(CURDIR)/build/uv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

lock: ## pin the newest versions that fit into requirements/
	python=$$(packaging/python.sh) && $$python -m venv build/uv
	build/uv/bin/python -m pip --disable-pip-version-check --quiet install uv
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
	$(COMPILE) --group package --constraint requirements/run.txt --output-file requirements/package.txt
	! grep -n '://' requirements/*.txt

clean: ## remove what was built; .venv and build/ come back by themselves
	rm -rf .venv build dist
	find pos tests -name __pycache__ -type d -prune -exec rm -rf {} +
