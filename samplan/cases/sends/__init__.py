"""Sending from the clinic: drawn up and looked through, sent by a job, followed up."""
