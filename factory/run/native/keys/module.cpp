// The Python face of the key set: factory.run._keys (see factory/run/_keys.pyi).
#include <nanobind/nanobind.h>

#include <cstring>
#include <stdexcept>
#include <string>

#include "key_set.hpp"

namespace nb = nanobind;
using namespace nb::literals;
using namespace keys;

namespace {

std::vector<Key> read_keys(const nb::bytes& data) {
  if (data.size() % sizeof(Key) != 0)
    throw std::invalid_argument("keys have 16 bytes each; these are " + std::to_string(data.size()) + " bytes");
  std::vector<Key> result(data.size() / sizeof(Key));
  if (!result.empty()) std::memcpy(result.data(), data.data(), data.size());
  return result;
}

// One bit an entry, the first one lowest.
nb::bytes bits(const std::vector<bool>& entries) {
  std::string result((entries.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i]) result[i / 8] = static_cast<char>(result[i / 8] | 1 << i % 8);
  return nb::bytes(result.data(), result.size());
}

}  // namespace

NB_MODULE(_keys, m) {
  m.doc() = "A set of 16-byte keys in memory (native).";
  nb::class_<KeySet>(m, "KeySet")
      .def(nb::init<std::size_t>(), "expected"_a = 0)
      .def("__len__", &KeySet::size)
      .def_prop_ro("nbytes", &KeySet::bytes)
      .def("__contains__",
           [](const KeySet& self, const nb::bytes& key) {
             const std::vector<Key> read = read_keys(key);
             return read.size() == 1 && self.contains(read[0]);
           })
      .def("insert_new",
           [](KeySet& self, const nb::bytes& data, std::size_t room) {
             const std::vector<Key> keys = read_keys(data);
             std::vector<bool> is_new;
             {
               const nb::gil_scoped_release release;
               is_new = self.insert_new(keys, room);
             }
             return nb::make_tuple(bits(is_new), is_new.size());
           },
           "keys"_a, "room"_a);
}
