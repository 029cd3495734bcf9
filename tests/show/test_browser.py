"""The dossier in a real browser, opened from disk."""

import shutil
import subprocess

import pytest
from lxml import html
from tests.show.devtools import tab

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --host-resolver-rules=MAP*~NOTFOUND"
).split()


def opened(file, tmp_path):
    """The page as the browser has it after its scripts ran, and what it logged."""
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    done = subprocess.run(
        [CHROMIUM, *QUIET, profile, "--enable-logging=stderr", "--v=0", "--dump-dom", f"file://{file}"],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return html.fromstring(done.stdout), [x for x in done.stderr.splitlines() if "CONSOLE" in x]


@pytest.mark.parametrize("name", ["index.html", "timeline.html", "undated.html", "hostile"])
def test_pages_open_from_disk_without_a_network(dossier, library, tmp_path, name):
    if name == "hostile":
        name = f"documents/{next(library.all('documents', path='hostile.html')).id}.html"
    tree, logged = opened(dossier / name, tmp_path)
    assert logged == []
    assert tree.xpath("//title")[0].text_content().endswith("· headwater")
    addresses = tree.xpath("//@href | //@src | //@action")
    assert not [a for a in addresses if "//" in a]


def test_style_and_script_are_let_through_by_the_policy(dossier, tmp_path):
    """A filter box is shown by the script only where a list is long; here it must stay hidden, which only the script decides."""
    page = (dossier / "claims.html").read_text()
    rows = "<tr><td>row</td></tr>" * 9
    (dossier / "long.html").write_text(page.replace("</tbody>", rows + "</tbody>"))
    try:
        tree, logged = opened(dossier / "long.html", tmp_path)
    finally:
        (dossier / "long.html").unlink()
    assert logged == []
    assert tree.xpath("//p[@class='filter']/@hidden") == []


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    with tab(CHROMIUM, QUIET, tmp_path_factory.mktemp("profile")) as opened_tab:
        yield opened_tab


def a_page_of_each_kind(dossier):
    return [
        *sorted(dossier.glob("*.html")),
        *(next(iter(sorted(folder.glob("*.html")))) for folder in sorted(dossier.iterdir()) if any(folder.glob("*.html"))),
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(dossier, window, width):
    for page in a_page_of_each_kind(dossier):
        window.open(f"file://{page}", width)
        assert window.value("document.documentElement.scrollWidth") <= width, page.name


def test_a_drawing_wider_than_the_window_scrolls_by_itself_and_shows_it(dossier, window):
    page = max((dossier / "claims").glob("*.html"), key=lambda p: p.read_text().count('class="node'))
    window.open(f"file://{page}", 390)
    drawing = "document.querySelector('.drawing')"
    assert window.value(f"{drawing}.scrollWidth > {drawing}.clientWidth")
    assert "gradient" in window.value(f"getComputedStyle({drawing}).backgroundImage")
    window.open(f"file://{page}", 1280)
    assert window.value(f"{drawing}.scrollWidth <= {drawing}.clientWidth")
