"""What pages are made of: functions from meaning to markup, also offered as template tags."""
