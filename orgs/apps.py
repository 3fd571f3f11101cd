from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "orgs"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        from orgs import database

        pre_migrate.connect(database.create_roles, sender=self)
        post_migrate.connect(database.grant, sender=self)
