"""Addresses of the reports room."""

from __future__ import annotations

from django.urls import path

from graftwatch.apps.reports.views import advising, duty, files, identities, moving, phone, reading, taking_out

app_name = "reports"

urlpatterns = [
    path("reports/", reading.inbox, name="inbox"),
    path("reports/duty/", duty.duty, name="duty"),
    path("reports/phone/", phone.begin, name="phone"),
    path("reports/phone/<slug:channel>/", phone.intake, name="phone_intake"),
    path("reports/<uuid:number>/", reading.report, name="report"),
    path("reports/<uuid:number>/open/", reading.open_first, name="open"),
    path("reports/<uuid:number>/read/", reading.read, name="read"),
    path("reports/<uuid:number>/files/<uuid:row>/", files.take, name="take_file"),
    path("reports/<uuid:number>/evidence/", files.hand_in, name="hand_in"),
    path("reports/<uuid:number>/do/<str:verb>/", moving.move, name="move"),
    path("reports/<uuid:number>/do/<str:verb>/second/", moving.ask_second, name="second"),
    path("reports/<uuid:number>/facts/", taking_out.extract, name="extract"),
    path("reports/<uuid:number>/signs/", taking_out.signs, name="signs"),
    path("reports/<uuid:number>/walls/", taking_out.walls, name="walls"),
    path("reports/<uuid:number>/identity/", identities.ask, name="ask_identity"),
    path("reports/<uuid:number>/retaliation/<uuid:row>/<str:verb>/", moving.retaliation, name="retaliation"),
    path("identities/", identities.desk, name="custodian"),
    path("identities/<uuid:number>/", identities.one, name="request"),
    path("identities/<uuid:number>/see/", identities.see, name="see_identity"),
    path("identities/<uuid:number>/close/", identities.give_back, name="give_back"),
    path("identities/<uuid:number>/answer/<str:verb>/", identities.answer, name="answer_request"),
    path("advice/", advising.consultations, name="consultations"),
    path("advice/<uuid:number>/", advising.consultation, name="consultation"),
]
