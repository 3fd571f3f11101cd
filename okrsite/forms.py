"""How forms look: Django's templates, overridden in `templates/django/forms/`."""

from django.forms.renderers import TemplatesSetting


class SunhandRenderer(TemplatesSetting):
    """Field groups with label, hint and error in the house style."""
