"""The public page that proves a certificate, its code to print, and its document."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.accounts.personal import personal
from media import private_files, serving
from search.memory import remember
from shop.certification import queries
from shop.certification.models import Certificate, State
from shop.certification.proofs import Proof, proof_of
from themes import qr


@require_safe
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """What a stranger who scans the code reads: what is certified, by whom, until when, and whether it still holds."""
    proof = _proof(key)
    context = {"proof": proof, "drawing": qr.svg(proof.address), "seo": proof.seo, "breadcrumbs": proof.breadcrumbs}
    return render(request, "shop/certification/certificate.html", context)


@require_safe
def code(request: HttpRequest, key: str) -> HttpResponse:
    """The code of that page, as a picture to print on a label."""
    proof = _proof(key)
    headers = {"Content-Disposition": serving.attachment(f"certificate-{key}.png")}
    return HttpResponse(qr.png(proof.address), content_type="image/png", headers=headers)


@personal
@require_safe
def document(request: HttpRequest, key: str) -> HttpResponseBase:
    """The document: for everybody where the certifier chose so, else for its holder and those who decide about it."""
    found = Certificate.objects.select_related("enterprise").filter(key=key).exclude(document="").first()
    if found is None or not (_is_public(found) or queries.may_see_document(request.user, found)):
        raise Http404
    called = _("certificate") + f"-{found.key}"
    return serving.respond(request, private_files.served(str(found.document.name), called=called))


def _is_public(one: Certificate) -> bool:
    return one.is_document_public and one.state == State.GRANTED and queries.proven(one.key) is not None


def _proof(key: str) -> Proof:
    today = timezone.localdate()
    found = remember(("certificate", key, today, get_language()), lambda: proof_of(key, today=today), is_asked=True)
    if found is None:
        raise Http404
    return found
