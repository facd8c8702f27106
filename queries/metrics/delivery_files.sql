/*
title = "Bestanden in de levering"
definition = "De bestanden waaruit deze cijfers zijn berekend, met hun SHA-256: daarmee is later vast te stellen of een bestand hetzelfde is."
grain = "één rij per bestand"

[columns]
extract = { label = "Uittreksel", unit = "code", meaning = "deel van de levering" }
file_name = { label = "Bestand", unit = "tekst", meaning = "naam zoals geleverd" }
rows = { label = "Rijen", unit = "rijen", meaning = "aantal gegevensrijen" }
bytes = { label = "Bytes", unit = "bytes", meaning = "grootte" }
sha256 = { label = "SHA-256", unit = "tekst", meaning = "vingerafdruk van het bestand" }
*/
select extract, file_name, rows, bytes, sha256
from delivery_files
order by extract
