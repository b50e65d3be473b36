"""Accounts whose holder's business and licence do not explain that many people pay in and many are paid."""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.indicators import view

CARERS_AND_INSTITUTIONS = (
    *codes.HOLDER_KIND.in_group("medical"),
    *(kind for kind in codes.HOLDER_KIND.in_group("institution") if kind not in ("charity", "crowdfunding")),
)
NEED_A_PERMIT = ("charity", "crowdfunding", "medical_travel_firm")


@view(may_be_empty=["account.licensed", "account.person"])
def unlicensed_account(account: ibis.Table) -> ibis.Table:
    """One row is one account that neither its holder's kind nor a licence explains.

    A hospital, laboratory, insurer, employer or State office is left out unless the register says it has no licence;
    a charity, a crowdfunding platform or a medical-travel firm only where the register says that it has one, because
    those are names that anybody may give a company. Columns: account, person, facility, recorded_on.
    """
    kind = account.holder_kind.fill_null("unknown")
    licensed = account.licensed.fill_null("unknown")
    explained = (kind.isin(CARERS_AND_INSTITUTIONS) & (licensed != "no")) | (
        kind.isin(NEED_A_PERMIT) & (licensed == "yes")
    )
    return account.filter(~explained).select("person", "facility", "recorded_on", account="id")
