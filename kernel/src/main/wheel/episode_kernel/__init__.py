"""The jars of the Episode kernel, and what starts them; see __main__.py."""

__version__ = "${project.version}"
