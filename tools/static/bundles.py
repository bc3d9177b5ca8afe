"""The files that Dash includes in every page, from `assets/` and from the npm packages."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.static.esbuild import bundle

PLOTLY = "plotly.js-basic-dist-min/plotly-basic.min.js"
# The digits give the order in which Dash includes the files: plotly.js must be there before Dash's own scripts look.
PLOTLY_NAME = "00-plotly"
# Dash refuses a page in which it does not read the name of its renderer.
DASH_NAME = "05-dash-renderer"
SITE_NAME = "10-site"
COPIED = ("favicon.svg", "favicon.ico")


def hashed_name(name: str, content: bytes, extension: str) -> str:
    """Return a file name that changes with the content."""
    return f"{name}.{hashlib.sha256(content).hexdigest()[:12]}{extension}"


def sources(assets: Path, kind: str) -> list[Path]:
    """Return the site's files of one kind (`js` or `css`) in the order in which they take effect."""
    if kind == "css":
        return [*sorted(assets.glob("css/vendor/*.css")), *sorted(assets.glob("css/*.css"))]
    return sorted(assets.glob("js/site/*.js"))


def imports(files: Iterable[Path], kind: str) -> str:
    """Return the entry that imports the files in the given order."""
    form = '@import "./{}";' if kind == "css" else 'import "./{}";'
    return "\n".join(form.format(path.as_posix()) for path in files)


def write_plotly(assets: Path, node_modules: Path, target: Path) -> Path:
    """Write the plotly.js bundle, its French wording, then what draws the page at once; return the file."""
    with TemporaryDirectory() as folder:
        own = Path(folder) / "own.js"
        entry = imports([assets / "js" / "vendor" / "plotly-fr.js", *sorted(assets.glob("js/early/*.js"))], "js")
        bundle(node_modules, entry, loader="js", options=("--format=iife", f"--outfile={own}"))
        # Joined as they are: bundling the published file again would cost time and could change it.
        content = (node_modules / PLOTLY).read_bytes() + b"\n;" + own.read_bytes()
    return write_hashed(target, PLOTLY_NAME, content, ".js")


def write_site(assets: Path, node_modules: Path, target: Path, kind: str) -> Path:
    """Write the site's bundle of one kind, and the fonts that it names; return the bundle."""
    options = ["--loader:.woff2=file", "--loader:.svg=file", "--asset-names=[name].[hash]"]
    with TemporaryDirectory() as folder:
        entry = imports(sources(assets, kind), kind)
        if kind == "js":
            options.append("--format=iife")
        bundle(node_modules, entry, loader=kind, options=(*options, f"--outfile={folder}/out.{kind}"))
        content = (Path(folder) / f"out.{kind}").read_bytes()
        for path in Path(folder).iterdir():
            if path.name != f"out.{kind}":
                shutil.copyfile(path, target / path.name)
    return write_hashed(target, SITE_NAME, content, f".{kind}")


def write_hashed(target: Path, name: str, content: bytes, extension: str) -> Path:
    """Write the content under its hashed name and return the file."""
    path = target / hashed_name(name, content, extension)
    path.write_bytes(content)
    return path


def write_dash(scripts: Iterable[bytes], target: Path) -> Path:
    """Write the scripts of Dash and of its components as one file: ten requests cost more than their bytes."""
    return write_hashed(target, DASH_NAME, b"\n;\n".join(scripts), ".js")


def write_bundles(assets: Path, node_modules: Path, target: Path) -> None:
    """Fill the folder that Dash takes as its assets.

    Raises:
        BuildError: esbuild is missing or refused a file.
    """
    target.mkdir(parents=True)
    write_plotly(assets, node_modules, target)
    write_site(assets, node_modules, target, "js")
    write_site(assets, node_modules, target, "css")
    for name in COPIED:
        if (assets / name).exists():
            shutil.copyfile(assets / name, target / name)
