"""Answering the questions before a visit: the patient's pages and those of staff who enter
answers from phone or paper. Both are the pages of `forms.answering`; a VisitWay says what is of
the visit."""
