// The compacted heap of an .olean file: a sequence of Lean objects whose every size and pointer has been checked.
//
// The file may come from a process that a hostile proof took over, so nothing in it is believed. Opening a heap walks
// all objects once, in file order, and accepts only pointers to the start of an object that lies *before* the object
// that holds the pointer. (Lean's compactor writes children first.) The heap is therefore acyclic, and every accessor
// below stays inside the file. What an object means is left to its user, who asks for an expected shape.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace olean {

class Malformed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A field of an object: a boxed scalar, or the offset in the file of another object.
class Ref {
public:
    static Ref boxed(std::uint64_t value) { return Ref(value << 1 | 1); }
    static Ref object(std::uint64_t offset) { return Ref(offset); }
    bool is_boxed() const { return bits_ & 1; }
    std::uint64_t value() const { return bits_ >> 1; }
    std::uint64_t offset() const { return bits_; }

private:
    explicit Ref(std::uint64_t bits) : bits_(bits) {}
    std::uint64_t bits_;
};

class Heap {
public:
    // Checks the header and all objects; throws Malformed. Keeps a view of `file`, which must outlive the heap.
    explicit Heap(std::string_view file);

    std::string_view version() const { return version_; }
    std::string_view commit() const { return commit_; }
    Ref root() const { return root_; }
    std::size_t size() const { return file_.size(); }

    // True for a constructor object with this tag, number of fields and at least this many bytes of scalars.
    bool is_constructor(Ref ref, unsigned tag, unsigned fields, unsigned scalars = 0) const;
    // The same as a demand: `what` names the thing expected in the error message.
    void expect(Ref ref, unsigned tag, unsigned fields, unsigned scalars, const char* what) const;
    // For a constructor object (boxed scalars have no tag here; see is_boxed).
    bool is_any_constructor(Ref ref) const;
    unsigned tag(Ref ref) const;
    unsigned fields(Ref ref) const;
    Ref field(Ref ref, unsigned index) const;
    // A byte of the scalar area, which follows the fields.
    std::uint8_t scalar(Ref ref, unsigned byte) const;

    // Arrays of objects.
    std::uint64_t array_size(Ref ref, const char* what) const;
    Ref array_at(Ref ref, std::uint64_t index) const;

    bool is_string(Ref ref) const;
    // Valid UTF-8 without the terminating NUL.
    std::string_view string(Ref ref, const char* what) const;

    // A natural number as little-endian bytes without leading zeros; zero is empty.
    std::string natural(Ref ref, const char* what) const;

    [[noreturn]] void fail(Ref ref, const char* what) const;

private:
    template <typename T>
    T load(std::uint64_t offset) const;
    std::uint64_t check_object(std::uint64_t offset);
    Ref check_pointer(std::uint64_t bits, std::uint64_t holder) const;
    bool starts_object(std::uint64_t offset) const;

    std::string_view file_;
    std::string_view version_;
    std::string_view commit_;
    std::uint64_t base_ = 0;
    std::vector<bool> starts_;  // one bit per eight bytes: an object starts here
    Ref root_ = Ref::boxed(0);
};

}  // namespace olean
