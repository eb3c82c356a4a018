// BLAKE2b with a digest of 128 bits (RFC 7693), without a key.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace geometry {

// The two little-endian words of the digest.
std::array<std::uint64_t, 2> blake2b_128(std::span<const std::uint8_t> data);

}  // namespace geometry
