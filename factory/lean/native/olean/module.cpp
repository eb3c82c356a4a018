// The shapes of `Lean.ModuleData` and `Lean.ConstantInfo`, checked field by field.
#include "module.hpp"

#include <unordered_set>

namespace olean {
namespace {

constexpr std::string_view recorded_axioms_extension = "_private.Lean.Util.CollectAxioms.0.Lean.exportedAxiomsExt";

class Reader {
public:
    Reader(std::string_view file, bool hash_types, std::uint64_t max_steps)
        : heap_(file), terms_(heap_, max_steps), hash_types_(hash_types) {}

    Module read() {
        const Ref root = heap_.root();
        heap_.expect(root, 0, 5, 1, "module data");
        Module module;
        module.version = heap_.version();
        module.commit = heap_.commit();
        module.is_module = boolean(root, 0);
        const Ref imports = heap_.field(root, 0);
        for (std::uint64_t i = 0; i < heap_.array_size(imports, "the imports"); ++i)
            module.imports.push_back(import(heap_.array_at(imports, i)));
        const Ref names = heap_.field(root, 1);
        const Ref constants = heap_.field(root, 2);
        std::unordered_set<NameId> declared;
        if (heap_.array_size(names, "the constants' names") != heap_.array_size(constants, "the constants"))
            throw Malformed("as many names as constants were expected");
        for (std::uint64_t i = 0; i < heap_.array_size(constants, "the constants"); ++i) {
            module.constants.push_back(constant(heap_.array_at(constants, i)));
            const NameId name = module.constants.back().name;
            if (terms_.name(heap_.array_at(names, i)) != name)
                throw Malformed("a constant is listed under another name");
            if (!declared.insert(name).second) throw Malformed("a constant is declared twice");
        }
        module.extra_constants = name_array(heap_.field(root, 3));
        const Ref entries = heap_.field(root, 4);
        for (std::uint64_t i = 0; i < heap_.array_size(entries, "the extension entries"); ++i)
            module.extensions.push_back(extension(heap_.array_at(entries, i), module));
        module.names = terms_.texts();
        return module;
    }

private:
    bool boolean(Ref ref, unsigned byte) const {
        const std::uint8_t value = heap_.scalar(ref, byte);
        if (value > 1) heap_.fail(ref, "a truth value");
        return value == 1;
    }

    std::vector<NameId> name_array(Ref ref) {
        std::vector<NameId> names;
        for (std::uint64_t i = 0; i < heap_.array_size(ref, "an array of names"); ++i)
            names.push_back(terms_.name(heap_.array_at(ref, i)));
        return names;
    }

    Import import(Ref ref) {
        heap_.expect(ref, 0, 1, 3, "an import");
        return {terms_.name(heap_.field(ref, 0)), boolean(ref, 0), boolean(ref, 1), boolean(ref, 2)};
    }

    Extension extension(Ref ref, Module& module) {
        heap_.expect(ref, 0, 2, 0, "the entries of an extension");
        Extension result{terms_.name(heap_.field(ref, 0)), 0, {}};
        const Ref entries = heap_.field(ref, 1);
        result.entries = heap_.array_size(entries, "an array of entries");
        for (std::uint64_t i = 0; i < result.entries; ++i) {
            Ref subject = heap_.array_at(entries, i);
            if (!terms_.is_name(subject) && heap_.is_any_constructor(subject) && heap_.fields(subject) > 0)
                subject = heap_.field(subject, 0);
            if (terms_.is_name(subject)) result.subjects.push_back(terms_.name(subject));
        }
        if (terms_.text(result.name) == recorded_axioms_extension)
            for (std::uint64_t i = 0; i < result.entries; ++i) {
                const Ref entry = heap_.array_at(entries, i);
                heap_.expect(entry, 0, 2, 0, "a constant with its axioms");
                module.recorded_axioms.emplace_back(terms_.name(heap_.field(entry, 0)),
                                                    name_array(heap_.field(entry, 1)));
            }
        return result;
    }

    void use_names(Ref list, std::vector<NameId>& uses) {
        for (const Ref ref : terms_.list(list, "a list of names")) terms_.add_constant(terms_.name(ref), uses);
    }

    Safety safety(Ref info, unsigned byte) const { return boolean(info, byte) ? Safety::unsafe : Safety::safe; }

    // The part that all kinds share: `ConstantVal`, the first field of each.
    void common(Ref value, Constant& result) {
        heap_.expect(value, 0, 3, 0, "a constant's name and type");
        result.name = terms_.name(heap_.field(value, 0));
        for (const Ref parameter : terms_.list(heap_.field(value, 1), "a list of level parameters"))
            result.level_parameters.push_back(terms_.name(parameter));
        const Ref type = heap_.field(value, 2);
        result.type_hash = {};
        if (hash_types_) {
            Blake2b hash;
            hash.update_number(result.level_parameters.size());
            for (const NameId parameter : result.level_parameters) hash.update_text(terms_.text(parameter));
            hash.update(terms_.expression_hash(type));
            result.type_hash = hash.finish();
        }
        terms_.begin_walk();
        terms_.add_constants(type, result.type_uses);
        terms_.begin_walk();
    }

    Constant constant(Ref ref) {
        if (!heap_.is_any_constructor(ref) || heap_.fields(ref) != 1 || heap_.tag(ref) > 7) heap_.fail(ref, "a constant");
        Constant result{};
        result.kind = static_cast<Kind>(heap_.tag(ref));
        result.safety = Safety::safe;
        const Ref info = heap_.field(ref, 0);
        const auto shape = [&](unsigned fields, unsigned scalars, const char* what) {
            heap_.expect(info, 0, fields, scalars, what);
            common(heap_.field(info, 0), result);
        };
        const auto uses_term = [&](Ref term) { terms_.add_constants(term, result.value_uses); };
        switch (result.kind) {
            case Kind::axiom:
                shape(1, 1, "an axiom");
                result.safety = safety(info, 0);
                break;
            case Kind::definition: {
                shape(4, 1, "a definition");
                const std::uint8_t value = heap_.scalar(info, 0);
                if (value > 2) heap_.fail(info, "a definition's safety");
                result.safety = static_cast<Safety>(value);
                uses_term(heap_.field(info, 1));
                break;
            }
            case Kind::theorem:
                shape(3, 0, "a theorem");
                uses_term(heap_.field(info, 1));
                break;
            case Kind::opaque:
                shape(3, 1, "an opaque constant");
                result.safety = safety(info, 0);
                uses_term(heap_.field(info, 1));
                break;
            case Kind::quotient: shape(1, 1, "a quotient constant"); break;
            case Kind::inductive:
                shape(6, 3, "an inductive type");
                result.safety = safety(info, 1);
                use_names(heap_.field(info, 3), result.value_uses);
                use_names(heap_.field(info, 4), result.value_uses);
                break;
            case Kind::constructor:
                shape(5, 1, "a constructor");
                result.safety = safety(info, 0);
                terms_.add_constant(terms_.name(heap_.field(info, 1)), result.value_uses);
                break;
            case Kind::recursor:
                shape(7, 2, "a recursor");
                result.safety = safety(info, 1);
                use_names(heap_.field(info, 1), result.value_uses);
                for (const Ref rule : terms_.list(heap_.field(info, 6), "a list of recursor rules")) {
                    heap_.expect(rule, 0, 3, 0, "a recursor rule");
                    terms_.add_constant(terms_.name(heap_.field(rule, 0)), result.value_uses);
                    uses_term(heap_.field(rule, 2));
                }
                break;
        }
        return result;
    }

    Heap heap_;
    Terms terms_;
    bool hash_types_;
};

}  // namespace

Module read_module(std::string_view file, bool hash_types, std::uint64_t max_steps) {
    return Reader(file, hash_types, max_steps).read();
}

}  // namespace olean
