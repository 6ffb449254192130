"""Everything that is kept: the ports that the handlers see, and their implementation on SQLAlchemy."""

import os

# openpyxl reads with lxml wherever that happens to be installed, and python-docx has brought it along. Files
# of strangers are read by the standard library's parser, whose habits `storage.foreign` knows: lxml stumbles
# over a comment among the relationships. It is said before anything can have imported openpyxl.
os.environ["OPENPYXL_LXML"] = "False"
