"""Addresses of the screening room."""

from django.urls import path

from graftwatch.apps.screening.views import attaching, data, leads, oversight, runs

app_name = "screening"

urlpatterns = [
    path("leads/", leads.leads, name="leads"),
    path("leads/<uuid:number>/", leads.lead, name="lead"),
    path("leads/<uuid:number>/rows/", leads.rows, name="rows"),
    path("leads/<uuid:number>/assign/", leads.assign, name="assign"),
    path("leads/<uuid:number>/decide/", leads.decide, name="decide"),
    path("leads/<uuid:number>/attach/", attaching.attach, name="attach"),
    path("papers/<int:number>/", leads.paper, name="paper"),
    path("protection/", leads.protection, name="protection"),
    path("runs/", runs.runs, name="runs"),
    path("runs/start/", runs.start, name="start"),
    path("runs/<int:number>/", runs.run, name="run"),
    path("runs/<int:number>/progress/", runs.progress, name="progress"),
    path("runs/<int:number>/stop/", runs.stop, name="stop"),
    path("runs/<int:number>/lists/<slug:name>/", runs.reconciliation, name="reconciliation"),
    path("runs/<int:number>/files/<path:name>", runs.file, name="file"),
    path("data/", data.inbox, name="folders"),
    path("data/take-in/", data.upload, name="upload"),
    path("data/intakes/<int:number>/", data.intake_progress, name="intake_progress"),
    path("data/folders/<str:name>/", data.folder, name="folder"),
    path("data/folders/<str:name>/columns/<int:number>/", data.columns, name="columns"),
    path("data/folders/<str:name>/check/", data.intake, {"what": "check"}, name="check"),
    path("data/folders/<str:name>/load/", data.intake, {"what": "load"}, name="load"),
    path("data/folders/<str:name>/screen/", data.screen_folder, name="screen_folder"),
    path("decisions/", oversight.decisions, name="decisions"),
]
