// Confines the calling process: its own session, death with its parent, rlimits, no descriptors but 0-2, no
// privileges to gain, an empty environment and a scratch working directory.
//
// The order matters: descriptors are closed and limits are set before anything of Lean is loaded, so that nothing
// that a proof can reach has ever run without them.
#include "sandbox.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <string>
#include <system_error>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace launcher {
namespace {

constexpr rlim_t mebibyte = rlim_t{1} << 20;

void check(bool done, const char* what) {
  if (!done) throw std::system_error(errno, std::generic_category(), what);
}

// Sets the soft limit to `value` and the hard one `margin` above it. A hard limit that is stricter already stays.
void limit(__rlimit_resource resource, rlim_t value, const char* what, rlim_t margin = 0) {
  rlimit now{};
  check(getrlimit(resource, &now) == 0, what);
  const rlimit wanted{std::min(value, now.rlim_max), std::min(value + margin, now.rlim_max)};
  check(setrlimit(resource, &wanted) == 0, what);
}

void die_with(long parent) {
  check(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "parent-death signal");
  // The parent may have died before the signal was asked for; then somebody else has adopted us.
  if (getppid() != parent) std::_Exit(126);
}

}  // namespace

void confine(const Options& options) {
  // Failing is harmless: then we lead a session already.
  setsid();
  if (options.parent) die_with(*options.parent);
  check(syscall(SYS_close_range, 3U, ~0U, 0U) == 0, "close descriptors");
  check(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no new privileges");
  limit(RLIMIT_CORE, 0, "core size limit");
  if (options.address_space) limit(RLIMIT_AS, *options.address_space * mebibyte, "address space limit");
  // At the soft limit comes SIGXCPU, which tells an overrun from being killed by someone else.
  if (options.cpu) limit(RLIMIT_CPU, *options.cpu, "CPU limit", 1);
  if (options.file_size) limit(RLIMIT_FSIZE, *options.file_size * mebibyte, "file size limit");
  if (options.open_files) limit(RLIMIT_NOFILE, *options.open_files, "open files limit");
  if (options.processes) limit(RLIMIT_NPROC, *options.processes, "process limit");
  check(chdir(options.scratch.c_str()) == 0, "scratch directory");
  clearenv();
  for (const std::string& pair : options.environment) {
    const auto equals = pair.find('=');
    if (equals != std::string::npos) setenv(pair.substr(0, equals).c_str(), pair.c_str() + equals + 1, 1);
  }
}

}  // namespace launcher
