"""The screens that the panes stand on."""
