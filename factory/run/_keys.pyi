"""Types of the native set of keys; see `native/keys/key_set.hpp`."""

class KeySet:
    """A set of keys of 16 bytes, in 16 bytes a slot; at most three quarters of the slots are taken."""

    def __init__(self, expected: int = 0) -> None:
        """With room for so many keys before it has to grow."""

    def __len__(self) -> int: ...
    def __contains__(self, key: bytes) -> bool: ...
    @property
    def nbytes(self) -> int:
        """The memory of all slots."""

    def insert_new(self, keys: bytes, room: int) -> tuple[bytes, int]:
        """Inserts keys in order until `room` new ones were found.

        Returns which were new, one bit a key and the first one lowest, and how many were looked at. Raises
        ValueError where the bytes are not whole keys.
        """
