// BLAKE2b (RFC 7693), unkeyed, with 32-byte digests: the hash of Lean terms and of geometry statements.
// Chosen over SHA-256 because one 128-byte block holds a whole term node, which makes it several times faster here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace native {

using Digest = std::array<std::uint8_t, 32>;

class Blake2b {
public:
    Blake2b();
    void update(const void* data, std::size_t size);
    void update(std::uint8_t byte) { update(&byte, 1); }
    void update(const Digest& digest) { update(digest.data(), digest.size()); }
    // Eight bytes, little-endian.
    void update_number(std::uint64_t number);
    // The length first, so that no two sequences of texts run together.
    void update_text(std::string_view text);
    Digest finish();

private:
    void compress(bool last);

    std::array<std::uint64_t, 8> state_;
    std::array<std::uint8_t, 128> block_{};
    std::size_t filled_ = 0;
    std::uint64_t total_ = 0;
};

}  // namespace native
