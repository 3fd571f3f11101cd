from django import forms
from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "orgs"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from core import database, days
        from orgs.reauthentication import recent

        # Forms say what to do; Django's own words sound like a machine.
        forms.Field.default_error_messages["required"] = _("Please fill this in.")
        forms.ChoiceField.default_error_messages["required"] = _("Please choose one.")
        # "0001-01-01" and "9999-12-31" leave the calendar as soon as a zone or a week is counted.
        forms.DateField.default_validators = [days.near]
        forms.DateTimeField.default_validators = [days.near]
        user_logged_in.connect(recent.signed_in)
        pre_migrate.connect(database.create_roles, sender=self)
        post_migrate.connect(database.grant, sender=self)
