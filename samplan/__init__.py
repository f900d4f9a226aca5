"""Samplan: a patient portal for coherent care planning."""
