"""What becomes of somebody's role requests and affiliations when they leave."""

from cms.accounts import affiliations, role_papers
from cms.accounts.models import Affiliation, RoleRequest, RoleRequestEvent, User
from cms.accounts.representing import REQUEST_MOVES, RequestState
from cms.lifecycle.services import move

# Stored, not translated: it is data.
LEFT = "ออกจากแพลตฟอร์ม"
ERASED = "–"


def speak_for_nobody(user: User) -> None:
    """Inside the caller's transaction, which holds this person: open requests are withdrawn, affiliations end, and of all
    requests the papers and what the person wrote of themselves are erased."""
    requests = list(RoleRequest.objects.filter(user=user).order_by("pk"))
    for request in requests:
        if request.state == RequestState.ASKED:
            to = RequestState.WITHDRAWN
            move(subject=request, to=to, lifecycle=REQUEST_MOVES, events=RoleRequestEvent, actor=user, reason=LEFT)
    for affiliation in Affiliation.objects.filter(user=user, ended_at=None).select_related("user").order_by("pk"):
        affiliations.close(affiliation=affiliation, actor=user, reason=LEFT)
    role_papers.forget(requests)
    RoleRequest.objects.filter(user=user).update(position=ERASED, statement=ERASED)
