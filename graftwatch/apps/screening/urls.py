"""Addresses of the screening room."""

from django.urls import path

from graftwatch.apps.screening.views import attaching, catalogue, data, leads, learning, oversight, runs

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
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<slug:code>/", catalogue.one_entry, name="catalogue_entry"),
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
    path("leads/<uuid:number>/outcome/<slug:verb>/", learning.outcome, name="outcome"),
    path("learning/", learning.learning, name="learning"),
    path("learning/why-not/", learning.why_not, name="why_not"),
    path("learning/shares/propose/", learning.propose, name="propose_share"),
    path("learning/shares/<int:number>/<slug:verb>/", learning.share, name="share"),
]
