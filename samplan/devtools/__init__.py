"""For the demo and development only: the demo world, faces login, the component shelf."""
