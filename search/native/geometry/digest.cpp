#include "digest.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace geometry {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t block_bytes = 128;
constexpr std::uint64_t digest_bytes = 16;
constexpr int block_rounds = 12;

constexpr std::array<std::uint64_t, 8> initial{
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

// In which order a round takes the words of the block; the eleventh round is as the first again.
constexpr std::array<std::array<std::uint8_t, 16>, 10> schedule{{
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}};

using Words = std::array<std::uint64_t, 16>;

void mix(Words& v, std::size_t a, std::size_t b, std::size_t c, std::size_t d, std::uint64_t x, std::uint64_t y) {
  v[a] += v[b] + x;
  v[d] = std::rotr(v[d] ^ v[a], 32);
  v[c] += v[d];
  v[b] = std::rotr(v[b] ^ v[c], 24);
  v[a] += v[b] + y;
  v[d] = std::rotr(v[d] ^ v[a], 16);
  v[c] += v[d];
  v[b] = std::rotr(v[b] ^ v[c], 63);
}

void compress(std::array<std::uint64_t, 8>& state, const Words& block, std::uint64_t count, bool last) {
  Words v;
  std::ranges::copy(state, v.begin());
  std::ranges::copy(initial, v.begin() + 8);
  v[12] ^= count;
  if (last) v[14] = ~v[14];
  for (int round = 0; round < block_rounds; ++round) {
    const auto& s = schedule[static_cast<std::size_t>(round % 10)];
    for (std::size_t i = 0; i < 4; ++i) mix(v, i, i + 4, i + 8, i + 12, block[s[2 * i]], block[s[2 * i + 1]]);
    for (std::size_t i = 0; i < 4; ++i)
      mix(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4, block[s[2 * i + 8]], block[s[2 * i + 9]]);
  }
  for (std::size_t i = 0; i < 8; ++i) state[i] ^= v[i] ^ v[i + 8];
}

}  // namespace

std::array<std::uint64_t, 2> blake2b_128(std::span<const std::uint8_t> data) {
  std::array<std::uint64_t, 8> state = initial;
  state[0] ^= 0x01010000 ^ digest_bytes;
  std::uint64_t count = 0;
  do {
    Words block{};
    const std::size_t size = std::min(data.size(), block_bytes);
    if (size > 0) std::memcpy(block.data(), data.data(), size);
    data = data.subspan(size);
    count += size;
    compress(state, block, count, data.empty());
  } while (!data.empty());
  return {state[0], state[1]};
}

}  // namespace geometry
