"""Settings: `base` is shared; `demo`, `test`, `bench` and `production` are picked by name."""
