"""The demo's mail lies in a folder, one file a message, whole or not at all."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "cms.accounts.mail.EmlFileBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def test_a_mail_is_one_file_that_a_mail_reader_opens_and_files_stand_in_their_order(folder: Path) -> None:
    for subject in ("ข่าวแรก", "ข่าวที่สอง"):
        EmailMessage(subject, "สวัสดี", to=["a@example.org"]).send()
    files = sorted(folder.iterdir())
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert [mail["Subject"] for mail in mails] == ["ข่าวแรก", "ข่าวที่สอง"]
    assert "สวัสดี" in mails[0].get_content()
    assert {file.suffix for file in files} == {".eml"}


def test_a_mail_that_cannot_be_written_leaves_nothing_half_written(folder: Path) -> None:
    folder.parent.joinpath("mail").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="mail"):
        EmailMessage("Subject", "Body", to=["a@example.org"]).send()
    assert folder.read_text() == "a file where the folder should be"


def test_a_mail_to_nobody_is_not_written(folder: Path) -> None:
    assert EmailMessage("Subject", "Body").send() == 0
    assert not folder.exists() or list(folder.iterdir()) == []
