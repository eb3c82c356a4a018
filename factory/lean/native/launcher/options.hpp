// The launcher's command line: the limits of one Lean process, and what to run within them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace launcher {

// How Lean is run: by loading its shared library and calling `lean_main` or its front end, or as an ordinary program.
enum class Mode { embedded, front_end, exec };

struct Options {
  std::string scratch;                         // working directory of the process
  std::optional<unsigned long> address_space;  // MiB
  std::optional<unsigned long> cpu;            // seconds
  std::optional<unsigned long> file_size;      // MiB
  std::optional<unsigned long> open_files;
  std::optional<unsigned long> processes;      // of this user, so only of use to a user who runs nothing else
  std::optional<long> parent;                  // die with this process, which must be our parent
  std::vector<std::string> environment;        // NAME=VALUE, and nothing else is passed on
  Mode mode = Mode::embedded;
  std::string target;                          // the shared library, or the executable
  std::vector<char*> arguments;                // argv of Lean, argv[0] included, without the final null
};

// Parses argv; throws std::invalid_argument with what was wrong and what was expected.
Options parse(int argc, char** argv);

}  // namespace launcher
