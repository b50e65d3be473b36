"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from graftwatch.apps.offices.views import approvals, glass, me, people, provider, walls

app_name = "offices"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", me.me, name="me"),
    path("me/ties/", me.declare, name="declare"),
    path("pace/", me.go_on, name="go_on"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<uuid:number>/answer/", approvals.answer, name="answer"),
    path("people/", people.people, name="people"),
    path("people/nominate/", people.nominate, name="nominate"),
    path("people/units/", people.add_unit, name="add_unit"),
    path("people/<uuid:number>/", people.person, name="person"),
    path("people/<uuid:number>/post/", people.post, name="post"),
    path("people/<uuid:number>/provider/", provider.link, name="link_to_provider"),
    path("people/<uuid:number>/provider/end/", provider.end, name="end_link_to_provider"),
    path("people/<uuid:number>/ties/", people.declare, name="declare_for"),
    path("people/<uuid:number>/ties/<int:tie>/remove/", people.remove_tie, name="remove_tie"),
    path("people/<uuid:number>/steps/<slug:verb>/", people.step, name="step"),
    path("walls/", walls.walls, name="walls"),
    path("walls/raise/", walls.raise_wall, name="raise_wall"),
    path("walls/<int:number>/down/", walls.take_down, name="take_down"),
    path("walls/of/<str:kind>/<uuid:number>/", walls.matter, name="walls_of"),
    path("walls/of/<str:kind>/<uuid:number>/name/", walls.implicate, name="implicate"),
    path("walls/of/<str:kind>/<uuid:number>/<int:row>/lift/", walls.lift, name="lift"),
    path("glass/", glass.glass, name="glass"),
    path("glass/ask/", glass.ask, name="ask_glass"),
    path("glass/reviews/", glass.reviews, name="glass_reviews"),
    path("glass/<uuid:number>/<slug:verb>/", glass.step, name="glass_step"),
    path("", include("graftwatch.apps.offices.vault_urls")),
]
