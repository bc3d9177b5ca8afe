"""Build `build/static/`, everything a browser asks that is not an answer of the application.

The folder holds `assets/`, which Dash includes in every page, each file beside its brotli and gzip forms.  Dash’s own
scripts are gathered there in one file; the application answers nothing else of Dash’s to a page.
"""

# Every package of components that a page may use. Dash asks all the files of a package once it is imported, whatever
# a page shows; a test checks that the real application asks nothing else.
PACKAGES = ("dash", "dash_bootstrap_components")
