"""Addresses of the screening room."""

app_name = "screening"
urlpatterns: list = []
