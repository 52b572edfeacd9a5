"""The site's mark and colour → its icons, drawn at build."""
