// Lean's front end without what only editors want.
#pragma once

#include <vector>

namespace launcher {

// Checks the file on standard input with Lean's shared library `handle` (of dlopen), as `lean --stdin --json` does
// with the arguments -o, -s, -M and -D, and returns what Lean would exit with: 0, or 1 when there was an error,
// when no compiled file is written. The commands are parsed and elaborated in turn, in this thread; there are no
// info trees, no snapshots of them, and no linters. Every declaration goes to the kernel as ever.
//
// This relies on Lean 4.35.0: on names of compiled functions, and on the order of fields. Throws std::runtime_error
// when the library lacks one, or Lean cannot be started.
int check_file(void* handle, const std::vector<char*>& arguments);

}  // namespace launcher
