"""Labels whose capitals are broken or whose words are glued."""

import pytest

from kzru_forums.speakers.repair import ordinary_capitals, unglued


@pytest.mark.parametrize(
    ("label", "mended"),
    [
        ("President OF RUSSIA VLADIMIR PUTIN", "President of Russia Vladimir Putin"),
        ("HEAD OF THE MILL ANNE-MARIE LOOM", "Head of the Mill Anne-Marie Loom"),
        ("director of the mill Ivan Loomov", "Director of the mill Ivan Loomov"),
        ("TASS Director Ivan Loomov", "TASS Director Ivan Loomov"),
        ("President of FIFA Ivan Loomov", "President of FIFA Ivan Loomov"),
        ("Weavers’S Union Head Ivan Loomov", "Weavers’s Union Head Ivan Loomov"),
        ("ivan", "ivan"),
        ("LOOMOV", "Loomov"),
        ("TASS", "TASS"),
        ("Ivan LOOMOV", "Ivan Loomov"),
        ("I. LOOMOV", "I. Loomov"),
        ("Director Ivan LOOMOV", "Director Ivan Loomov"),
        ("Loom MINISTER XI LOOM", "Loom Minister XI Loom"),
        ("RIA Novosti", "RIA Novosti"),
        ("TASS LOOM", "TASS LOOM"),
        ("Ivan Loomov, WFXY", "Ivan Loomov, WFXY"),
        ("Minister WFXY", "Minister WFXY"),
        ("Uefa Head Of The Mill", "UEFA Head of the Mill"),
        ("Head OF FIFA (TASS)", "Head of FIFA (TASS)"),
        ("Speaker of The Mill Assembly", "Speaker of the Mill Assembly"),
        ("Weaver And Dyer Ivan Loomov", "Weaver and Dyer Ivan Loomov"),
        ("Correspondent For the Steppe Courier", "Correspondent for the Steppe Courier"),
        ("Editor Of The Steppe Courier", "Editor of the Steppe Courier"),
    ],
)
def test_broken_capitals_are_mended(label: str, mended: str) -> None:
    assert ordinary_capitals(label) == mended


@pytest.mark.parametrize(
    "label",
    [
        "Correspondent for The Steppe Courier",
        "Editor of The Steppe Courier",
        "Correspondent for The Mill Assembly",
        "Chairman of The Steppe and Committee Courier",
        "Head of the Council of the party Wool Platform – For Looms",
        "Director of Loom And Sons",
        "Weaver of The",
        "The Weaver",
    ],
)
def test_capitals_that_are_no_damage_stay(label: str) -> None:
    assert ordinary_capitals(label) == label


@pytest.mark.parametrize(
    ("label", "mended"),
    [
        ("VladimirPutin", "Vladimir Putin"),
        ("Hamad Al Khalifaof Bahrain", "Hamad Al Khalifa of Bahrain"),
        ("Director Caniof Mayak", "Director Caniof Mayak"),
        ("McLoom", "McLoom"),
        ("Fund CEOKirill Loomov", "Fund CEO Kirill Loomov"),
        ("Fund WFXKirill Loomov", "Fund WFXKirill Loomov"),
        ("Ivan LoomovSon", "Ivan LoomovSon"),
        ("OneTwoThree", "OneTwoThree"),
        ("Head of the FactionIvan Loomov", "Head of the Faction Ivan Loomov"),
        ("MinisterLoomov", "Minister Loomov"),
        ("Loom MinisterIVAN", "Loom Minister Ivan"),
        ("Loom MinisterWFX", "Loom MinisterWFX"),
        ("Head of AvtoVAZ", "Head of AvtoVAZ"),
        ("I.Loomov", "I. Loomov"),
        ("I.P.Loomov", "I.P. Loomov"),
        ("VEB.RF", "VEB.RF"),
        ("Union (WFX)Ivan Loomov", "Union (WFX) Ivan Loomov"),
        ("Fleet’s180th Brigade", "Fleet’s 180th Brigade"),
        ("Ivan Loomov,weaver", "Ivan Loomov, weaver"),
        ("Ivan Loomov, Jr.", "Ivan Loomov Jr."),
        ("Ivan Loomov,Snr, weaver", "Ivan Loomov Snr, weaver"),
        ("Ivan Loomov, Jr. (in German)", "Ivan Loomov Jr. (in German)"),
        ("Ivan Loomov, Sr Lieutenant", "Ivan Loomov, Sr Lieutenant"),
    ],
)
def test_glue_is_undone(label: str, mended: str) -> None:
    assert unglued(label) == mended
