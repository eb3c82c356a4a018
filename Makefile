# `make run` makes data, `make test` tests everything; both set up all they need in a fresh clone.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test check dev native clean

run: $(VENV)/.installed
	$(BIN)/factory run examples/quickstart.toml

# A file's tests stay together: they share what they set up. The profile of hypothesis draws the same examples
# each time: the answer is of the change, not of the draw.
test: $(VENV)/.tests-installed check
	$(BIN)/pytest -n $$(nproc) --dist loadfile --hypothesis-profile=ci

check: $(VENV)/.tests-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

SOURCES := pyproject.toml CMakeLists.txt $(shell git ls-files factory generators search lean_project)

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
