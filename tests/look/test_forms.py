from decimal import Decimal
from typing import Any

from django import forms

from core.forms.widgets import Cards, ConfidencePicker, DateInput, Segments, Stepper, Ticks
from core.numbers import LocalDecimalField

ANSWERS = [("yes", "Yes"), ("no", "No")]


class Answer(forms.Form):
    value = LocalDecimalField(label="Now", widget=Stepper(unit="of 480", least=0))
    confidence = forms.ChoiceField(
        label="How sure are you?",
        widget=ConfidencePicker,
        choices=[("confident", "Confident"), ("unsure", "Unsure")],
    )
    stay = forms.ChoiceField(choices=ANSWERS, widget=Cards(hints={"yes": "You keep your place"}))
    way = forms.ChoiceField(choices=ANSWERS, widget=Segments)
    why = forms.MultipleChoiceField(choices=ANSWERS, widget=Ticks, required=False)
    note = forms.CharField(label="What changed?", help_text="One line", required=False)
    due_on = forms.DateField(widget=DateInput, required=False)
    agreed = forms.BooleanField(label="All agreed", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def drawn(**data: Any) -> str:
    return str(Answer(data) if data else Answer(initial={"value": Decimal("3.70")}))


def test_a_number_keeps_its_steps_unit_and_plain_figure() -> None:
    shown = drawn()

    assert 'value="3.7"' in shown
    assert 'inputmode="decimal"' in shown
    assert 'data-least="0"' in shown
    assert '<span class="unit">of 480</span>' in shown
    assert shown.count('aria-label="One less"') == 1


def test_answers_are_all_visible_in_their_shape() -> None:
    shown = drawn()

    assert shown.count("#ph-unsure") == 1
    assert "<b>Yes</b><span>You keep your place</span>" in shown
    assert shown.count('<div class="ticks">') == 2
    assert '<div class="seg">' in shown
    assert "<select" not in shown


def test_only_what_may_stay_empty_is_marked() -> None:
    shown = drawn()

    assert 'What changed? <span class="mute">if you like</span>' in shown
    assert "Now</label>" in shown


def test_a_hint_belongs_to_its_field() -> None:
    shown = drawn()

    assert '<span class="hint" id="id_note_helptext">One line</span>' in shown
    assert 'aria-describedby="id_note_helptext"' in shown


def test_what_is_wrong_is_summed_up_linked_and_said_at_the_field() -> None:
    """S1: an error summary that links to the fields; what was typed stays."""
    shown = drawn(value="3l8", stay="yes", way="no", note="Konya")

    assert 'class="note bad" role="alert"' in shown
    assert "2 fields need another look:" in shown
    assert '<a href="#id_value">Now</a>' in shown
    assert '<a href="#id_confidence">How sure are you?</a>' in shown
    assert 'aria-describedby="id_value_error"' in shown
    assert 'value="3l8"' in shown
    assert 'id="id_value_error"' in shown


def test_one_field_is_one_field() -> None:
    shown = drawn(value="x", stay="yes", way="no", confidence="unsure")

    assert "One field needs another look:" in shown


def test_hidden_fields_come_along_once() -> None:
    assert drawn().count('name="version"') == 1


def test_an_empty_field_is_told_what_to_do() -> None:
    shown = drawn(value="")

    assert "<span>Please fill this in.</span>" in shown
    assert "<span>Please choose one.</span>" in shown
