"""Times: a resource is occupied, a patient has an appointment."""
