"""Pages about visits: the patient's and the staff's."""
