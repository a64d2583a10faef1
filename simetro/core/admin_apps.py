from django.contrib.admin.apps import AdminConfig


class SiteConfig(AdminConfig):
    default_site = "simetro.core.admin_site.Site"
