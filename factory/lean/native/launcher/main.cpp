// Runs one confined Lean: the shared library's `lean_main` or its front end in this process, or an ordinary `lean`.
//
// Exit codes of its own, before Lean runs: 125 bad usage, 126 could not confine, 127 could not load or start Lean.
#include <cstdio>
#include <exception>
#include <stdexcept>

#include <dlfcn.h>
#include <unistd.h>

#include "front_end.hpp"
#include "options.hpp"
#include "sandbox.hpp"

namespace {

using LeanMain = int (*)(int, char**);

void* load(const launcher::Options& options) {
  void* library = dlopen(options.target.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (library == nullptr) std::fprintf(stderr, "launcher: %s\n", dlerror());
  return library;
}

// Does not return: what Lean has allocated, and its threads, go with the process.
[[noreturn]] void run_front_end(const launcher::Options& options) {
  int code = 127;
  try {
    if (void* library = load(options)) code = launcher::check_file(library, options.arguments);
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "launcher: %s\n", error.what());
  }
  std::fflush(nullptr);
  _exit(code);
}

int run_embedded(launcher::Options& options) {
  void* library = load(options);
  if (library == nullptr) return 127;
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
  switch (options.mode) {
    case launcher::Mode::front_end: run_front_end(options);
    case launcher::Mode::embedded: return run_embedded(options);
    case launcher::Mode::exec: return run_executable(options);
  }
}
