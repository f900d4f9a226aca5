"""The ways out, behind one interface: mail and SMS."""
