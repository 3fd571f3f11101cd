from django.apps import AppConfig


class OkrsiteConfig(AppConfig):
    name = "okrsite"
