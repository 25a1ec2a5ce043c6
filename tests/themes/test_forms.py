"""A form that was refused says what is wrong beside the field, and keeps what was typed."""

from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from themes.patterns import SampleForm


def rendered(form: SampleForm, **more: str) -> str:
    return render_to_string("components/form.html", {"form": form} | more, request=RequestFactory().get("/"))


def test_an_error_stands_beside_its_field_and_is_read_with_it() -> None:
    html = rendered(SampleForm({"email": "ไม่ใช่อีเมล", "text": "สวัสดี"}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_what_was_typed_is_kept() -> None:
    html = rendered(SampleForm({"email": "ไม่ใช่อีเมล", "text": "สวัสดี"}))
    assert 'value="ไม่ใช่อีเมล"' in html
    assert "สวัสดี</textarea>" in html


def test_the_summary_leads_to_each_refused_field() -> None:
    html = rendered(SampleForm({"email": "a@example.org"}))
    assert 'href="#id_name"' in html
    assert 'href="#id_email"' not in html


def test_a_fresh_form_complains_of_nothing() -> None:
    html = rendered(SampleForm())
    assert "notice is-bad" not in html
    assert "errorlist" not in html


def test_the_token_is_there_inside_an_isolated_include() -> None:
    page = Template("{% include 'components/form.html' with form=form only %}")
    html = page.render(RequestContext(RequestFactory().post("/"), {"form": SampleForm()}))
    assert html.count('name="csrfmiddlewaretoken" value="') == 1


def test_a_form_with_a_file_can_carry_it() -> None:
    assert 'enctype="multipart/form-data"' in rendered(SampleForm())
