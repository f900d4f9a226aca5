"""The pages on which a form is answered, for any owner of answers; docs/forms.md says how an owner
mounts them. They know their owner only as a Way."""
