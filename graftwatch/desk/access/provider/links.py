"""Who is who at the identity provider: linked by two people of the office, ended by one. Never by an e-mail address."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from graftwatch.desk.access import parties
from graftwatch.desk.access.access import manages
from graftwatch.desk.access.accounts import end_provider_link
from graftwatch.desk.access.approvals import use_approval
from graftwatch.desk.access.log_in_news import write_news
from graftwatch.desk.access.models import Account, LogInNews, ProviderLink, User
from graftwatch.desk.access.second_factor import has_second_factor
from graftwatch.desk.access.sessions import end_sessions
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.states.moving import NotYetError

SHOWN = 6
"""The last signs of an identifier, by which the second person knows which one they agree to."""


def token_of(issuer: str, subject: str) -> str:
    """What is kept of an identifier: the same words of another provider stand for somebody else."""
    return parties.keyed(f"identity provider {issuer} {subject}")


def whose(token: str) -> User | None:
    """The person whom two officers linked to this identifier."""
    rows = ProviderLink.objects.for_the_system("who comes in through the identity provider").select_related("user")
    found: ProviderLink | None = rows.filter(token=token).first()
    return found.user if found else None


def holds_a_second_factor(user: User) -> bool:
    """Or needs none, as in the demo. Without this, whoever runs the provider could set one up in a person's place."""
    return not settings.MFA_IS_REQUIRED or has_second_factor(user)


def link_of(account: Account) -> ProviderLink | None:
    rows = ProviderLink.objects.for_the_system("whether somebody logs in through the identity provider")
    found: ProviderLink | None = rows.select_related("linked_by").filter(user_id=account.user_id).first()
    return found


def link_verb(subject: str) -> str:
    """The act as a second person agrees to it: this identifier and no other, of which they see the last signs."""
    return f"access.link_to_provider.{parties.keyed(subject)[:16]}.{subject[-SHOWN:]}"


@action(may=manages, act="permission")
def link_to_provider(viewer: Viewer, account: Account, *, subject: str) -> ProviderLink:
    """From now on the provider's word about this identifier stands for the person's password.

    Raises NotYetError, NeedsASecondPersonError, Denied.
    """
    token = _free_token(viewer, account, subject)
    use_approval(viewer, link_verb(subject), account)
    made: ProviderLink = ProviderLink.objects.create(user=account.user, token=token, linked_by_id=viewer.user_id)
    write_news(account.user, LogInNews.Kind.PROVIDER_LINKED, by=viewer.user_id)
    return made


def _free_token(viewer: Viewer, account: Account, subject: str) -> str:
    provider = settings.IDENTITY_PROVIDER
    if provider is None:
        raise NotYetError(_("No identity provider is named here."))
    if account.user_id == viewer.user_id:
        raise Denied("Nobody links themselves: another access officer does it.")
    if not (account.lets_in and account.has_own_password and holds_a_second_factor(account.user)):
        raise NotYetError(_("First the person logs in with a password of their own and sets up a second factor."))
    if link_of(account) is not None:
        raise NotYetError(_("This person is linked already. End that first."))
    token = token_of(provider.issuer, subject)
    if whose(token) is not None:
        raise NotYetError(_("Somebody else is linked to this identifier."))
    return token


@action(may=manages, act="permission")
def end_link_to_provider(viewer: Viewer, account: Account) -> None:
    """The provider's word opens nothing any more; whoever came in by it, or otherwise, is logged out now."""
    if not end_provider_link(account.user):
        raise NotYetError(_("This person is not linked."))
    end_sessions(account.user)
    write_news(account.user, LogInNews.Kind.PROVIDER_UNLINKED, by=viewer.user_id)
