"""Pages of cases: the patient's inbox, and the staff's queue."""
