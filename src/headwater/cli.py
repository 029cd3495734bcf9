"""The command line: parse, call, say. Decides nothing else.

Exit codes: 0 done, 1 failed, 2 misuse, 3 problems under --strict.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.errors import HeadwaterError, UsageError
from headwater.say import Speaker
from headwater.show.formats import FORMATS, ROWS
from headwater.threads import one_thread_each
from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.job import Job
    from headwater.settings import RunSettings

VERBS = {
    "read": "bytes to documents: title, byline, outlet, dates, body, furniture",
    "mark": "documents to spans: statements, figures, dates, names",
    "trace": "spans to links and origins: who copied, who cites, where it began",
    "compare": "links to claims: what is claimed, by how many independent origins",
}
_PAGES = (
    "files or folders of pages (HTML, text, Markdown, PDF, DOCX, ODT, RTF, MHTML, .eml, RSS, Atom), tables of articles (JSON Lines, JSON, CSV, Parquet), "
    "WARC, WACZ, EPUB, zip, tar or gzip of any of these; - is standard input"
)
_ABOUT = "Shows who said it, where each account took it from, how many independent origins stand behind it."


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    p = argparse.ArgumentParser(prog="headwater", description=_ABOUT)
    p.add_argument("--version", action="version", version=f"headwater {__version__}")
    commands = p.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="the whole job: reads, marks, traces, compares, writes the dossier")
    run.add_argument("pages", nargs="*", metavar="PAGES", help=_PAGES + "; none: bring the case up to date")
    run.add_argument("--case", required=True, metavar="DIR", help="the case folder; made if it is new, added to if not")
    run.add_argument(
        "--engine", choices=("local", "spark"), default="local", help="what runs the plan (default local); spark needs an extra"
    )
    run.add_argument("--master", metavar="URL", help="Spark's master (default local[*]: the cores of this machine)")
    run.add_argument("--conf", action="append", default=[], metavar="KEY=VALUE", help="a setting of Spark; can be repeated")
    _page_options(run)
    fetch = commands.add_parser(
        "fetch",
        help="fetches pages into a case, then does the whole job; the only command that uses the network",
        description="Fetches pages into a case as WARC, then does the whole job with them. Keeps to robots.txt and asks a host for one page at a "
        "time. Nothing else in headwater uses the network.",
    )
    fetch.add_argument("pages", nargs="+", metavar="URL", help="http and https addresses; - reads them from standard input, one a line")
    fetch.add_argument("--case", required=True, metavar="DIR", help="the case folder; made if it is new, added to if not")
    fetch.add_argument("--contact", metavar="ADDRESS", default="", help="an e-mail or web address that hosts see with every request")
    fetch.add_argument("--delay", type=float, default=2.0, metavar="SECONDS", help="between two requests to a host, at least (default 2)")
    _page_options(fetch)
    serve = commands.add_parser("serve", help="the web application, on this machine only")
    serve.add_argument("case", metavar="DIR", help="a case folder")
    serve.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1 (default 8765)")
    export = commands.add_parser("export", help="accounts, claims and their places in other formats")
    export.add_argument("case", metavar="DIR", help="a case folder")
    export.add_argument("--to", required=True, choices=[f.name for f in FORMATS], help="; ".join(f"{f.name}: {f.says}" for f in FORMATS))
    export.add_argument("--output", required=True, metavar="PATH", help="the file, or for parquet and crate the folder, to write")
    export.add_argument(
        "--rows", choices=ROWS, default=ROWS[0], help="what a row of csv and jsonl is: an account of a claim, or of the timeline"
    )
    for name, says in VERBS.items():
        verb = commands.add_parser(name, help=says, description=f"{says.capitalize()}. Prints JSON Lines.")
        verb.add_argument("pages", nargs="+", metavar="PAGES", help=_PAGES)
        verb.add_argument("--only", metavar="KINDS", default="", help="print these kinds only, such as statements,figures")
        _page_options(verb)
    for command in commands.choices.values():
        command.add_argument("--debug", action="store_true", help="show a traceback when something fails")
    return p


def _page_options(p: argparse.ArgumentParser) -> None:
    p.add_argument("--published", metavar="DATE", help="publication date of pages that show none (YYYY-MM-DD)")
    p.add_argument("--published-from", metavar="CSV", help="the same page by page: columns path, published")
    p.add_argument("--as-document", action="store_true", help="take a plain-text page whole, as one document without furniture")
    p.add_argument("--captions", action="store_true", help="mark dates and figures in captions too")
    p.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: one per core)")
    p.add_argument("--max-page-mb", type=int, default=50, metavar="N", help="leave larger pages out (default 50)")
    p.add_argument("--skip", action="append", default=[], metavar="KIND", help="pass over problems of this kind, such as no-date")
    p.add_argument("--strict", action="store_true", help="exit with 3 when there were problems")
    p.add_argument("--quiet", action="store_true", help="no progress")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    args = parser().parse_args(arguments)
    try:
        code = {"run": _run, "fetch": _fetch, "serve": _serve, "export": _export}.get(args.command, _verb)(args)
        sys.stdout.flush()
        return code
    except HeadwaterError as e:
        Speaker.error(e)
        if args.debug:
            traceback.print_exc()
        return 2 if isinstance(e, UsageError) else 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader is gone: nothing more to say
        return 1
    except KeyboardInterrupt:
        Speaker.error(HeadwaterError("stopped.", "Run the same command again to go on: finished work is kept."))
        return 1
    except Exception as e:
        Speaker.error(HeadwaterError(f"{type(e).__name__}: {e}.", "Run again with --debug and report it."))
        if args.debug:
            traceback.print_exc()
        return 1


def entry() -> None:
    """The console script."""
    one_thread_each()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())


def _job(args: argparse.Namespace) -> Job:
    from headwater.job import Job, with_captions
    from headwater.settings import ReadSettings, Settings

    if args.max_page_mb < 1 or args.workers < 0:
        raise UsageError("--max-page-mb must be at least 1 and --workers not below 0.")
    settings = replace(Settings(), read=ReadSettings(as_document=args.as_document))
    return Job(
        pages=args.pages,
        settings=with_captions(settings) if args.captions else settings,
        how=replace(_engine(args), workers=args.workers, max_page_mb=args.max_page_mb),
        published=args.published,
        published_from=args.published_from,
    )


def _engine(args: argparse.Namespace) -> RunSettings:
    from headwater.settings import RunSettings

    if args.command != "run" or args.engine == "local":
        if getattr(args, "master", None) or getattr(args, "conf", None):
            raise UsageError("--master and --conf are Spark's.", "Add --engine spark.")
        return RunSettings()
    return replace(RunSettings(engine=args.engine, conf=tuple(args.conf)), **({"master": args.master} if args.master else {}))


def _run(args: argparse.Namespace) -> int:
    from headwater.job import run
    from headwater.show.summary import summary

    speaker = Speaker(quiet=args.quiet, skip=args.skip)
    if not args.pages and not (Path(args.case) / "case.toml").exists():
        raise UsageError("No pages named.", "Name files or folders: headwater run PAGES --case DIR")
    with run(_job(args), Path(args.case), speaker.progress) as library:
        speaker.report(library.problems())
        speaker.text(summary(library))
    return 3 if args.strict and speaker.problems else 0


def _fetch(args: argparse.Namespace) -> int:
    from headwater.fetch.visit import Manners
    from headwater.job import fetch
    from headwater.show.summary import summary

    if not 0 <= args.delay <= 3600 or not args.contact.isprintable() or len(args.contact) > 200:
        raise UsageError("--delay must be from 0 to 3600, and --contact one line.")
    args.pages = [u for given in args.pages for u in (sys.stdin.read().split() if given == "-" else [given])]
    manners = Manners(delay=args.delay, contact=args.contact, most=args.max_page_mb * 1_000_000)
    speaker = Speaker(quiet=args.quiet, skip=args.skip)
    with fetch(_job(args), Path(args.case), manners, speaker.progress) as library:
        speaker.report(library.problems())
        speaker.text(summary(library))
    return 3 if args.strict and speaker.problems else 0


def _verb(args: argparse.Namespace) -> int:
    from headwater.job import verb
    from headwater.show.lines import ALL_KINDS, lines, wanted

    only = [k.strip() for k in args.only.split(",") if k.strip()]
    if unknown := sorted(set(only) - set(ALL_KINDS)):
        raise UsageError(f"--only does not know {', '.join(unknown)}.", "Kinds: " + ", ".join(ALL_KINDS) + ".")
    speaker = Speaker(quiet=args.quiet, skip=args.skip)
    with verb(_job(args), args.command, speaker.progress) as (library, captures):
        for record in lines(library, captures.pages, wanted(args.command, only), captions=args.captions):
            speaker.line(record)
        speaker.report(library.problems())
    return 3 if args.strict and speaker.problems else 0


def _serve(args: argparse.Namespace) -> int:
    from headwater.show.web import serve

    if not 0 < args.port < 65536:
        raise UsageError(f"{args.port} is no port.", "Choose one from 1 to 65535.")
    serve(Path(args.case), args.port)
    return 0


def _export(args: argparse.Namespace) -> int:
    from headwater.case.queries import Library
    from headwater.show.export import export

    with Library(args.case) as library:
        rows = export(library, args.to, Path(args.output), args.rows)
    Speaker().note(f"{rows} rows in {args.output}")
    return 0
