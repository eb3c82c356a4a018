// Names, universe levels and expressions on a compacted heap: their texts, structural hashes, and the constants they use.
//
// The hash of a term is a Merkle hash over BLAKE2b. It ignores the names of bound variables (so alpha-equivalent terms
// hash the same) and metadata; it covers everything else: binder kinds, `let` against `have`, literals, universe
// levels as written. It depends on the term alone, not on the file, its place in it, or sharing. The hashes that Lean
// caches inside its objects are neither read nor believed.
//
// Terms may be very deep and may share subterms, so all walks keep their own stack, visit each object once, and count
// their steps against a budget; a file that exceeds it is refused as Malformed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "blake2b.hpp"
#include "heap.hpp"

namespace olean {

using native::Blake2b;
using native::Digest;

using NameId = std::uint32_t;

class Terms {
public:
    Terms(const Heap& heap, std::uint64_t max_steps);

    // Names are kept once each, as text: components joined by dots. A component that is not a plain identifier is put
    // between « », with `\{hex}` for characters that could mislead a reader of a log; the text is injective.
    NameId name(Ref ref);
    const std::string& text(NameId id) const { return texts_[id]; }
    const std::vector<std::string>& texts() const { return texts_; }
    // Is this object shaped like a Lean name, all its prefixes too? For entries whose type is not known.
    bool is_name(Ref ref);

    const Digest& level_hash(Ref ref);
    const Digest& expression_hash(Ref ref);

    // Starts a new walk for `add_constants`: subterms are visited once per walk.
    void begin_walk();
    // Adds the constants in `ref`, each once per walk, in order of discovery.
    void add_constants(Ref ref, std::vector<NameId>& constants);
    void add_constant(NameId id, std::vector<NameId>& constants);

    // The elements of a Lean list; throws Malformed if it is longer than the heap has room for.
    std::vector<Ref> list(Ref ref, const char* what);

private:
    void step(std::uint64_t count = 1);
    std::string component(Ref ref) const;
    NameId intern(std::string text);
    // The subterms of an expression, 0 to 3 of them, into `children`; checks the object's shape.
    unsigned subterms(Ref ref, Ref children[3]) const;
    Digest hash_expression_node(Ref ref);
    Digest hash_level_node(Ref ref);
    unsigned sublevels(Ref ref, Ref children[2]) const;

    const Heap& heap_;
    std::uint64_t steps_left_;
    std::uint64_t text_left_;
    std::vector<std::string> texts_;
    std::vector<Digest> name_hashes_;  // by NameId
    std::unordered_map<std::string, NameId> ids_;
    std::unordered_map<std::uint64_t, NameId> names_;  // by offset
    std::unordered_map<std::uint64_t, Digest> levels_;  // by offset
    std::vector<Digest> digests_;
    std::vector<std::uint32_t> expressions_;  // by offset / 8: index into digests_ plus one, or zero
    std::vector<std::uint32_t> visited_;  // by offset / 8: the last walk that came by
    std::vector<std::uint32_t> named_;  // by NameId: the last walk that added it
    std::uint32_t walk_ = 0;
};

}  // namespace olean
