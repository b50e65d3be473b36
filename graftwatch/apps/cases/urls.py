"""Addresses of this room."""

from django.urls import path

from graftwatch.apps.cases.views import case, day, people, steps, writings

app_name = "cases"

urlpatterns = [
    path("my-day/", day.day, name="day"),
    path("cases/", day.cases, name="cases"),
    path("cases/propose/", day.propose, name="propose"),
    path("cases/non-punishment/", day.non_punishment, name="non_punishment"),
    path("cases/<uuid:number>/", case.case, name="case"),
    path("cases/<uuid:number>/go/<slug:verb>/", steps.case_step, name="step"),
    path("cases/<uuid:number>/second/<slug:verb>/", steps.case_second, name="second"),
    path("cases/<uuid:number>/notes/", writings.note, name="note"),
    path("cases/<uuid:number>/tasks/", writings.task, name="task"),
    path("cases/<uuid:number>/tasks/<uuid:task>/done/", writings.done, name="done"),
    path("cases/<uuid:number>/clocks/<uuid:clock>/", writings.clock, name="clock"),
    path("cases/<uuid:number>/facilities/", writings.facility, name="facility"),
    path("cases/<uuid:number>/shared/", writings.share, name="share"),
    path("cases/<uuid:number>/offences/", writings.offences, name="offences"),
    path("cases/<uuid:number>/members/", case.join, name="join"),
    path("cases/<uuid:number>/members/<int:user>/off/", case.off, name="off"),
    path("cases/<uuid:number>/members/<int:user>/admit/", case.admit, name="admit"),
    path("cases/<uuid:number>/people/add/", people.add, name="add_person"),
    path("people-in-cases/<uuid:number>/", people.person, name="person"),
    path("people-in-cases/<uuid:number>/go/<slug:verb>/", steps.person_step, name="person_step"),
    path("people-in-cases/<uuid:number>/second/<slug:verb>/", steps.person_second, name="person_second"),
    path("people-in-cases/<uuid:number>/part/", people.part, name="part"),
    path("people-in-cases/<uuid:number>/victim/", people.victim, name="victim"),
    path("people-in-cases/<uuid:number>/let-in/", people.let_in, name="let_in"),
    path("people-in-cases/<uuid:number>/facts/", people.facts, name="facts"),
    path("named/<uuid:number>/go/<slug:verb>/", steps.named_step, name="named_step"),
]
