// Drives the parser and the elaborator of Lean's shared library command by command, through their compiled functions.
#include "front_end.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <sys/resource.h>
#include <unistd.h>

namespace launcher {
namespace {

// Lean's objects, as its runtime lays them out: a header, then what depends on the kind of object: the fields and
// scalars of a constructor or a reference; length, capacity and items of an array; bytes with the final NUL,
// capacity, length and text of a string.
struct Object {
  int references;  // 0: never counted; negative: shared between threads
  std::uint16_t size;
  std::uint8_t fields;
  std::uint8_t tag;
};

Object* box(std::size_t scalar) { return reinterpret_cast<Object*>(2 * scalar + 1); }

Object*& field(Object* object, std::size_t index) { return reinterpret_cast<Object**>(object + 1)[index]; }
Object* item(Object* array, std::size_t index) { return field(array, 2 + index); }
std::size_t length(const Object* object) { return *reinterpret_cast<const std::size_t*>(object + 1); }
const char* text_of(const Object* string) { return reinterpret_cast<const char*>(string + 1) + 3 * sizeof(std::size_t); }

// One more reference to an object of this thread.
Object* shared(Object* object) {
  if ((reinterpret_cast<std::uintptr_t>(object) & 1) == 0) {
    if (object->references > 0) ++object->references;
    else if (object->references < 0) __atomic_fetch_sub(&object->references, 1, __ATOMIC_RELAXED);
  }
  return object;
}

class Library {
 public:
  explicit Library(void* handle) : handle_(handle) {}

  template <class Result, class... Arguments>
  Result call(const char* name, Arguments... arguments) const {
    return reinterpret_cast<Result (*)(Arguments...)>(symbol(name))(arguments...);
  }

  // The value of an action that may fail.
  template <class... Arguments>
  Object* io(const char* name, Arguments... arguments) const {
    Object* result = call<Object*>(name, arguments...);
    if (result->tag != 0) {
      call<void>("lean_io_result_show_error", result);
      throw std::runtime_error(std::string(name) + " failed");
    }
    return shared(field(result, 0));
  }

  void* symbol(const char* name) const {
    void* found = dlsym(handle_, name);
    if (found == nullptr) throw std::runtime_error("Lean's library has no " + std::string(name));
    return found;
  }

  // One reference less, to an object that is counted.
  void release(Object* object) const {
    if (object->references > 1) --object->references;
    else call<void>("lean_dec_ref_cold", object);
  }

  Object* string(const char* text) const { return call<Object*>("lean_mk_string", text); }
  Object* no_items() const { return call<Object*>("lean_array_mk", box(0)); }

  Object* make(std::uint8_t tag, std::initializer_list<Object*> fields, std::size_t scalars = 0) const {
    const std::size_t size = sizeof(Object) + sizeof(Object*) * fields.size() + scalars;
    auto* made = call<Object*>("lean_alloc_small_object_core", static_cast<unsigned>(size));
    made->references = 1;
    made->size = static_cast<std::uint16_t>(size);
    made->fields = static_cast<std::uint8_t>(fields.size());
    made->tag = tag;
    std::size_t at = 0;
    for (Object* each : fields) field(made, at++) = each;
    std::memset(&field(made, at), 0, scalars);
    return made;
  }

 private:
  void* handle_;
};

std::string standard_input() {
  std::string text;
  char buffer[1 << 16];
  for (ssize_t got; (got = read(STDIN_FILENO, buffer, sizeof buffer)) > 0;) text.append(buffer, got);
  return text;
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Lean measures the stack by this limit, and up to it the system lets the stack of the first thread grow.
void limit_stack(rlim_t bytes) {
  rlimit stack{};
  if (getrlimit(RLIMIT_STACK, &stack) == 0) {
    stack.rlim_cur = stack.rlim_max < bytes ? stack.rlim_max : bytes;
    setrlimit(RLIMIT_STACK, &stack);
  }
}

// Prints the messages as `lean --json` does, one line each; whether there is an error among them.
bool report(const Library& lean, Object* log) {
  Object* messages = lean.call<Object*>("l_Lean_MessageLog_toArray", shared(log));
  for (std::size_t i = 0; i < length(messages); ++i) {
    Object* json = lean.call<Object*>("l_Lean_Message_toJson", shared(item(messages, i)));
    const Object* line = lean.call<Object*>("l_Lean_Json_compress", json);
    std::fwrite(text_of(line), 1, length(line) - 1, stdout);
    std::fputc('\n', stdout);
  }
  return lean.call<std::uint8_t>("l_Lean_MessageLog_hasErrors", log) != 0;
}

// The fields of `Lean.Elab.Command.State` that are used here.
constexpr std::size_t environment = 0, message_log = 1, scopes = 2, info_state = 8;

// A state of commands in which no info trees are kept.
Object* first_state(const Library& lean, Object* env, Object* messages, Object* options) {
  Object* state = lean.call<Object*>("l_Lean_Elab_Command_mkState", env, messages, options);
  Object* kept = field(state, info_state);
  // `InfoState`: three fields, and whether it is enabled, now false.
  field(state, info_state) =
      lean.make(0, {shared(field(kept, 0)), shared(field(kept, 1)), shared(field(kept, 2))}, sizeof(Object*));
  return state;
}

// What the parser needs to know: environment, options, namespace and open declarations.
Object* parser_context(const Library& lean, Object* state) {
  Object* scope = field(field(state, scopes), 0);
  return lean.make(0, {shared(field(state, environment)), shared(field(scope, 1)), shared(field(scope, 2)),
                       shared(field(scope, 3))});
}

// Parses and elaborates all commands after the header; whether there was an error. `state` becomes the last one.
bool run_commands(const Library& lean, Object* input, Object* parser, Object* no_messages, Object*& state) {
  for (bool bad = false;;) {
    Object* position = shared(field(parser, 0));
    Object* parsed = lean.call<Object*>("l_Lean_Parser_parseCommand", shared(input), parser_context(lean, state),
                                        parser, shared(no_messages));  // (command, parser state, messages)
    Object* command = field(parsed, 0);
    parser = shared(field(field(parsed, 1), 0));
    bad |= report(lean, field(field(parsed, 1), 1));
    Object* front = lean.make(0, {state, shared(parser), position, lean.no_items()});
    Object* reference = lean.call<Object*>("lean_st_mk_ref", front);
    lean.io("l_Lean_Elab_Frontend_elabCommandAtFrontend", shared(command), shared(input), reference);
    state = shared(field(field(reference, 0), 0));
    lean.release(reference);
    bad |= report(lean, field(state, message_log));
    const bool last = lean.call<std::uint8_t>("l_Lean_Parser_isTerminalCommand", shared(command)) != 0;
    lean.release(parsed);
    if (last) return bad;
  }
}

// Starts Lean's runtime with these arguments; returns Lean's options.
Object* start(const Library& lean, const std::vector<char*>& arguments) {
  const auto with = [&](std::string_view flag, auto&& use) {
    for (const char* argument : arguments)
      if (std::string_view(argument).starts_with(flag)) use(argument + flag.size());
  };
  with("-s", [](const char* kilobytes) { limit_stack(number(kilobytes) << 10); });
  lean.call<void>("lean_initialize");
  lean.io("lean_init_search_path");
  lean.call<Object*>("lean_enable_initializer_execution");
  with("-M", [&](const char* megabytes) {
    lean.call<Object*>("lean_internal_set_max_memory", number(megabytes) << 20);
  });
  Object* shell = lean.call<Object*>("lean_shell_options_mk", box(0));
  with("-D", [&](const char* option) {
    Object* value = lean.make(1, {lean.string(option)});
    shell = lean.io("lean_shell_options_process", shell, std::uint32_t{'D'}, value);
  });
  lean.call<void>("lean_io_mark_end_initialization");
  lean.call<void>("lean_init_task_manager_using", 1U);
  Object* linters = *static_cast<Object**>(lean.symbol("l_Lean_Elab_Command_lintersRef"));
  lean.call<Object*>("lean_st_ref_swap", linters, lean.no_items());
  return field(shell, 0);
}

}  // namespace

int check_file(void* handle, const std::vector<char*>& arguments) {
  const Library lean(handle);
  Object* options = start(lean, arguments);

  const std::string text = standard_input();
  Object* input = lean.call<Object*>("l_Lean_Parser_mkInputContext___redArg", lean.string(text.c_str()),
                                     lean.string("<stdin>"), std::uint8_t{1}, box(text.size()));
  Object* parsed = lean.io("l_Lean_Parser_parseHeader", shared(input));  // (header, parser state, messages)
  Object* parser = shared(field(field(parsed, 1), 0));
  Object* module = lean.call<Object*>("l_Lean_Name_str___override", box(0), lean.string("_stdin"));
  const auto trust = lean.call<std::uint32_t>("lean_internal_get_believer_trust_level") + 1;
  Object* imported = lean.io("l_Lean_Elab_processHeader", shared(field(parsed, 0)), shared(options),
                             shared(field(field(parsed, 1), 1)), shared(input), trust, lean.no_items(),
                             std::uint8_t{1}, module);  // (environment, messages)
  Object* messages = field(imported, 1);
  Object* state = first_state(lean, shared(field(imported, 0)), shared(messages), shared(options));
  bool bad = report(lean, messages);
  bad |= run_commands(lean, input, parser, field(field(parsed, 1), 1), state);
  std::fflush(stdout);
  if (bad) return 1;
  for (const char* argument : arguments)
    if (std::string_view(argument).starts_with("-o"))
      lean.io("l_Lean_writeModule", shared(field(state, environment)), lean.string(argument + 2), std::uint8_t{1});
  return 0;
}

}  // namespace launcher
