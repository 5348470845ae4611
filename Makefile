# The verbs of the workshop. They use the tools of the Python environment that PYTHON names
# (pip install ".[test,check,bench,docs]") and the machine's compiler, CMake, Ninja, doctest and
# Google Benchmark; for fuzzing, Clang with its runtime libraries.

PYTHON ?= python
export PATH := $(shell $(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("scripts"))'):$(PATH)

jobs = $(shell $(PYTHON) -c 'import os; print(os.cpu_count())')
configure = cmake -Dpybind11_DIR="$$($(PYTHON) -m pybind11 --cmakedir)" \
	-DPython_EXECUTABLE="$$($(PYTHON) -c 'import sys; print(sys.executable)')" --log-level=WARNING
cpp_files = $(shell find cpp bindings tests/cpp tests/fuzz benchmarks/cpp -name '*.[ch]pp' | sort)
heading = @printf '\n== %s\n'

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help build test check fuzz bench docs stubs format

help: ## Print these verbs
	@awk -F ': ## ' '/^[a-z]+: ## / {printf "make %-7s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

build: ## Build the package and install it
	$(heading) 'Build and install'
	$(PYTHON) -m pip install .

test: ## Run the Python tests against the installed package
	$(heading) 'Python tests'
	$(PYTHON) -m pytest

check: ## Lint, types, layers, stubs, C++ tests, sanitizers, fuzzing, benchmarks; after `make build`
check: check-ruff check-mypy check-package check-clang-format build-lint check-asan \
	check-tsan check-fuzz check-differential check-benchmarks
	$(heading) 'All checks passed'

# How long each target is fuzzed, and how many commands each configuration and profile gets.
FUZZ_SECONDS ?= 300
FUZZ_COMMANDS ?= 1000000

fuzz: ## Fuzz each target for FUZZ_SECONDS; FUZZ_COMMANDS through engine and reference
fuzz: build-fuzz
	$(heading) 'Engine and reference: $(FUZZ_COMMANDS) commands a configuration and profile'
	$(configure) --preset release
	cmake --build --preset release --parallel $(jobs) --target test_book_differential
	SWARMCORE_DIFFERENTIAL_COMMANDS=$(FUZZ_COMMANDS) $(differential)
	$(heading) 'Fuzz targets: $(FUZZ_SECONDS) seconds each'
	@printf '%s\n' $(fuzz_programs) | xargs -P $(jobs) -I '{}' tools/fuzz '{}' $(FUZZ_SECONDS)

bench: ## Run the benchmarks, C++ and Python; they assert their answers before they time
bench: build-release
	$(heading) 'C++ benchmarks'
	@set -e; for program in $(release_benchmarks); do $$program; done
	$(heading) 'Python benchmarks'
	$(PYTHON) -m pytest benchmarks/python $(PYTEST_BENCH)
	$(heading) 'Every indicator beside its peers, into benchmarks/README.md'
	$(PYTHON) -m benchmarks.python.bench_indicators --write benchmarks/README.md
	$(heading) 'The live bus: wake-ups, and 1,000 agents for a minute'
	$(PYTHON) -m benchmarks.python.live_bus

docs: ## Build the documentation into build/docs; a warning is an error
	$(heading) 'Documentation'
	$(PYTHON) -m sphinx --fail-on-warning --keep-going --quiet -b html docs build/docs

stubs: ## Write the stubs and the configuration page from the installed package
	$(heading) 'Stubs and configuration page'
	$(PYTHON) tools/make_stubs.py python/swarmcore/_core
	$(PYTHON) tools/make_configuration_page.py docs/configuration.md

format: ## Format the sources, Python and C++
	$(heading) 'Format'
	ruff check --fix --quiet && ruff format --quiet
	@clang-format -i $(cpp_files)

.PHONY: check-ruff check-mypy check-package check-clang-format build-lint build-asan check-asan \
	build-tsan check-tsan build-fuzz check-fuzz build-release check-differential check-benchmarks \
	build-checks

# What the checks compile, for a machine that waits for something else meanwhile.
build-checks: build-lint build-asan build-tsan build-fuzz build-release

check-ruff:
	$(heading) 'ruff'
	ruff check
	ruff format --check

check-mypy:
	$(heading) 'mypy --strict'
	mypy

check-package:
	$(heading) 'Layers, public names and stubs of the installed package'
	$(PYTHON) -m pytest -q tests/test_layers.py tests/test_public_api.py tests/test_stubs.py

check-clang-format:
	$(heading) 'clang-format'
	@clang-format --dry-run -Werror $(cpp_files)

build-lint:
	$(heading) 'Every header alone; clang-tidy'
	$(configure) --preset dev -DSWARMCORE_CLANG_TIDY="$$(command -v clang-tidy)"
	cmake --build --preset dev --parallel $(jobs) --target all_verify_interface_header_sets clang_tidy

build-asan:
	$(heading) 'C++ tests with AddressSanitizer and UndefinedBehaviorSanitizer'
	$(configure) --preset asan
	cmake --build --preset asan --parallel $(jobs)

check-asan: build-asan
	ctest --preset asan

# Only the tests that start threads.
build-tsan:
	$(heading) 'C++ tests with ThreadSanitizer'
	$(configure) --preset tsan
	cmake --build --preset tsan --parallel $(jobs) --target threaded_tests

check-tsan: build-tsan
	ctest --preset tsan

clang = $(shell for version in '' -21 -20 -19 -18 -17 -16 -15 -14; do \
	command -v clang++$$version && break; done)
fuzz_programs = $$(find build/fuzz/tests/fuzz -maxdepth 1 -name 'fuzz_*' -type f -perm -u+x | sort)

build-fuzz:
	$(heading) 'Fuzz targets'
	@test -n '$(clang)' || { echo 'fuzz: expected clang++, found none' \
		'(sudo apt-get install clang libclang-rt-dev)'; exit 1; }
	$(configure) --preset fuzz -DCMAKE_CXX_COMPILER=$(clang)
	cmake --build --preset fuzz --parallel $(jobs)

check-fuzz: build-fuzz
	$(heading) 'Fuzz targets, a while, from the same seed each time'
	ctest --preset fuzz

release_benchmarks = $$(find build/release/benchmarks/cpp -maxdepth 1 -name 'benchmark_*' -type f -perm -u+x | sort)

build-release:
	$(heading) 'C++ as in the wheel'
	$(configure) --preset release
	cmake --build --preset release --parallel $(jobs)

differential = build/release/tests/cpp/test_book_differential

# With fewer, errors in rare corners of the rules pass; with so many, half a minute does.
check-differential: build-release
	$(heading) 'Engine and reference: 100,000 commands a configuration and profile'
	SWARMCORE_DIFFERENTIAL_COMMANDS=100000 $(differential)

check-benchmarks: build-release
	$(heading) 'C++ benchmarks give their asserted answers'
	@set -e; for program in $(release_benchmarks); do $$program --benchmark_min_time=0.001; done
