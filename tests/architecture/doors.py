"""What other apps may use of an app: the rooms that it shows. All others are its own.

`models`, `policies`, `queries` and `actions` are doors everywhere, also those of a room
(`cases/coordinating/queries.py`), and `own_data`, `gates` and registries where they are named here.
"""

ALWAYS = {"models", "policies", "queries", "actions"}

# Made to be used by all, with nothing inside that is their own.
OPEN = {"common", "ui"}

DOORS = {
    "access": {
        "acting",  # who acts: a value that everyone carries
        "administration",  # the rights and the verbs of setting up, in one place
        "approving",
        "compiled",
        "further",  # registry: settings of apps above
        "gates",
        "limits",
        "own_data",  # registry: each app's part of the copy of one's own data
        "owned",
        "reach",
        "request",
        "together",  # compiled queries of several apps in one statement
        "whose",  # registry: whose an address is
    },
    "accounts": {"next_page"},
    "attachments": {
        "cleaning",
        "handing_out",
        "receiving_pieces",
        "removing",
        "room",
        "states",
        "telling",  # registry: who is told of a refused file
    },
    "audit": {
        "actor",
        "kinds",  # registry: what the patient reads of each kind of event
        "reading",
        "trail",
    },
    "cases": {
        "about",  # registry: what a case is about beside itself
        "beside",  # registry: what stands beside a case
        "coordinating.drawing",
        "gates",
        "kinds",  # registry: what a case of each kind leads to
        "onward",  # registry: where an ended case leads on to
        "patient_cases",
        "queue_counter",
        "sends.selections",  # registry: selections of patients
        "shortcut",
        "waiting",
    },
    "contacts": {
        "agreed",
        "announcing",  # registry: how a new contact is announced
        "beside",
        "further",  # registry: what apps above add to the page of a patient's contacts
        "reaching",
        "words",
    },
    "forms": {
        # The pages of answering, which the apps that own the answers mount.
        "answering.addresses",
        "answering.files",
        "answering.pages",
        "answering.posts",
        "answering.saving",
        "answering.sending",
        "answering.ways",
        # Forms and answers drawn, for pages and papers of those apps.
        "drawing.line_rows",
        "drawing.paper",
        "drawing.reviewing",
        "drawing.showing",
        "engine",
        "loaded",
        "reading",
        "supply.making",
        "trends",
        "usage",  # registry: who uses a form
        "words",
    },
    "jobs": {"queue"},
    "notifications": {"refusals"},  # registry: what care does about a refused address
    "organisations": {"links"},  # registry: other pages about a clinic
    "patients": {
        "pages",  # registry: where staff read of a patient
        "sorting",
    },
    "plans": {
        "kinds",  # registry: how an activity of each kind is opened
        "rows",
    },
    "shortcuts": {"registry"},
    "visits": {"listed"},
}

# Who goes in elsewhere, and why that has not been mended.
EXCEPTIONS = {
    # A page that is drawn anew with what was kept needs the keeping; to turn it round, each owner
    # of answers would have to keep its own posts.
    ("forms/answering/pages.py", "access.sealing"),
    # The thread that a visit's page shows is drawn as the case's own is, and not again by visits.
    ("visits/surroundings.py", "cases.thread"),
}

# The demo world is built by the very verbs that pages call, wherever they lie, and offers the
# ways to sign in that production does not.
ENTERS_EVERYWHERE = "devtools"
