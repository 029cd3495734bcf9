from pathlib import Path

import pytest
from tests.show.newsroom import make_case

from headwater.case.queries import Library
from headwater.show.collection import Collection
from headwater.show.dossier import write_dossier


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_case(tmp_path_factory.mktemp("show") / "case")


@pytest.fixture(scope="session")
def collection(library: Library) -> Collection:
    return Collection(library)


@pytest.fixture(scope="session")
def dossier(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "dossier"
    write_dossier(library, folder)
    return folder
