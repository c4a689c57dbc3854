"""Documents: templates in a sandbox, pages, fonts, PDF."""
