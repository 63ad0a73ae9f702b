"""Case files at rest, sealed with a passphrase by scrypt and AES-GCM: an altered file does not open."""

import base64
import json
import os
import unicodedata
from typing import Any

from pydantic import ValidationError

from regimelab.errors import InvalidInput, Problem, UsageError
from regimelab.reading.problems import key_path
from regimelab.screening.case import SCHEMA_VERSION, Screening
from regimelab.screening.chain import spelled, verify

SCHEMA = "regimelab.screening.sealed"
VERSION = 1
COST, BLOCK, LANES = (
    2**17,
    8,
    1,
)  # OWASP Password Storage Cheat Sheet, scrypt: N = 2^17, r = 8, p = 1 (128 MiB)
COSTLIEST = 2**20  # a header that asks for more memory than this is not one of ours
SHORTEST = (
    12  # characters of a passphrase; NIST SP 800-63B asks for 8 where attempts are limited, these are not
)
REMEDY = "Give a file that 'regimelab screen new' wrote."
WRONG = "the passphrase is wrong, or the file was altered or damaged."


def refuse_weak(passphrase: str) -> None:
    """Refuse a passphrase that could be guessed by trying."""
    if len(passphrase) < SHORTEST:
        what = (
            f"it has {len(passphrase)} characters; a file that leaves the house is guessed at without limit."
        )
        raise UsageError(
            Problem("passphrase", what, f"Take at least {SHORTEST} characters, such as four random words.")
        )


def seal(case: Screening, passphrase: str, cost: int = COST) -> bytes:
    """Encrypt a case; the header is readable and bound to the contents, which are not."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    header: dict[str, Any] = {
        "schema": f"{SCHEMA}/{VERSION}",
        "id": case.id,
        "kdf": {"name": "scrypt", "n": cost, "r": BLOCK, "p": LANES, "salt": _text(salt)},
        "cipher": {"name": "AES-256-GCM", "nonce": _text(nonce)},
    }
    clear = json.dumps(spelled(case), ensure_ascii=False).encode()
    sealed = AESGCM(_key(passphrase, salt, cost)).encrypt(nonce, clear, _bound(header))
    return f"{json.dumps({**header, 'sealed': _text(sealed)}, indent=1)}\n".encode()


def unseal(raw: bytes, passphrase: str, where: str, anchor: str = "") -> Screening:
    """Decrypt a case and hold it against its own log; everything that keeps it from being read is named."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header, sealed, salt, nonce = _opened(raw, where)
    key = _key(passphrase, salt, header["kdf"]["n"])
    try:
        clear = AESGCM(key).decrypt(nonce, sealed, _bound(header))
    except InvalidTag:
        raise InvalidInput(Problem(where, WRONG, "Try again, or find the file as it was saved.")) from None
    case = read_case(json.loads(clear), where)
    if case.id != header["id"]:
        raise InvalidInput(Problem(where, "its header names another case.", REMEDY))
    verify(case, where, anchor)
    return case


def read_case(raw: object, where: str) -> Screening:
    """Read a case from JSON; one from a newer version is refused by its version, not by its keys."""
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        newer = f"case format {version}; this reads {SCHEMA_VERSION}"
        what = f"it was written by a newer version of regimelab ({newer})."
        raise InvalidInput(Problem(where, what, "Install that version or a newer one."))
    try:
        return Screening.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        problems = [
            Problem(f"{where}: {key_path(one['loc'])}", f"{one['msg']}.", REMEDY) for one in error.errors()
        ]
        raise InvalidInput(problems) from error


def _opened(raw: bytes, where: str) -> tuple[dict[str, Any], bytes, bytes, bytes]:
    """Read the header: what it is, how its key is made; nothing of it is trusted yet."""
    try:
        header = json.loads(raw)
        schema, _, version = str(header["schema"]).rpartition("/")
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(Problem(where, "it is not a case file.", REMEDY)) from error
    if schema != SCHEMA:
        raise InvalidInput(Problem(where, f"it is not a case file ({SCHEMA}).", REMEDY))
    if not version.isdigit() or int(version) > VERSION:
        what = f"it was sealed by a newer version of regimelab (seal {version}; this opens {VERSION})."
        raise InvalidInput(Problem(where, what, "Install that version or a newer one."))
    try:
        sealed = base64.b64decode(header.pop("sealed"), validate=True)
        salt = base64.b64decode(header["kdf"]["salt"], validate=True)
        nonce = base64.b64decode(header["cipher"]["nonce"], validate=True)
        known = (header["kdf"]["name"], header["kdf"]["r"], header["kdf"]["p"], header["cipher"]["name"])
        cost = header["kdf"]["n"]
        named = isinstance(header["id"], str)
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(Problem(where, "its header is damaged.", REMEDY)) from error
    sound = known == ("scrypt", BLOCK, LANES, "AES-256-GCM") and named and len(nonce) == 12
    if not sound or not isinstance(cost, int) or not 2 <= cost <= COSTLIEST or cost & (cost - 1):
        raise InvalidInput(Problem(where, "its header asks for a cipher that is not ours.", REMEDY))
    return header, sealed, salt, nonce


def _key(passphrase: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=cost, r=BLOCK, p=LANES).derive(
        unicodedata.normalize("NFKC", passphrase).encode()
    )


def _bound(header: dict[str, Any]) -> bytes:
    """Spell the header as it is bound to the contents: altering it makes them unreadable."""
    return json.dumps(header, sort_keys=True, separators=(",", ":")).encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
