"""What is accepted as a document, by its content, and what is left of it."""

import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media import validation
from tests.media import samples

CSV = "จังหวัด,จำนวน\nเชียงใหม่,12\n"
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(60)

ACCEPTED = {
    "pdf": (samples.PDF, "x.pdf", "pdf"),
    "pdf named as a page": (samples.PDF, "x.html", "pdf"),
    "docx": (samples.office("wordprocessingml.document"), "x.docx", "docx"),
    "xlsx": (samples.office("spreadsheetml.sheet"), "x.zip", "xlsx"),
    "pptx": (samples.office("presentationml.presentation"), "x", "pptx"),
    "odt": (samples.opendocument("text"), "x.odt", "odt"),
    "ods": (samples.opendocument("spreadsheet"), "x.ods", "ods"),
    "odp": (samples.opendocument("presentation"), "x.odp", "odp"),
    "csv": (CSV.encode(), "x.csv", "csv"),
    "csv of an older office": (CSV.encode("cp874"), "x.csv", "csv"),
    "txt": ("ข้อความ < 5 และ > 3".encode(), "x.txt", "txt"),
    "text named as a page": (b"plain words", "x.html", "txt"),
    "vtt": (b"WEBVTT\n\n00:00.000 --> 00:01.000\nsawasdee\n", "x.txt", "vtt"),
    "mp3": (b"ID3\x04" + bytes(200), "x.mp3", "mp3"),
    "mp3 without a tag": (b"\xff\xfb\x90\x00" + bytes(200), "x.mp3", "mp3"),
    "m4a": (b"\x00\x00\x00\x1cftypM4A " + bytes(100), "x.m4a", "m4a"),
    "ogg": (b"OggS\x00" + bytes(100), "x.ogg", "ogg"),
    "mp4": (samples.mp4(), "x.mp4", "mp4"),
    "webm": (WEBM, "x.webm", "webm"),
}

REFUSED = {
    "svg": (samples.SVG, "x.pdf", "script"),
    "html": (samples.HTML, "x.txt", "script"),
    "html behind a comment": (b"<!-- hello --><p>x</p>", "x.txt", "script"),
    "script inside text": (b"name,value\n<script>alert(1)</script>,1\n", "x.csv", "script"),
    "script in utf-16": ("a,<script>alert(1)</script>".encode("utf-16"), "x.csv", "script"),
    "php": (b"<?php system($_GET['x']); ?>", "x.txt", "script"),
    "pdf with a script": (samples.PDF.replace(b"/Pages 2 0 R", b"/JS (app.alert)"), "x.pdf", "script"),
    "pdf with a script by another spelling": (
        samples.PDF.replace(b"/Pages 2 0 R", b"/S /J#61vaScript"),
        "x.pdf",
        "script",
    ),
    "pdf with a packed script": (samples.pdf_with_hidden_script(), "x.pdf", "script"),
    "pdf that is a page too": (samples.PDF.replace(b"1 0 obj", b"<html><body>", 1), "x.pdf", "script"),
    "pdf cut off": (samples.PDF[:-20], "x.pdf", "damaged"),
    "docm": (
        samples.office("wordprocessingml.document", **{"word/vbaProject.bin": "x"}),
        "x.docx",
        "macros",
    ),
    "odt with macros": (samples.opendocument("text", **{"Basic/script.xml": "x"}), "x.odt", "macros"),
    "plain zip": (samples.package({"a.txt": "x"}), "x.docx", "kind"),
    "jar": (samples.package({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), "x.docx", "kind"),
    "zip cut off": (samples.office("wordprocessingml.document")[:60], "x.docx", "damaged"),
    "program": (b"MZ\x90\x00" + bytes(200), "x.pdf", "kind"),
    "elf": (b"\x7fELF" + bytes(200), "x.txt", "kind"),
    "picture": (samples.jpeg(), "x.pdf", "kind"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "x.doc", "kind"),
    "matroska": (WEBM.replace(b"webm", b"matr"), "x.webm", "kind"),
    "mp3 with a page in its tag": (b"ID3\x04" + samples.HTML, "x.mp3", "script"),
    "nothing": (b"", "x.txt", "empty"),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_document_is_what_its_content_says(case: str) -> None:
    data, name, kind = ACCEPTED[case]
    assert validation.clean_document(ContentFile(data, name=name))[0].extension == kind


@pytest.mark.parametrize("case", REFUSED)
def test_a_document_that_is_not_on_the_list_or_carries_a_program_is_refused(case: str) -> None:
    data, name, reason = REFUSED[case]
    with pytest.raises(ValidationError) as refusal:
        validation.clean_document(ContentFile(data, name=name))
    assert refusal.value.code == reason


def test_a_zip_bomb_is_refused_by_what_it_says_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    big = samples.office("wordprocessingml.document", **{"word/a.xml": "0" * 450_000_000})
    assert len(big) < 1_000_000
    with pytest.raises(ValidationError) as refusal:
        validation.clean_document(ContentFile(big, name="x.docx"))
    assert refusal.value.code == "bomb"


def test_text_of_an_older_office_is_kept_as_utf_8() -> None:
    _kind, changed = validation.clean_document(ContentFile(CSV.encode("cp874"), name="x.csv"))
    assert changed is not None
    assert changed.read().decode() == CSV


def test_a_film_forgets_where_it_was_made_and_keeps_its_length() -> None:
    film = samples.mp4(b"+18.7883+098.9853+310.000/")
    _kind, changed = validation.clean_document(ContentFile(film, name="x.mp4"))
    assert changed is not None
    clean = changed.read()
    assert b"18.7883" not in clean
    assert b"+00.0000+000.0000" in clean
    assert len(clean) == len(film)


@pytest.mark.parametrize("stream", [b"xx", zlib.compress(b"")])
def test_a_pdf_of_countless_streams_is_refused_before_it_costs_time(stream: bytes) -> None:
    content = b"%PDF-1.4\n" + (b"/ObjStm stream\n" + stream) * 60_000 + b"%%EOF"
    with pytest.raises(ValidationError) as refusal:
        validation.clean_document(ContentFile(content, name="streams.pdf"))
    assert refusal.value.code == "bomb"


def test_a_script_behind_many_packed_streams_of_a_pdf_is_found() -> None:
    def packed(words: bytes) -> bytes:
        return b"/ObjStm stream\n" + zlib.compress(words) + b"\nendstream\n"

    many = b"".join(packed(b"word %d " % number * 2000) for number in range(20))
    content = b"%PDF-1.4\n" + many + packed(b"x" * 20_000 + b" /JS (app.alert(1))") + b"%%EOF"
    with pytest.raises(ValidationError) as refusal:
        validation.clean_document(ContentFile(content, name="script.pdf"))
    assert refusal.value.code == "script"
