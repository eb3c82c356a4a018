// What a compiled Lean module declares: its imports, constants, and entries of environment extensions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terms.hpp"

namespace olean {

// In the order of the constructors of `Lean.ConstantInfo`.
enum class Kind : std::uint8_t { axiom, definition, theorem, opaque, quotient, inductive, constructor, recursor };

// In the order of the constructors of `Lean.DefinitionSafety`.
enum class Safety : std::uint8_t { unsafe, safe, partial };

struct Constant {
    NameId name;
    Kind kind;
    Safety safety;
    std::vector<NameId> level_parameters;
    Digest type_hash;  // covers the list of level parameters; zeros if hashes were not asked for
    std::vector<NameId> type_uses;  // constants in the type
    std::vector<NameId> value_uses;  // constants in the value; constructors, rules and siblings of inductive types
};

struct Import {
    NameId module;
    bool import_all;
    bool is_exported;
    bool is_meta;
};

struct Extension {
    NameId name;
    std::uint64_t entries;
    std::vector<NameId> subjects;  // the name that an entry is, or begins with, where there is one
};

struct Module {
    std::string version;
    std::string commit;
    bool is_module;  // written with the `module` keyword
    std::vector<Import> imports;
    std::vector<Constant> constants;
    std::vector<NameId> extra_constants;  // made by the code generator
    std::vector<Extension> extensions;
    // What Lean itself recorded: for each constant, the axioms that it reaches. To be believed of a trusted file only.
    std::vector<std::pair<NameId, std::vector<NameId>>> recorded_axioms;
    std::vector<std::string> names;  // by NameId
};

// Throws Malformed for anything but a well-formed file. `hash_types` may be false where only uses are wanted.
Module read_module(std::string_view file, bool hash_types, std::uint64_t max_steps);

}  // namespace olean
