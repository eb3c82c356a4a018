// The shapes of `Lean.Name`, `Lean.Level` and `Lean.Expr` as the compiler lays them out: object fields in order of
// declaration, then scalars; `Level` and `Expr` carry eight bytes of cached data first among the scalars.
#include "terms.hpp"

#include <cstdio>

namespace olean {
namespace {

constexpr std::size_t longest_name = 1 << 16;
constexpr unsigned cached = 8;

enum Level : unsigned { level_zero, level_succ, level_max, level_imax, level_param };
enum Expression : unsigned {
    bound_variable, free_variable, metavariable, sort, constant, application, lambda, forall, let, literal, metadata,
    projection
};

// The first byte of every hashed message, so that a name, a level and a term never share one.
constexpr std::uint8_t name_domain = 1;
constexpr std::uint8_t level_domain = 2;
constexpr std::uint8_t expression_domain = 3;

// Beyond ASCII only these show as themselves: Latin and Greek letters, and mathematical letters, signs and arrows.
bool is_mathematical(std::uint32_t code) {
    return (code >= 0xc0 && code <= 0x24f) || (code >= 0x370 && code <= 0x3ff) || (code >= 0x2070 && code <= 0x209c) ||
           (code >= 0x2100 && code <= 0x214f) || (code >= 0x2190 && code <= 0x22ff);
}

// The code point at `i` of valid UTF-8; moves `i` behind it.
std::uint32_t next_code(std::string_view text, std::size_t& i) {
    const auto lead = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    std::uint32_t code = length == 1 ? lead : lead & (0x7fu >> length);
    for (std::size_t k = 1; k < length; ++k) code = code << 6 | (static_cast<std::uint8_t>(text[i + k]) & 0x3f);
    i += length;
    return code;
}

bool is_plain(std::string_view component) {
    if (component.empty() || (component[0] >= '0' && component[0] <= '9')) return false;
    for (std::size_t i = 0; i < component.size();) {
        const std::uint32_t code = next_code(component, i);
        const bool letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
        const bool mark = code == '_' || code == '\'' || code == '!' || code == '?';
        if (!letter && !mark && !is_mathematical(code)) return false;
    }
    return true;
}

std::string quoted(std::string_view component) {
    std::string out = "«";
    for (std::size_t i = 0; i < component.size();) {
        const std::size_t start = i;
        const std::uint32_t code = next_code(component, i);
        if ((code > ' ' && code <= '~' && code != '\\') || is_mathematical(code)) {
            out += component.substr(start, i - start);
        } else {
            char escape[16];
            std::snprintf(escape, sizeof escape, "\\{%x}", static_cast<unsigned>(code));
            out += escape;
        }
    }
    return out + "»";
}

}  // namespace

Terms::Terms(const Heap& heap, std::uint64_t max_steps)
    : heap_(heap), steps_left_(max_steps), text_left_(64 * static_cast<std::uint64_t>(heap.size())) {
    intern("");
}

void Terms::step(std::uint64_t count) {
    if (count > steps_left_) throw Malformed("too much work: the terms are too large to read");
    steps_left_ -= count;
}

NameId Terms::intern(std::string text) {
    const auto found = ids_.find(text);
    if (found != ids_.end()) return found->second;
    const auto id = static_cast<NameId>(texts_.size());
    Blake2b hash;
    hash.update(name_domain);
    hash.update_text(text);
    name_hashes_.push_back(hash.finish());
    texts_.push_back(text);
    ids_.emplace(std::move(text), id);
    return id;
}

bool Terms::is_name(Ref ref) {
    for (Ref at = ref; !(at.is_boxed() && at.value() == 0); at = heap_.field(at, 0)) {
        step();
        const bool text = heap_.is_constructor(at, 1, 2, cached) && heap_.is_string(heap_.field(at, 1));
        const bool number = heap_.is_constructor(at, 2, 2, cached) && heap_.field(at, 1).is_boxed();
        if (!text && !number) return false;
        if (names_.contains(at.offset())) return true;
    }
    return true;
}

// `Name.str prefix text` has tag 1, `Name.num prefix number` tag 2; digits alone stand for the second.
std::string Terms::component(Ref ref) const {
    if (heap_.tag(ref) == 2) {
        const Ref number = heap_.field(ref, 1);
        if (!number.is_boxed()) heap_.fail(number, "a small number in a name");
        return std::to_string(number.value());
    }
    const std::string_view text = heap_.string(heap_.field(ref, 1), "a name's text");
    if (text.size() > longest_name) heap_.fail(ref, "a name of at most 65536 bytes");
    return is_plain(text) ? std::string(text) : quoted(text);
}

NameId Terms::name(Ref ref) {
    std::vector<Ref> unread;
    NameId id = 0;
    for (Ref at = ref; !(at.is_boxed() && at.value() == 0); at = heap_.field(at, 0)) {
        step();
        if (!heap_.is_constructor(at, 1, 2, cached) && !heap_.is_constructor(at, 2, 2, cached))
            heap_.fail(at, "a name");
        const auto known = names_.find(at.offset());
        if (known != names_.end()) {
            id = known->second;
            break;
        }
        unread.push_back(at);
    }
    for (auto at = unread.rbegin(); at != unread.rend(); ++at) {
        std::string text = texts_[id];
        if (id != 0) text += '.';
        text += component(*at);
        if (text.size() > longest_name) heap_.fail(*at, "a name of at most 65536 bytes");
        if (text.size() > text_left_) throw Malformed("too much work: the names are too long to read");
        text_left_ -= text.size();
        id = intern(std::move(text));
        names_.emplace(at->offset(), id);
    }
    return id;
}

std::vector<Ref> Terms::list(Ref ref, const char* what) {
    std::vector<Ref> elements;
    for (Ref at = ref; !(at.is_boxed() && at.value() == 0); at = heap_.field(at, 1)) {
        step();
        heap_.expect(at, 1, 2, 0, what);
        elements.push_back(heap_.field(at, 0));
    }
    return elements;
}

unsigned Terms::sublevels(Ref ref, Ref children[2]) const {
    if (ref.is_boxed() || heap_.is_constructor(ref, level_zero, 0, cached)) return 0;
    if (heap_.is_constructor(ref, level_param, 1, cached)) return 0;
    if (heap_.is_constructor(ref, level_succ, 1, cached)) {
        children[0] = heap_.field(ref, 0);
        return 1;
    }
    if (heap_.is_constructor(ref, level_max, 2, cached) || heap_.is_constructor(ref, level_imax, 2, cached)) {
        children[0] = heap_.field(ref, 0);
        children[1] = heap_.field(ref, 1);
        return 2;
    }
    heap_.fail(ref, "a universe level without metavariables");
}

Digest Terms::hash_level_node(Ref ref) {
    if (ref.is_boxed() && ref.value() != 0) heap_.fail(ref, "a universe level");
    const unsigned tag = ref.is_boxed() ? unsigned{level_zero} : heap_.tag(ref);
    Blake2b hash;
    hash.update(level_domain);
    hash.update(static_cast<std::uint8_t>(tag));
    Ref children[2] = {Ref::boxed(0), Ref::boxed(0)};
    const unsigned count = sublevels(ref, children);
    for (unsigned i = 0; i < count; ++i) hash.update(level_hash(children[i]));
    if (tag == level_param) hash.update(name_hashes_[name(heap_.field(ref, 0))]);
    return hash.finish();
}

const Digest& Terms::level_hash(Ref ref) {
    const auto key = [](Ref level) { return level.is_boxed() ? 0 : level.offset(); };  // no object at offset 0
    std::vector<Ref> stack{ref};
    while (!stack.empty()) {
        const Ref top = stack.back();
        step();
        Ref children[2] = {Ref::boxed(0), Ref::boxed(0)};
        const unsigned count = levels_.contains(key(top)) ? 0 : sublevels(top, children);
        bool ready = true;
        for (unsigned i = 0; i < count; ++i)
            if (!levels_.contains(key(children[i]))) {
                stack.push_back(children[i]);
                ready = false;
            }
        if (!ready) continue;
        // The children are known, so this call goes no deeper.
        if (!levels_.contains(key(top))) levels_.emplace(key(top), hash_level_node(top));
        stack.pop_back();
    }
    return levels_.at(key(ref));
}

unsigned Terms::subterms(Ref ref, Ref children[3]) const {
    if (!heap_.is_any_constructor(ref)) heap_.fail(ref, "an expression");
    const auto take = [&](unsigned fields, unsigned scalars, unsigned first, unsigned count) {
        heap_.expect(ref, heap_.tag(ref), fields, cached + scalars, "an expression");
        for (unsigned i = 0; i < count; ++i) children[i] = heap_.field(ref, first + i);
        return count;
    };
    switch (heap_.tag(ref)) {
        case bound_variable:
        case sort:
        case literal: return take(1, 0, 0, 0);
        case constant: return take(2, 0, 0, 0);
        case application: return take(2, 0, 0, 2);
        case lambda:
        case forall: return take(3, 1, 1, 2);
        case let: return take(4, 1, 1, 3);
        case metadata: return take(2, 0, 1, 1);
        case projection: return take(3, 0, 2, 1);
        default: heap_.fail(ref, "an expression without free or meta variables");
    }
}

Digest Terms::hash_expression_node(Ref ref) {
    Ref children[3] = {Ref::boxed(0), Ref::boxed(0), Ref::boxed(0)};
    const unsigned count = subterms(ref, children);
    const auto digest = [&](Ref child) { return digests_[expressions_[child.offset() / 8] - 1]; };
    const unsigned tag = heap_.tag(ref);
    if (tag == metadata) return digest(children[0]);
    Blake2b hash;
    hash.update(expression_domain);
    hash.update(static_cast<std::uint8_t>(tag));
    for (unsigned i = 0; i < count; ++i) hash.update(digest(children[i]));
    switch (tag) {
        case bound_variable: hash.update_text(heap_.natural(heap_.field(ref, 0), "a variable's index")); break;
        case sort: hash.update(level_hash(heap_.field(ref, 0))); break;
        case constant: {
            const std::vector<Ref> levels = list(heap_.field(ref, 1), "a list of levels");
            hash.update(name_hashes_[name(heap_.field(ref, 0))]);
            hash.update_number(levels.size());
            for (const Ref level : levels) hash.update(level_hash(level));
            break;
        }
        case lambda:
        case forall:
        case let: hash.update(heap_.scalar(ref, cached)); break;
        case literal: {
            const Ref value = heap_.field(ref, 0);
            const bool is_number = heap_.is_constructor(value, 0, 1);
            if (!is_number) heap_.expect(value, 1, 1, 0, "a literal");
            hash.update(is_number ? 0 : 1);
            if (is_number) {
                hash.update_text(heap_.natural(heap_.field(value, 0), "a number"));
            } else {
                hash.update_text(heap_.string(heap_.field(value, 0), "a string literal"));
            }
            break;
        }
        case projection:
            hash.update(name_hashes_[name(heap_.field(ref, 0))]);
            hash.update_text(heap_.natural(heap_.field(ref, 1), "a field's index"));
            break;
        default: break;
    }
    return hash.finish();
}

const Digest& Terms::expression_hash(Ref ref) {
    expressions_.resize(heap_.size() / 8);
    const auto known = [&](Ref term) { return expressions_[term.offset() / 8] != 0; };
    std::vector<Ref> stack{ref};
    while (!stack.empty()) {
        const Ref top = stack.back();
        step();
        Ref children[3] = {Ref::boxed(0), Ref::boxed(0), Ref::boxed(0)};
        const unsigned count = subterms(top, children);  // also refuses scalars, before `known` indexes by them
        if (known(top)) {
            stack.pop_back();
            continue;
        }
        bool ready = true;
        for (unsigned i = 0; i < count; ++i) {
            if (!heap_.is_any_constructor(children[i])) heap_.fail(children[i], "an expression");
            if (!known(children[i])) {
                stack.push_back(children[i]);
                ready = false;
            }
        }
        if (!ready) continue;
        digests_.push_back(hash_expression_node(top));
        expressions_[top.offset() / 8] = static_cast<std::uint32_t>(digests_.size());
        stack.pop_back();
    }
    return digests_[expressions_[ref.offset() / 8] - 1];
}

void Terms::begin_walk() {
    visited_.resize(heap_.size() / 8);
    ++walk_;
}

void Terms::add_constant(NameId id, std::vector<NameId>& constants) {
    if (named_.size() <= id) named_.resize(texts_.size());
    if (named_[id] == walk_) return;
    named_[id] = walk_;
    constants.push_back(id);
}

void Terms::add_constants(Ref ref, std::vector<NameId>& constants) {
    std::vector<Ref> stack{ref};
    while (!stack.empty()) {
        const Ref top = stack.back();
        stack.pop_back();
        step();
        Ref children[3] = {Ref::boxed(0), Ref::boxed(0), Ref::boxed(0)};
        const unsigned count = subterms(top, children);
        std::uint32_t& last = visited_[top.offset() / 8];
        if (last == walk_) continue;
        last = walk_;
        const unsigned tag = heap_.tag(top);
        if (tag == constant || tag == projection) add_constant(name(heap_.field(top, 0)), constants);
        for (unsigned i = count; i > 0; --i) stack.push_back(children[i - 1]);
    }
}

}  // namespace olean
