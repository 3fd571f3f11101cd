"""The product's settings, for a pulse whose mails come at night and on Sundays too."""

from okrsite.settings import *  # noqa: F403
from okrsite.settings import INSTALLED_APPS as PRODUCT

INSTALLED_APPS = [*PRODUCT, "tools.torture.apps.AnyHour"]
