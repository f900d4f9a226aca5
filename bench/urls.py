"""The product's addresses and the bare page's."""

from django.urls import include, path

from bench.bare import bare

urlpatterns = [path("bench/bare/", bare), path("", include("samplan.config.urls"))]
