"""How forms look: a summary of what is wrong, then label, hint and control of every field."""

from django.forms.renderers import TemplatesSetting


class SunhandRenderer(TemplatesSetting):
    """Draws forms with the templates in `templates/forms/`."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
