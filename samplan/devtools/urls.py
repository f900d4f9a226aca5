from django.urls import path

from samplan.devtools import faces, sent, shelf

app_name = "devtools"
urlpatterns = [
    path("ansikten/", faces.faces, name="faces"),
    path("shelf/", shelf.shelf, name="shelf"),
    path("utskick/", sent.sent, name="sent"),
]
