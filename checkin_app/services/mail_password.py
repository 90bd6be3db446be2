"""The mail server's password: in the system's keyring if there is one, else asked for and never written down.

The keyring is loaded when it is asked for, because that takes its time, and whatever fails in it means that there is none.
"""

import contextlib

from checkin_app.services.smtp import MailServer

SERVICE = "checkin-desk e-mail"


def can_be_kept() -> bool:
    """Whether this computer has a keyring that keeps anything."""
    with contextlib.suppress(Exception):
        import keyring
        from keyring.backends import fail, null

        return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)
    return False


def kept(server: MailServer) -> str:
    """The password that was kept for a server's user; empty if none was, or the keyring stays locked."""
    with contextlib.suppress(Exception):
        import keyring

        return keyring.get_password(SERVICE, _account(server)) or ""
    return ""


def keep(server: MailServer, password: str) -> bool:
    """Keep a password, an empty one by forgetting it; whether that went well."""
    with contextlib.suppress(Exception):
        import keyring

        if password:
            keyring.set_password(SERVICE, _account(server), password)
        elif kept(server):
            keyring.delete_password(SERVICE, _account(server))
        return True
    return False


def _account(server: MailServer) -> str:
    return f"{server.user.strip()}@{server.host.strip()}"
