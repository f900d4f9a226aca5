"""Nation, regions and clinics; staff and their assignments."""
