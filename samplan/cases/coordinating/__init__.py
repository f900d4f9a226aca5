"""How a patient's care contacts at different clinics coordinate, within the patient's consent."""
