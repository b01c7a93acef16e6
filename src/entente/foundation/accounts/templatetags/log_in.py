"""What the log-in pages need of a form field and of the address they stand at."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def govuk(field: BoundField) -> SafeString:
    """The field's input in the page's look, tied to its hint and its error for those who hear the page."""
    is_box = is_checkbox(field)
    classes = ["govuk-checkboxes__input" if is_box else "govuk-input govuk-input--width-20"]
    if field.errors and not is_box:
        classes.append("govuk-input--error")
    notes = [f"{field.id_for_label}-hint"] if field.help_text else []
    notes += [f"{field.id_for_label}-error"] if field.errors else []
    attributes: dict[str, str | bool] = {"class": " ".join(classes), "placeholder": False}
    if notes:
        attributes["aria-describedby"] = " ".join(notes)
    return field.as_widget(attrs=attributes)


@register.simple_tag
def passkeys_work_at(request: HttpRequest) -> bool:
    """Browsers tie passkeys to a name: they refuse numeric addresses, and names without TLS but for localhost."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


@register.simple_tag
def first_page() -> str:
    """Where a whole log-in begins."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)


@register.filter
def in_fours(secret: str) -> str:
    """A set-up key in groups of four, to be typed by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
