"""Settings, all from the environment. A missing secret fails at start."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from core.logs import config, hide_words, render_exception, write_line
from okrsite.environment import database, env, queue_url, refuse_unknown

BASE_DIR = Path(__file__).resolve().parent.parent


# --- The site -----------------------------------------------------------------
SECRET_KEY = env.str("SUNHAND_SECRET_KEY")
DEBUG = env.bool("SUNHAND_DEBUG", False)
DEMO = env.bool("SUNHAND_DEMO", False)
DEMO_CAST = "tools.demo.cast.CAST"
SIGN_UP = env.bool("SUNHAND_SIGN_UP", True)
BASE_URL = env.str("SUNHAND_BASE_URL", "http://localhost:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.names("SUNHAND_ALLOWED_HOSTS", "") or [
    urlsplit(BASE_URL).hostname or "127.0.0.1"
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
PRODUCT_NAME = "Sunhand"

PRODUCT = [  # each imports from those before it alone
    "core",
    "charts",
    "orgs",
    "nudges",
    "themes",
    "teams",
    "okrs",
    "checkins",
    "reviews",
    "pages",
    "okrsite",
]
INSTALLED_APPS = [
    *PRODUCT,
    *(["tools"] if DEMO else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "core.server.access_log.access_log",
    "orgs.middleware.outside_first",
    "django.middleware.security.SecurityMiddleware",
    "orgs.middleware.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "orgs.middleware.readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "orgs.sign_in.sessions.session_life",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "orgs.middleware.account_language",
    "orgs.middleware.nothing_kept",
    "nudges.waiting_count.counts_anew",  # outside of the transaction that tenancy opens
    "orgs.middleware.tenancy",
]

ROOT_URLCONF = "okrsite.urls"
WSGI_APPLICATION = "okrsite.wsgi.application"
ASGI_APPLICATION = "okrsite.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "pages.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "core.templatetags.formatting",
                "core.templatetags.links",
                "core.templatetags.signs",
                "okrs.templatetags.confidence",
                "orgs.templatetags.terms",
            ],
        },
    }
]
FORM_RENDERER = "core.forms.renderer.SunhandRenderer"


# --- Database, cache, queue ---------------------------------------------------
DATABASES = {
    "default": database(
        env.dj_db_url("DATABASE_URL"),
        role=env.str("SUNHAND_DATABASE_ROLE", "sunhand_web"),
        wait_seconds=env.float("SUNHAND_DATABASE_WAIT", 6),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.redis_url("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "core.cache.SteadyCache",  # a stopped Redis must not stop pages
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
        },
    }
}

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "") or queue_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # and not rejected where its process dies: it would kill the next one
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 60  # the process is killed; a task may have a shorter or longer one
CELERY_WORKER_POOL = "prefork"  # the only pool in which time limits work
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KB; a larger process is replaced after its task
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 1,
    "socket_timeout": 3,  # longer than a worker waits for the next message in one go
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ROUTES = {  # whatever calls other hosts has a queue and a worker of its own
    name: {"queue": "outgoing"} for name in ("themes.post_out", "orgs.provider_refresh")
}
CELERY_TASK_PUBLISH_RETRY = False  # the next tick finds the row; a page never waits for the broker
CELERY_TIMEZONE = "UTC"

# --- Mail ---------------------------------------------------------------------
_mail = env.mail_server("EMAIL_URL", "smtp://127.0.0.1:1025")
EMAIL_BACKEND = _mail.backend
EMAIL_HOST = _mail.host
EMAIL_PORT = _mail.port
EMAIL_HOST_USER = _mail.user
EMAIL_HOST_PASSWORD = _mail.password
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 15
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("ANYMAIL_")
}
MAIL_FOLDER = env.str("SUNHAND_MAIL_FOLDER", "")  # where the demo's mail server keeps what is sent
if MAIL_FOLDER and not DEMO:  # administrators read there the mails of all, whose links act for them
    raise ImproperlyConfigured("SUNHAND_MAIL_FOLDER is for the demo alone: take it away.")
KEEP_MAILS_MONTHS = env.int("SUNHAND_KEEP_MAILS_MONTHS", 12)
DEFAULT_FROM_EMAIL = env.str("SUNHAND_MAIL_FROM", f"{PRODUCT_NAME} <sunhand@localhost>")

# --- Pulse ---------------------------------------------------------------------
KEYS_FOLDER = env.str("SUNHAND_KEYS_FOLDER", "")  # of its web and worker alone, and in no backup

# --- Outgoing calls -----------------------------------------------------------
PRIVATE_HOSTS = env.names(
    "SUNHAND_PRIVATE_HOSTS", ""
)  # may lie in a private network and speak http

# --- Sign-in ------------------------------------------------------------------
AUTH_USER_MODEL = "orgs.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "orgs.sign_in.adapters.AccountAdapter"
_forms = {
    "login": "LoginForm",
    "request_login_code": "CodeForm",
    "confirm_login_code": "ConfirmCodeForm",
    "reset_password": "ResetForm",
}
ACCOUNT_FORMS = {name: f"orgs.sign_in.forms.{form}" for name, form in _forms.items()}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Accounts come by founding and by invitation; both a code and a first password come by mail.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# `core.limits`: what ends with _known is the allowance of a browser that is known.
ACCOUNT_RATE_LIMITS = {
    "mail": "20/m/ip,3/m/key,12/d/key",
    "mail_known": "3/m/key,20/d/key",
    "password": "20/m/ip,5/300s/key",
    "password_known": "10/300s/key",
    "sign_up_mail": "10/h/ip",
    "again_code": "5/600s/user",
    "login_failed": "5/300s/key",  # of the second factor, by account
    "login": None,
    "request_login_code": None,
    "reset_password": None,
}
MFA_RATE_LIMITS = {"webauthn_login": None}  # nothing to guess, and always a way in
RECENT_MINUTES = env.int("SUNHAND_RECENT_MINUTES", 15)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * RECENT_MINUTES
SESSION_DAYS = env.int("SUNHAND_SESSION_DAYS", 30)
SESSION_IDLE_DAYS = env.int("SUNHAND_SESSION_IDLE_DAYS", 21)
ADDRESS_CHANGE_HOURS = env.int("SUNHAND_ADDRESS_CHANGE_HOURS", 72)
MFA_ADAPTER = "orgs.sign_in.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    name: f"orgs.sign_in.second_factor_forms.{form}"
    for name, form in {
        "add_webauthn": "PasskeyForm",
        "edit_webauthn": "PasskeyNameForm",
        "authenticate_webauthn": "PasskeyAnswerForm",
        "login_webauthn": "PasskeySignInForm",
        "reauthenticate_webauthn": "PasskeyAgainForm",
        "authenticate": "SecondFactorForm",
        "reauthenticate": "SecondFactorAgainForm",
        "activate_totp": "AuthenticatorAppForm",
    }.items()
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # so a passkey alone is two factors
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = PRODUCT_NAME
MFA_TOTP_TOLERANCE = 1  # clocks of phones are a little off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts come by a code that was mailed: all are verified
SOCIALACCOUNT_ADAPTER = "orgs.sign_in.adapters.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that ends elsewhere is none of form-action's
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SUNHAND_TRUSTED_PROXIES", 0)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Browser ------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Browsers take a __Host- cookie by https alone, from this very host, for all of its paths.
_cookies = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_cookies}sessionid"
CSRF_COOKIE_NAME = f"{_cookies}csrftoken"
DEVICE_COOKIE_NAME = f"{_cookies}device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True  # pages carry the token themselves
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # a roster of 5 MB comes back from its preview
SESSION_COOKIE_AGE = 60 * 60 * 24 * SESSION_DAYS
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = ", ".join(
    [
        # A projector, a copied link, a passkey, the sound of the clock.
        *(
            f"{feature}=(self)"
            for feature in (
                "autoplay",
                "clipboard-write",
                "fullscreen",
                "publickey-credentials-create",
                "publickey-credentials-get",
            )
        ),
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "bluetooth",
                "camera",
                "clipboard-read",
                "display-capture",
                "encrypted-media",
                "geolocation",
                "gyroscope",
                "hid",
                "idle-detection",
                "local-fonts",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "picture-in-picture",
                "screen-wake-lock",
                "serial",
                "usb",
                "xr-spatial-tracking",
            )
        ),
    ]
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# --- Language and time --------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German")), ("tr", _("Turkish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files -------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or DEMO

# --- Logging ------------------------------------------------------------------
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        render_exception,
        hide_words,
        write_line,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
)
LOGGING = config(env.str("SUNHAND_LOG_LEVEL", "INFO"))
LOGGING_CONFIG = "core.logs.configure"

refuse_unknown()
