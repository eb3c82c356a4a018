// Runs one confined Lean: either the shared library's `lean_main` in this process, or an ordinary `lean` executable.
//
// Exit codes of its own, before Lean runs: 125 bad usage, 126 could not confine, 127 could not load or start Lean.
#include <cstdio>
#include <exception>
#include <stdexcept>

#include <dlfcn.h>
#include <unistd.h>

#include "options.hpp"
#include "sandbox.hpp"

namespace {

using LeanMain = int (*)(int, char**);

int run_embedded(launcher::Options& options) {
  void* library = dlopen(options.target.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (library == nullptr) {
    std::fprintf(stderr, "launcher: %s\n", dlerror());
    return 127;
  }
  auto* lean_main = reinterpret_cast<LeanMain>(dlsym(library, "lean_main"));
  if (lean_main == nullptr) {
    std::fprintf(stderr, "launcher: %s has no lean_main\n", options.target.c_str());
    return 127;
  }
  const int argc = static_cast<int>(options.arguments.size());
  options.arguments.push_back(nullptr);
  return lean_main(argc, options.arguments.data());
}

int run_executable(launcher::Options& options) {
  options.arguments.push_back(nullptr);
  execv(options.target.c_str(), options.arguments.data());
  std::perror(("launcher: " + options.target).c_str());
  return 127;
}

}  // namespace

int main(int argc, char** argv) {
  launcher::Options options;
  try {
    options = launcher::parse(argc, argv);
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "launcher: %s\n", error.what());
    return 125;
  }
  try {
    launcher::confine(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "launcher: %s\n", error.what());
    return 126;
  }
  return options.mode == launcher::Mode::embedded ? run_embedded(options) : run_executable(options);
}
