// Reads damaged copies of a file with the reader's own sources; built with sanitizers by test_sanitized_olean.py.
//
//     fuzz_olean ROUNDS SEED FILE      prints how many copies were refused; any memory error ends the process
#include <algorithm>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "module.hpp"

namespace {

using Random = std::mt19937_64;

// One to four changes: a flipped bit, a random byte, a word moved from elsewhere, a step of eight, a cut.
std::vector<char> damaged(const std::string& whole, Random& random) {
    std::vector<char> copy(whole.begin(), whole.end());
    for (std::uint64_t change = 1 + random() % 4; change > 0 && copy.size() > 96; --change) {
        const std::size_t place = random() % copy.size();
        const std::size_t word = place / 8 * 8;
        const std::size_t source = (96 + random() % (whole.size() - 96)) / 8 * 8;
        switch (random() % 5) {
            case 0: copy[place] ^= static_cast<char>(1 << random() % 8); break;
            case 1: copy[place] = static_cast<char>(random()); break;
            case 2:
                if (word + 8 <= copy.size() && source + 8 <= whole.size())
                    std::memcpy(copy.data() + word, whole.data() + source, 8);
                break;
            case 3: copy[place] = static_cast<char>(copy[place] + 8); break;
            default:
                if (random() % 8 == 0) copy.resize(random() % copy.size() / 8 * 8);
        }
    }
    copy.shrink_to_fit();  // so that a read behind the end is a read outside the allocation
    return copy;
}

}  // namespace

int main(int, char** arguments) {
    Random random(std::stoull(arguments[2]));
    std::ifstream stream(arguments[3], std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(stream)), {});
    int refused = 0;
    for (int round = std::stoi(arguments[1]); round > 0; --round) {
        const std::vector<char> copy = damaged(whole, random);
        try {
            olean::read_module({copy.data(), copy.size()}, true, 20'000'000);
        } catch (const olean::Malformed&) {
            ++refused;
        }
    }
    std::cout << refused << "\n";
}
