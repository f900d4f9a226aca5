"""Answering the questions before a visit: the patient's pages and those of staff who enter
answers from phone or paper. Both are the same pages; a Way says on which side one goes."""
