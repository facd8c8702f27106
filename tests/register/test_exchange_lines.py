"""Lines that cannot go in say where and why; what is only spelled otherwise is the same. Any database will do."""

import pytest
from edited_exports import NEW_LINE, compared, edited_csv, exported, line_of, with_line

from voortgang.register.exchange.verdicts import CHANGED, REFUSED, UNCHANGED

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"VM-nummers": "43"}, "VM 43 is al van de maatregel 'Niet stuiten, tenzij"),
        ({"VM-nummers": "50; 50"}, "noemen er een twee keer"),
        ({"VM-nummers": "50,5"}, "'50,5' is geen heel getal"),
        ({"VM-nummers": "-1"}, "geen heel getal"),
        ({"VM-nummers": "99999999999999"}, "geen heel getal"),
        ({"Maatregel": ""}, "Kolom Maatregel: is leeg. Vul in: naam van de maatregel."),
        ({"Geldig vanaf": ""}, "Kolom Geldig vanaf: is leeg."),
        ({"Fase": ""}, "Kolom Fase: is leeg. Kies uit: nog te starten"),
        ({"Laatste stand": "3"}, "Maak leeg: Laatste stand"),
        ({"Rij": "99"}, "Rij 99 staat niet in het register"),
    ],
)
def test_a_new_row_that_cannot_be(cells: dict[str, str], told: str) -> None:
    (line,) = compared(with_line(NEW_LINE | cells)).of(REFUSED)
    assert told in " ".join(line.told)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Ambitie": "Anders"}, "Kolom Ambitie: het register heeft"),
        ({"VM-nummers": "2; 50"}, "Kolom VM-nummers: het register heeft '2' en het bestand '2; 50'"),
        ({"VM-nummers": "2,5"}, "geen heel getal"),
        ({"Vastgelegd door": "Niemand"}, "Kolom Vastgelegd door: het register heeft"),
        ({"Vastgelegd op": ""}, "Kolom Vastgelegd op: het register heeft"),
        ({"Vastgelegd op": "gisteren"}, "Kolom Vastgelegd op: 'gisteren' is niet het tijdstip"),
        ({"Stand": "4"}, "horen niet bij rij 3"),
        ({"Laatste stand": "999"}, "horen niet bij rij 3"),
        ({"Laatste stand": ""}, "horen niet bij rij 3"),
        ({"Open voorstel": "7", "Fase": "beleidsuitwerking"}, "hoort niet bij deze rij"),
        ({"Vertraagd": "misschien"}, "Kolom Vertraagd: 'misschien' bestaat hier niet. Kies uit: ja, nee."),
        ({"Vertraagd": "yes"}, "Kies uit: ja, nee."),
        ({"Redenen": "prioriteit\nzomaar"}, "Kolom Redenen: 'zomaar' bestaat hier niet"),
        ({"Redenen": "prioriteit\nprioriteit"}, "noemt iets twee keer"),
        ({"Streefdatum": "2025-02-29"}, "'2025-02-29' is geen bestaande datum"),
        ({"Streefdatum": "31-04-2025"}, "'31-04-2025' is geen bestaande datum"),
        ({"Streefdatum": "45798"}, "'45798' is geen bestaande datum"),
        ({"Streefdatum": "05/21/2025"}, "geen bestaande datum"),
        ({"Streefdatum": "2125-01-01"}, "De streefdatum ligt in 2125"),
        ({"Geldig vanaf": "1825-01-01"}, "De ingangsdatum ligt in 1825"),
        ({"Kamer geïnformeerd": "een brief"}, "Kolom Kamer geïnformeerd: 'een brief' is geen brief. Schrijf per regel"),
        ({"Kamer geïnformeerd": "31-02-2025 | 2024/25 | 1 | 2 | letterlijk"}, "'31-02-2025' is geen bestaande"),
        ({"Kamer geïnformeerd": "01-02-2025 | 2024/25 | 1 | 2 | zeker"}, "'zeker' bestaat hier niet"),
        ({"Toelichting": "x" * 100_000}, "De toelichting telt 100.000 tekens. Schrijf er ten hoogste 4.000."),
        ({"Toelichting": "BSN 123456782"}, "De toelichting bevat een getal dat een burgerservicenummer kan zijn"),
        ({"Eigenaar": "a\nb"}, "De eigenaar bevat een regeleinde"),
        ({"Afhankelijk van": "VM 999"}, "VM 999 staat niet in het register"),
        ({"Afhankelijk van": "VM 2"}, "wachten maatregelen op elkaar"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_line_that_cannot_go_in_says_where_and_why(cells: dict[str, str], told: str) -> None:
    found = compared(edited_csv(exported(), row_3=cells, row_5={"Toelichting": "Kan wel"}))
    (line,) = found.of(REFUSED)
    assert line.number == 4 and told in " ".join(line.told)
    assert [each.name.split(":")[0] for each in found.can_go_in] == ["Rij 5"]


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"Vertraagd": "JA"}, CHANGED),
        ({"Vertraagd": "Nee"}, UNCHANGED),
        ({"Vertraagd": ""}, UNCHANGED),
        ({"Geldig vanaf": "21-5-2025"}, UNCHANGED),
        ({"Geldig vanaf": "21-05-2025"}, UNCHANGED),
        ({"Fase": " Nog te starten "}, UNCHANGED),
        ({"Toelichting": "# Kop\n\n*vet* <script>alert(1)</script>"}, CHANGED),
        ({"Toelichting": "=1+1"}, CHANGED),
        ({"Streefdatum": "2028-02-29"}, CHANGED),
    ],
    ids=str,
)
def test_what_is_only_spelled_otherwise_is_the_same_and_text_is_text(cells: dict[str, str], outcome: str) -> None:
    line = line_of(compared(edited_csv(exported(), row_3=cells)), 3)
    assert line.outcome == outcome
    if "Toelichting" in cells:
        assert line.proposal.content.explanation == cells["Toelichting"]
