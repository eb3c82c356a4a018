"""Types of the native reader of .olean files; see `native/olean/bindings.cpp`."""

_Constant = tuple[str, int, int, list[str], bytes, list[str], list[str]]
_Extension = tuple[str, int, list[str]]

def read(
    file: bytes, hash_types: bool, max_steps: int
) -> tuple[
    str,
    str,
    bool,
    list[str],
    list[_Constant],
    list[str],
    list[_Extension],
    list[tuple[str, list[str]]],
]: ...
def blake2b(data: bytes) -> bytes: ...
