# Start with `make run` and `make test`; `make help` lists all targets.

SHELL := /bin/bash
PREFIX ?= /usr/local
TARGET := $(DESTDIR)$(PREFIX)
SOURCES := Package.swift Sources Tests Plugins Benchmarks/Package.swift Benchmarks/Sources \
  Fuzz/Sources
DEBUG := .build/debug
RELEASE := .build/release

# Cross-module optimization inlines small functions across modules. Symbols that are not exported can be
# dropped when nothing uses them.
SWIFT_RELEASE := BPMNC_COMMIT=$$(git rev-parse --short=12 HEAD 2>/dev/null) \
  swift build -c release --static-swift-stdlib -Xswiftc -cross-module-optimization \
  -Xlinker --no-export-dynamic

.PHONY: help run test test-clients build install bench fuzz format lint docs rule-pages snapshots clean setup \
  setup-bench debug

help:
	@echo "make run      build, then show an SMS conversation with the samples (ONCE=1 exits afterwards)"
	@echo "make test     check the formatting and run all tests"
	@echo "make test-clients  run Twilio's Python client against the simulator"
	@echo "make build    build release binaries in $(RELEASE), statically linked with the Swift runtime"
	@echo "make install  install the release binaries, man pages and completions below PREFIX ($(PREFIX))"
	@echo "make bench    run the benchmarks (CASES=FOLDER with diagrams, FEEL_ROWS=FILE.jsonl)"
	@echo "make fuzz     run every reader on generated inputs (COUNT=100000, SEEDS=FOLDERS)"
	@echo "make format   format the sources"
	@echo "make lint     check the formatting of the sources, and lint the samples"
	@echo "make rule-pages  generate docs/rules from the comments in the sources"
	@echo "make snapshots   update Tests/Snapshots from the external diagrams"
	@echo "make docs     generate the API documentation in docs/api"
	@echo "make clean    delete all build products"

setup:
	@.ci/setup

setup-bench:
	@.ci/setup libxml2-utils

debug: setup
	swift build --product bpmnc
	swift build --product bpmnc-executor

run: debug
	@BPMNC=$(DEBUG)/bpmnc ONCE=$(ONCE) samples/tour.sh

# One test validates OpenAPI documents with the official validator, and is skipped without it.
define install_validator
	@if command -v python3 >/dev/null && python3 -m pip --version >/dev/null 2>&1 \
	  && ! python3 -c 'import openapi_spec_validator' 2>/dev/null; then \
	  echo "Installing for python3: openapi-spec-validator"; \
	  python3 -m pip install --quiet openapi-spec-validator \
	    || echo "Could not install it; its test will be skipped"; \
	fi
endef

# Tests that wait for servers and processes share few threads with those that compute. The limit keeps
# a test that is running from waiting for all others.
test: export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH := 4
test: setup
	$(call install_validator)
	swift format lint --strict --recursive $(SOURCES)
	swift build --build-tests
	@set -o pipefail; swift test --skip-build 2>&1 | tee .build/test.log \
	  || { echo "Failures:"; grep -a -E '✘|error:' .build/test.log; exit 1; }

# The official client, in a virtual environment of its own; it only talks to this machine.
CLIENTS := .build/clients
test-clients: debug
	@python3 -m venv $(CLIENTS)
	@$(CLIENTS)/bin/pip install --quiet --disable-pip-version-check twilio==9.13.0
	$(CLIENTS)/bin/python Tests/Clients/twilio_client.py $(DEBUG)/bpmnc

build: setup
	$(SWIFT_RELEASE) --product bpmnc
	$(SWIFT_RELEASE) --product bpmnc-executor

install: build
	install -s -D -m 755 $(RELEASE)/bpmnc $(TARGET)/bin/bpmnc
	install -s -D -m 755 $(RELEASE)/bpmnc-executor $(TARGET)/libexec/bpmnc/bpmnc-executor
	install -d $(addprefix $(TARGET)/share/,man/man1 bash-completion/completions \
	  zsh/site-functions fish/vendor_completions.d)
	$(TARGET)/bin/bpmnc manual $(TARGET)/share/man/man1
	$(TARGET)/bin/bpmnc completion bash > $(TARGET)/share/bash-completion/completions/bpmnc
	$(TARGET)/bin/bpmnc completion zsh > $(TARGET)/share/zsh/site-functions/_bpmnc
	$(TARGET)/bin/bpmnc completion fish > $(TARGET)/share/fish/vendor_completions.d/bpmnc.fish

CASES ?= samples
bench: setup-bench
	$(SWIFT_RELEASE) --product bpmnc
	swift build -c release --package-path Benchmarks
	BPMNC_BENCHMARKS=1 $(SWIFT_RELEASE) --product EngineBenchmark
	Benchmarks/.build/release/ReadingBenchmark $(CASES) $(RELEASE)/bpmnc
	Benchmarks/.build/release/TemplateBenchmark $(CASES)
	Benchmarks/.build/release/BundleBenchmark samples $(RELEASE)/bpmnc
	$(RELEASE)/EngineBenchmark
	Benchmarks/.build/release/FEELBenchmark $(FEEL_ROWS)

# Generated inputs for every reader; SEEDS are folders with diagrams, templates and configurations.
COUNT ?= 100000
SEEDS ?= samples templates docs
fuzz: setup
	BPMNC_FUZZ=1 swift build -c release --product Fuzz
	for target in feel bpmn templates configuration bundles; do \
	  echo "$$target:"; $(RELEASE)/Fuzz $$target $(SEEDS) --count $(COUNT) || exit 1; \
	done

# Counts the findings in the external diagrams (BPMNC_CASES); review the changes before committing.
snapshots: setup
	swift build --build-tests
	BPMNC_UPDATE_SNAPSHOTS=1 swift test --skip-build --filter FindingCountTests

format:
	swift format --in-place --recursive $(SOURCES)

lint: debug
	swift format lint --strict --recursive $(SOURCES)
	$(DEBUG)/bpmnc lint samples

rule-pages: setup
	swift build --product bpmnc
	rm -rf docs/rules
	$(DEBUG)/bpmnc explain --write docs/rules

docs: setup
	@for target in FEEL BPMN Compiler; do \
	  BPMNC_DOCS=1 swift package --allow-writing-to-directory docs/api generate-documentation \
	    --target $$target --output-path docs/api/$$target --transform-for-static-hosting || exit 1; \
	done

clean:
	rm -rf .build Benchmarks/.build docs/api
