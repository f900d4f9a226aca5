"""Giving and ending contacts, being away, what is agreed, and what patients ask for."""

from samplan.contacts.actions.absences import end_absence, note_absence
from samplan.contacts.actions.agreeing import AgreementFacts, write_agreement
from samplan.contacts.actions.asking import ask_for_contact, decide_request
from samplan.contacts.actions.ending import end_contact
from samplan.contacts.actions.giving import (
    ContactFacts,
    change_contact,
    give_contact,
    set_internal_note,
)
from samplan.contacts.actions.handing_over import HandedOver, hand_over, hand_over_one
from samplan.contacts.actions.teams import TeamFacts, change_team, make_team

__all__ = [
    "AgreementFacts",
    "ContactFacts",
    "HandedOver",
    "TeamFacts",
    "ask_for_contact",
    "change_contact",
    "change_team",
    "decide_request",
    "end_absence",
    "end_contact",
    "give_contact",
    "hand_over",
    "hand_over_one",
    "make_team",
    "note_absence",
    "set_internal_note",
    "write_agreement",
]
