"""Sessions of one person: ended all at once, or the oldest where there are more than a person may have.

Imported where needed: the table is allauth's, and the public door, which shares this package, does not install it.
"""

from __future__ import annotations

from graftwatch.desk.access.models import User


def end_sessions(user: User) -> None:
    """Log a person out everywhere, now."""
    from allauth.usersessions.models import UserSession

    for session in UserSession.objects.filter(user=user):
        session.end()


def end_the_oldest(user: User, *, at_most: int) -> int:
    """Keep the newest ones. Gives how many were ended."""
    from allauth.usersessions.models import UserSession

    # Those that are over were purged a moment ago, at log-in; purging again would take the new one for empty.
    too_many = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")[at_most:]
    for session in too_many:
        session.end()
    return len(too_many)
