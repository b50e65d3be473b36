"""The primitives give the answers that their standards print."""

import secrets

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from nacl import bindings
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.people.passphrase import key_of

SUNSCREEN = b" ".join(
    [
        b"Ladies and Gentlemen of the class of '99:",
        b"If I could offer you only one tip for the future, sunscreen would be it.",
    ]
)


def test_xchacha20_poly1305_gives_the_ciphertext_of_the_draft_a_3_1():
    """draft-irtf-cfrg-xchacha-03, appendix A.3.1."""
    key = bytes(range(0x80, 0xA0))
    nonce, more = bytes(range(0x40, 0x58)), bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(SUNSCREEN, more, nonce, key)
    expected = (
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52e"
    )
    assert sealed[:-16].hex() == expected
    assert sealed[-16:].hex() == "c0875924c1c7987947deafd8780acf49"


def test_x25519_agrees_on_the_secret_of_rfc_7748():
    """RFC 7748, section 6.1."""
    bob_public = bytes.fromhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    alice = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    assert bindings.crypto_scalarmult_base(alice).hex() == public
    shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    assert bindings.crypto_scalarmult(alice, bob_public).hex() == shared


def test_argon2id_gives_the_tag_of_rfc_9106_and_two_libraries_agree_on_ours():
    """RFC 9106, section 5.3, which libsodium's interface cannot ask for (a secret, four lanes): OpenSSL's answers it,
    and both answer alike for what we ask."""
    options = {"length": 32, "iterations": 3, "lanes": 4, "memory_cost": 32, "ad": b"\x04" * 12, "secret": b"\x03" * 8}
    tag = Argon2id(salt=b"\x02" * 16, **options).derive(b"\x01" * 32)
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    salt = bytes(range(16))
    theirs = Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=128 * 1024).derive(b"four odd words")
    assert key_of(" four  odd words ", salt, 3, 128 * 1024 * 1024) == theirs


def test_keyed_blake2b_gives_the_hash_of_the_reference():
    """BLAKE2 reference: blake2b keyed with 00..3f over the empty message, as printed in its KAT file."""
    digest = blake2b(b"", digest_size=64, key=bytes(range(64)), encoder=RawEncoder)
    assert digest.hex().startswith("10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786")


def test_a_sealed_box_opens_only_with_its_private_key():
    private, public = boxes.key_pair(bytes(32))
    assert boxes.unseal_with(private, boxes.seal_to(public, b"words")) == b"words"


def test_sizes_come_in_buckets():
    """From the outside a short note and a long one look alike up to the bucket's edge."""
    key = boxes.new_key()
    sizes = {
        n: len(boxes.seal(secrets.token_bytes(n), key, "place")) for n in (0, 1, 200, 255, 256, 500, 511, 512, 5000)
    }
    extra = 1 + 24 + 16
    assert {n: size - extra for n, size in sizes.items()} == {
        0: 256, 1: 256, 200: 256, 255: 256, 256: 512, 500: 512, 511: 512, 512: 1024, 5000: 8192,
    }  # fmt: skip
    for n in sizes:
        words = secrets.token_bytes(n)
        assert boxes.unseal(boxes.seal(words, key, "place"), key, "place") == words
