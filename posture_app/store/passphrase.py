"""The passphrase of the therapist's database, and whether it needs one; nothing is opened for that.

Apart from what opens it, which takes SQLAlchemy: Settings show this at the start.
"""

from hashlib import pbkdf2_hmac
from importlib.util import find_spec
from pathlib import Path
from secrets import token_bytes
from typing import Final

from posture_app.store.errors import told
from posture_app.store.files import require_file

_PLAIN: Final = b"SQLite format 3\0"
"""What a database that is not encrypted begins with."""
_SALT_BYTES: Final = 16
_ROUNDS: Final = 256_000
"""SQLCipher's own, so that its other tools open the database with the passphrase, too."""


def is_encrypted(path: Path) -> bool:
    """Whether the file at `path` cannot be read without a passphrase; a damaged one may seem so.

    Raises:
        StoreError: It cannot be read.
    """
    with told(path):
        require_file(path)
        if not path.exists():
            return False
        with path.open("rb") as file:
            begin = file.read(len(_PLAIN))
    return begin not in {b"", _PLAIN}


def can_encrypt() -> bool:
    """Whether what encrypts is installed (`posture-app[encryption]`)."""
    return find_spec("sqlcipher3") is not None


class Passphrase:
    """What opens databases: it makes a key of each, which is slow on purpose; empty: no key.

    SQLCipher would derive the key by the same rule, but for each connection anew. A key that was
    made is kept, so that a thread may make it before the database is opened.
    """

    def __init__(self, words: str) -> None:
        self._words = words
        self._keys: dict[bytes, str] = {}

    @classmethod
    def of(cls, words: "str | Passphrase") -> "Passphrase":
        """The passphrase with these words, or itself with the keys that it has made."""
        return words if isinstance(words, Passphrase) else cls(words)

    def __bool__(self) -> bool:
        return bool(self._words)

    def key_of(self, path: Path) -> str:
        """The key of the database at `path`, a new one for an empty file.

        Raises:
            StoreError: The file cannot be read.
        """
        if not self._words:
            return ""
        require_file(path)
        with told(path), path.open("rb") as file:
            salt = file.read(_SALT_BYTES)
        if not salt:
            return self.new_key()
        salt = salt.ljust(_SALT_BYTES, b"\0")
        if salt not in self._keys:
            self._keys[salt] = self._key(salt)
        return self._keys[salt]

    def new_key(self) -> str:
        """The key of a database that is to be made."""
        return self._key(token_bytes(_SALT_BYTES)) if self._words else ""

    def _key(self, salt: bytes) -> str:
        """As SQLCipher 4 takes a key with its salt, which is what such a database begins with."""
        key = pbkdf2_hmac("sha512", self._words.encode(), salt, _ROUNDS, 32)
        return f"x'{key.hex()}{salt.hex()}'"
