"""Every sentence that a reader sees and that is not data, one file a subject."""
