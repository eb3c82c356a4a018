// Confines the calling process before it becomes Lean.
#pragma once

#include "options.hpp"

namespace launcher {

// Applies every limit of `options` to this process, for good. Throws std::system_error where the system refuses.
void confine(const Options& options);

}  // namespace launcher
