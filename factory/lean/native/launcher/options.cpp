// Reads the launcher's command line.
#include "options.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace launcher {
namespace {

constexpr const char* usage =
    "usage: launcher --scratch DIR [--address-space MIB] [--cpu S] [--file-size MIB] [--open-files N]\n"
    "                [--processes N] [--parent PID] [--env NAME=VALUE]... -- (embedded LIBRARY | front-end LIBRARY | exec LEAN) ARGS...";

[[noreturn]] void fail(const std::string& what) { throw std::invalid_argument(what + "\n" + usage); }

unsigned long number(std::string_view option, std::string_view text) {
  unsigned long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    fail(std::string(option) + " wants a whole number, not '" + std::string(text) + "'");
  return value;
}

}  // namespace

Options parse(int argc, char** argv) {
  Options options;
  int at = 1;
  for (; at < argc && std::string_view(argv[at]) != "--"; at += 2) {
    const std::string_view option = argv[at];
    if (at + 1 >= argc) fail(std::string(option) + " wants a value");
    const std::string_view value = argv[at + 1];
    if (option == "--scratch") options.scratch = value;
    else if (option == "--address-space") options.address_space = number(option, value);
    else if (option == "--cpu") options.cpu = number(option, value);
    else if (option == "--file-size") options.file_size = number(option, value);
    else if (option == "--open-files") options.open_files = number(option, value);
    else if (option == "--processes") options.processes = number(option, value);
    else if (option == "--parent") options.parent = static_cast<long>(number(option, value));
    else if (option == "--env") options.environment.emplace_back(value);
    else fail("unknown option '" + std::string(option) + "'");
  }
  if (options.scratch.empty()) fail("--scratch is missing");
  if (argc - at < 3) fail("what to run is missing after --");
  const std::string_view mode = argv[at + 1];
  if (mode == "embedded") options.mode = Mode::embedded;
  else if (mode == "front-end") options.mode = Mode::front_end;
  else if (mode == "exec") options.mode = Mode::exec;
  else fail("'embedded', 'front-end' or 'exec' was expected after --, not '" + std::string(mode) + "'");
  options.target = argv[at + 2];
  options.arguments.assign(argv + at + 2, argv + argc);
  return options;
}

}  // namespace launcher
