import sys

import dj_database_url
import dj_email_url
from celery.schedules import crontab
from csp.constants import NONE, SELF

from simetro.config import BASE_DIR, get_config
from simetro.embedded import embedded_urls

config = get_config()

SECRET_KEY = config.secret_key
FIELD_KEY = config.field_key
DEBUG = False  # also in the demo, so that it shows the pages that people get when something is wrong
RELAXED = config.debug
ALLOWED_HOSTS = config.hosts or (["*"] if RELAXED else [])
PUBLIC_URL = config.site_url
VAR_DIR = config.simetro_var
RATE_LIMIT_FACTOR = config.rate_limit_factor
TRUSTED_PROXIES = config.trusted_proxies
OIDC_ISSUER = config.oidc_issuer
OIDC_CLIENT_ID = config.oidc_client_id
OIDC_CLIENT_SECRET = config.oidc_client_secret
OIDC_ROLE_CLAIM = config.oidc_role_claim
OIDC_ROLES = config.roles

INSTALLED_APPS = [
    "simetro",
    "portal",
    "simetro.reports",
    "certificates",
    "services",
    "uttp",
    "simetro.core",
    "allauth",
    "allauth.account",
    "guardian",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "ninja",
    "simetro.core.settings.admin_apps.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "simetro.core.web.middleware.LanguageMiddleware",
    "simetro.core.rest.middleware.ProblemMiddleware",
    "simetro.core.web.middleware.DomainErrorMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simetro.core.accounts.middleware.EOfficeMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "simetro.urls"
WSGI_APPLICATION = "simetro.wsgi.application"
FORM_RENDERER = "simetro.core.web.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "simetro.core.web.context_processors.office",
            ],
        },
    },
]

# `prepare` changes tables as their owner; every other process runs in a role that can only add to the log.
AS_OWNER = "prepare" in sys.argv[1:2]
_application_url, _owner_url = (
    (config.database_url, config.database_admin_url or config.database_url)
    if config.database_url
    else embedded_urls(config.simetro_var)
)
APPLICATION_ROLE = dj_database_url.parse(_application_url)["USER"]
DATABASES = {
    "default": dj_database_url.parse(
        _owner_url if AS_OWNER else _application_url, conn_max_age=600, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": config.celery_broker_url}
    if config.celery_broker_url
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # of 300, a few hundred strangers would push out who failed to sign in
    }
}
STORAGES = {
    "default": {
        "BACKEND": "simetro.core.db.storage.FrozenStorage",
        "OPTIONS": {"location": config.files_dir, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if RELAXED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = RELAXED

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["simetro.core.accounts.adapters.Backend"]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # what was handed out is asked of <noun>_for(user), not of a backend
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "simetro.core.accounts.adapters.Adapter"
ACCOUNT_FORMS = {
    "login": "simetro.core.accounts.forms.LoginForm",
    "signup": "simetro.core.accounts.forms.SignupForm",
    "confirm_email_verification_code": "simetro.core.accounts.forms.EmailCodeForm",
    "reset_password_from_key": "simetro.core.accounts.forms.NewPasswordForm",
    "confirm_password_reset_code": "simetro.core.accounts.forms.ResetCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # of whom, says the adapter
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "simetro.core.accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "simetro.core.accounts.forms.SecondStepForm",
    "authenticate_webauthn": "simetro.core.accounts.forms.SecondStepPasskeyForm",
    "login_webauthn": "simetro.core.accounts.forms.PasskeyLoginForm",
    "reauthenticate": "simetro.core.accounts.forms.ConfirmByCodeForm",
    "reauthenticate_webauthn": "simetro.core.accounts.forms.ConfirmByPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute of a phone's clock; a code counts once all the same
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"} if RATE_LIMIT_FACTOR else False
ACCOUNT_SESSION_REMEMBER = False
# `key` is an account and an address (see the adapter); a whole office may sit behind one address.
ACCOUNT_RATE_LIMITS = (
    {"login": "30/m/ip", "login_failed": "5/15m/key,50/15m/ip", "reauthenticate": "10/m/user"}
    if RATE_LIMIT_FACTOR
    else False
)

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

if config.email_url:
    vars().update(dj_email_url.parse(config.email_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = config.email_from
BOUNCE_ADDRESS = config.bounce_address
WHATSAPP_URL, WHATSAPP_TOKEN, WHATSAPP_TEMPLATE = config.whatsapp_url, config.whatsapp_token, config.whatsapp_template

CELERY_BROKER_URL = config.celery_broker_url
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A task lost with its worker comes back after five minutes, not after Redis' hour. A request does not wait for a broker
# that is gone: the row stays, and the sweep takes it. The worker's own patience is another setting of Celery's.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "max_retries": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_REDIS_SOCKET_CONNECT_TIMEOUT = 2
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "core.sweep", "schedule": 60},
    "daily": {"task": "core.daily", "schedule": crontab(hour="6", minute="0")},
}

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not RELAXED
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "simetro.core.web.views.csrf_failure"
SECURE_SSL_REDIRECT = not RELAXED
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 0 if RELAXED else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not RELAXED
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

NINJA_PAGINATION_PER_PAGE = 50

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
