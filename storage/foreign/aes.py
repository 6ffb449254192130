"""AES with 128 bits in CBC mode, encrypting only: the newest PDFs tell by it what their password is not.

Source: FIPS 197. It keeps no secret here, so it need not take the same time for every key, nor be fast.
"""

_ROUNDS = 10
_WORDS = 4 * (_ROUNDS + 1)


def _doubled(byte: int) -> int:
    return (byte << 1) ^ (0x11B if byte & 0x80 else 0)


def _substitutes() -> list[int]:
    """Return the S-box, made of the powers of 3 and their inverses (FIPS 197, 5.1.1)."""
    powers = [1]
    for _ in range(254):
        powers.append(powers[-1] ^ _doubled(powers[-1]))
    box = [0x63] * 256
    for place, power in enumerate(powers):
        inverse = powers[-place % 255]
        rotated = 0
        for turn in range(5):
            rotated ^= inverse << turn
        box[power] = (rotated ^ (rotated >> 8)) & 0xFF ^ 0x63
    return box


_BOX = _substitutes()
_COLUMNS = [bytes((_doubled(box), box, box, _doubled(box) ^ box)) for box in _BOX]
_MIXED = [[int.from_bytes((column * 2)[4 - turn : 8 - turn]) for column in _COLUMNS] for turn in range(4)]
"""What a byte of each row adds to its column after SubBytes and MixColumns."""


def encrypted(key: bytes, start: bytes, content: bytes) -> bytes:
    """Return the content, whole blocks of 16 bytes, encrypted with that key and initialization vector."""
    keys, result, before = _schedule(key), bytearray(), int.from_bytes(start)
    for at in range(0, len(content), 16):
        before = _block(keys, before ^ int.from_bytes(content[at : at + 16]))
        result += before.to_bytes(16)
    return bytes(result)


def _schedule(key: bytes) -> list[int]:
    words, constant = [int.from_bytes(key[at : at + 4]) for at in range(0, 16, 4)], 1
    for place in range(4, _WORDS):
        word = words[-1]
        if place % 4 == 0:
            word = _substituted((word << 8 | word >> 24) & 0xFFFFFFFF) ^ constant << 24
            constant = _doubled(constant)
        words.append(words[-4] ^ word)
    return words


def _substituted(word: int) -> int:
    return int.from_bytes(bytes(_BOX[byte] for byte in word.to_bytes(4)))


def _block(keys: list[int], block: int) -> int:
    first, second, third, fourth = _MIXED
    a, b, c, d = (block >> 96 ^ keys[0], block >> 64 & 0xFFFFFFFF ^ keys[1],
                  block >> 32 & 0xFFFFFFFF ^ keys[2], block & 0xFFFFFFFF ^ keys[3])  # fmt: skip
    for at in range(4, 4 * _ROUNDS, 4):
        a, b, c, d = (
            first[a >> 24] ^ second[b >> 16 & 255] ^ third[c >> 8 & 255] ^ fourth[d & 255] ^ keys[at],
            first[b >> 24] ^ second[c >> 16 & 255] ^ third[d >> 8 & 255] ^ fourth[a & 255] ^ keys[at + 1],
            first[c >> 24] ^ second[d >> 16 & 255] ^ third[a >> 8 & 255] ^ fourth[b & 255] ^ keys[at + 2],
            first[d >> 24] ^ second[a >> 16 & 255] ^ third[b >> 8 & 255] ^ fourth[c & 255] ^ keys[at + 3],
        )
    last = 4 * _ROUNDS
    result = 0
    for turn, (one, two, three, four) in enumerate(((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c))):
        word = one & 0xFF000000 | two & 0xFF0000 | three & 0xFF00 | four & 0xFF
        result = result << 32 | (_substituted(word) ^ keys[last + turn])
    return result
