// The Python face of the reader: one function from bytes to nested tuples. `factory/lean/olean.py` gives them names.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "blake2b.hpp"
#include "module.hpp"

namespace nb = nanobind;

namespace {

using olean::NameId;

nb::tuple read_file(nb::bytes file, bool hash_types, std::uint64_t max_steps) {
    const std::string_view view(file.c_str(), file.size());
    olean::Module module;
    {
        nb::gil_scoped_release release;
        module = olean::read_module(view, hash_types, max_steps);
    }
    std::vector<nb::str> names;
    names.reserve(module.names.size());
    for (const std::string& name : module.names) names.emplace_back(name.c_str(), name.size());
    const auto name_list = [&](const std::vector<NameId>& ids) {
        nb::list result;
        for (const NameId id : ids) result.append(names[id]);
        return result;
    };
    const auto bytes = [](const olean::Digest& digest) { return nb::bytes(digest.data(), digest.size()); };
    nb::list imports;
    for (const auto& import : module.imports) imports.append(names[import.module]);
    nb::list constants;
    for (const auto& constant : module.constants)
        constants.append(nb::make_tuple(names[constant.name], static_cast<int>(constant.kind),
                                        static_cast<int>(constant.safety), name_list(constant.level_parameters),
                                        hash_types ? bytes(constant.type_hash) : nb::bytes("", 0),
                                        name_list(constant.type_uses), name_list(constant.value_uses)));
    nb::list extensions;
    for (const auto& extension : module.extensions)
        extensions.append(nb::make_tuple(names[extension.name], extension.entries, name_list(extension.subjects)));
    nb::list recorded_axioms;
    for (const auto& [name, axioms] : module.recorded_axioms)
        recorded_axioms.append(nb::make_tuple(names[name], name_list(axioms)));
    return nb::make_tuple(module.version, module.commit, module.is_module, imports, constants,
                          name_list(module.extra_constants), extensions, recorded_axioms);
}

nb::bytes blake2b(nb::bytes data) {
    olean::Blake2b hash;
    hash.update(data.c_str(), data.size());
    const olean::Digest digest = hash.finish();
    return nb::bytes(digest.data(), digest.size());
}

}  // namespace

NB_MODULE(_olean, module) {
    module.doc() = "Bounds-checked reader of Lean .olean files.";
    nb::register_exception_translator([](const std::exception_ptr& error, void*) {
        try {
            std::rethrow_exception(error);
        } catch (const olean::Malformed& malformed) {
            PyErr_SetString(PyExc_ValueError, malformed.what());
        }
    });
    module.def("read", &read_file, nb::arg("file"), nb::arg("hash_types"), nb::arg("max_steps"),
               "Read a module; raises ValueError if the file is not a well-formed .olean.");
    module.def("blake2b", &blake2b, nb::arg("data"), "BLAKE2b with a 32-byte digest, to test it against hashlib.");
}
