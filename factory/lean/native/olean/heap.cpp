// Checks of the .olean header and of every object in it. Layout: Lean 4's `lean.h` (objects) and `olean` version 2.
#include "heap.hpp"

#include <bit>
#include <cstring>

namespace olean {
namespace {

static_assert(std::endian::native == std::endian::little, ".olean files are read in place, so little-endian only");

constexpr std::uint64_t header_size = 88;
constexpr std::uint64_t first_object = header_size + 8;  // after the root pointer
constexpr unsigned greatest_constructor_tag = 243;
constexpr unsigned array_tag = 246;
constexpr unsigned scalar_array_tag = 248;
constexpr unsigned string_tag = 249;
constexpr unsigned mpz_tag = 250;
constexpr unsigned thunk_tag = 251;
constexpr unsigned task_tag = 252;
constexpr unsigned reference_tag = 253;

std::string at(std::uint64_t offset) { return " at byte " + std::to_string(offset); }

// Text up to the first NUL; the fields of the header are padded with NULs.
std::string_view padded(std::string_view field, const char* what) {
    const std::string_view text = field.substr(0, field.find('\0'));
    for (const char c : text)
        if (c < 0x20 || c > 0x7e) throw Malformed(std::string("unprintable ") + what + " in the header");
    return text;
}

// Strict: no overlong forms, no surrogates, nothing above U+10FFFF (Unicode 15, table 3-7).
bool is_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    std::size_t i = 0;
    while (i < text.size()) {
        const std::uint8_t b = byte(i);
        std::size_t more = 0;
        std::uint8_t low = 0x80;
        std::uint8_t high = 0xbf;
        if (b < 0x80) {
            ++i;
            continue;
        }
        if (b >= 0xc2 && b <= 0xdf) {
            more = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            more = 2;
            if (b == 0xe0) low = 0xa0;
            if (b == 0xed) high = 0x9f;
        } else if (b >= 0xf0 && b <= 0xf4) {
            more = 3;
            if (b == 0xf0) low = 0x90;
            if (b == 0xf4) high = 0x8f;
        } else {
            return false;
        }
        if (text.size() - i <= more || byte(i + 1) < low || byte(i + 1) > high) return false;
        for (std::size_t k = 2; k <= more; ++k)
            if ((byte(i + k) & 0xc0) != 0x80) return false;
        i += more + 1;
    }
    return true;
}

}  // namespace

template <typename T>
T Heap::load(std::uint64_t offset) const {
    T value;
    std::memcpy(&value, file_.data() + offset, sizeof value);
    return value;
}

Heap::Heap(std::string_view file) : file_(file) {
    if (file.size() < first_object) throw Malformed("shorter than an .olean header");
    if (file.substr(0, 5) != "olean") throw Malformed("not an .olean file");
    if (file[5] != 2) throw Malformed("unknown .olean version " + std::to_string(static_cast<std::uint8_t>(file[5])));
    if (file[6] != 1) throw Malformed("big numbers are not in GMP's format");
    if (file.size() % 8 != 0) throw Malformed("length is not a multiple of 8");
    version_ = padded(file.substr(7, 33), "version");
    commit_ = padded(file.substr(40, 40), "commit");
    base_ = load<std::uint64_t>(80);
    if (base_ % 8 != 0 || base_ + file.size() < base_) throw Malformed("impossible base address");
    starts_.resize(file.size() / 8);
    for (std::uint64_t offset = first_object; offset < file.size();) {
        const std::uint64_t size = check_object(offset);
        starts_[offset / 8] = true;
        offset += size;
    }
    root_ = check_pointer(load<std::uint64_t>(header_size), file.size());
}

bool Heap::starts_object(std::uint64_t offset) const {
    return offset % 8 == 0 && offset / 8 < starts_.size() && starts_[offset / 8];
}

// A pointer is the address that the object would have, were the file mapped at its base address.
Ref Heap::check_pointer(std::uint64_t bits, std::uint64_t holder) const {
    if (bits & 1) return Ref::boxed(bits >> 1);
    const std::uint64_t offset = bits - base_;
    if (bits < base_ || offset >= holder || !starts_object(offset)) throw Malformed("stray pointer" + at(holder));
    return Ref::object(offset);
}

// Checks the object at `offset` and returns its size, rounded up to a multiple of 8.
std::uint64_t Heap::check_object(std::uint64_t offset) {
    const std::uint64_t room = file_.size() - offset;  // at least 8, for both are multiples of 8
    const auto short_size = load<std::uint16_t>(offset + 4);
    const auto other = load<std::uint8_t>(offset + 6);
    const auto tag = load<std::uint8_t>(offset + 7);
    const auto need = [&](std::uint64_t size) {
        if (size > room) throw Malformed("object runs past the end of the file" + at(offset));
    };
    const auto check_fields = [&](std::uint64_t first, std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i) check_pointer(load<std::uint64_t>(first + 8 * i), offset);
    };
    // size and capacity of the three kinds of arrays; equal, for the compactor leaves no slack
    const auto counted = [&](std::uint64_t fixed, std::uint64_t unit) {
        need(fixed);
        const auto count = load<std::uint64_t>(offset + 8);
        if (count != load<std::uint64_t>(offset + 16)) throw Malformed("size and capacity differ" + at(offset));
        if (count > room / unit) throw Malformed("object runs past the end of the file" + at(offset));
        need(fixed + unit * count);
        return count;
    };
    std::uint64_t size = 0;
    if (load<std::int32_t>(offset) != 0) throw Malformed("reference count in a compacted object" + at(offset));
    if (tag <= greatest_constructor_tag) {
        size = short_size;
        if (size < 8 + 8ull * other) throw Malformed("constructor smaller than its fields" + at(offset));
        need(size);
        check_fields(offset + 8, other);
    } else if (tag == array_tag) {
        const auto count = counted(24, 8);
        check_fields(offset + 24, count);
        size = 24 + 8 * count;
    } else if (tag == scalar_array_tag) {
        if (other == 0 || other > 8) throw Malformed("impossible element size" + at(offset));
        size = 24 + other * counted(24, other);
    } else if (tag == string_tag) {
        const auto count = counted(32, 1);
        if (count == 0 || file_[offset + 32 + count - 1] != '\0') throw Malformed("unterminated string" + at(offset));
        size = 32 + count;
    } else if (tag == mpz_tag) {
        need(24);
        const auto limbs = load<std::int32_t>(offset + 12);
        const std::uint64_t count = limbs < 0 ? -static_cast<std::int64_t>(limbs) : limbs;
        need(24 + 8 * count);
        if (load<std::uint64_t>(offset + 16) != base_ + offset + 24) throw Malformed("stray limbs" + at(offset));
        size = 24 + 8 * count;
    } else if (tag == thunk_tag || tag == task_tag) {
        need(24);
        check_fields(offset + 8, 1);
        if (load<std::uint64_t>(offset + 16) != 0) throw Malformed("unevaluated thunk or task" + at(offset));
        size = 24;
    } else if (tag == reference_tag) {
        need(16);
        check_fields(offset + 8, 1);
        size = 16;
    } else {
        throw Malformed("object of unknown kind " + std::to_string(tag) + at(offset));
    }
    size = (size + 7) / 8 * 8;
    need(size);
    return size;
}

void Heap::fail(Ref ref, const char* what) const {
    throw Malformed(std::string("expected ") + what + (ref.is_boxed() ? ", found a scalar" : at(ref.offset())));
}

bool Heap::is_any_constructor(Ref ref) const {
    return !ref.is_boxed() && load<std::uint8_t>(ref.offset() + 7) <= greatest_constructor_tag;
}

bool Heap::is_constructor(Ref ref, unsigned tag, unsigned fields, unsigned scalars) const {
    if (!is_any_constructor(ref)) return false;
    const std::uint64_t offset = ref.offset();
    return load<std::uint8_t>(offset + 7) == tag && load<std::uint8_t>(offset + 6) == fields &&
           load<std::uint16_t>(offset + 4) >= 8 + 8 * fields + scalars;
}

void Heap::expect(Ref ref, unsigned tag, unsigned fields, unsigned scalars, const char* what) const {
    if (!is_constructor(ref, tag, fields, scalars)) fail(ref, what);
}

unsigned Heap::tag(Ref ref) const { return load<std::uint8_t>(ref.offset() + 7); }

unsigned Heap::fields(Ref ref) const { return load<std::uint8_t>(ref.offset() + 6); }

Ref Heap::field(Ref ref, unsigned index) const {
    if (index >= fields(ref)) fail(ref, "a field");
    return check_pointer(load<std::uint64_t>(ref.offset() + 8 + 8ull * index), ref.offset());
}

std::uint8_t Heap::scalar(Ref ref, unsigned byte) const {
    const std::uint64_t place = 8 + 8ull * fields(ref) + byte;
    if (place >= load<std::uint16_t>(ref.offset() + 4)) fail(ref, "a scalar field");
    return load<std::uint8_t>(ref.offset() + place);
}

std::uint64_t Heap::array_size(Ref ref, const char* what) const {
    if (ref.is_boxed() || tag(ref) != array_tag) fail(ref, what);
    return load<std::uint64_t>(ref.offset() + 8);
}

Ref Heap::array_at(Ref ref, std::uint64_t index) const {
    if (index >= array_size(ref, "an array")) fail(ref, "an array element");
    return check_pointer(load<std::uint64_t>(ref.offset() + 24 + 8 * index), ref.offset());
}

bool Heap::is_string(Ref ref) const { return !ref.is_boxed() && tag(ref) == string_tag; }

std::string_view Heap::string(Ref ref, const char* what) const {
    if (!is_string(ref)) fail(ref, what);
    const std::string_view text = file_.substr(ref.offset() + 32, load<std::uint64_t>(ref.offset() + 8) - 1);
    if (!is_utf8(text)) fail(ref, "UTF-8");
    return text;
}

std::string Heap::natural(Ref ref, const char* what) const {
    std::string bytes;
    if (ref.is_boxed()) {
        const std::uint64_t value = ref.value();
        bytes.assign(reinterpret_cast<const char*>(&value), sizeof value);
    } else {
        if (tag(ref) != mpz_tag || load<std::int32_t>(ref.offset() + 12) < 0) fail(ref, what);
        bytes = file_.substr(ref.offset() + 24, 8ull * load<std::int32_t>(ref.offset() + 12));
    }
    while (!bytes.empty() && bytes.back() == '\0') bytes.pop_back();
    return bytes;
}

}  // namespace olean
