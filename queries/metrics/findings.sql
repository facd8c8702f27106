/*
title = "Bevindingen bij de levering"
definition = "Wat de controles bij het verwerken van deze levering vonden. Kritieke bevindingen komen hier niet voor: die houden een levering tegen."
grain = "één rij per controle die niet helemaal goed ging"

[columns]
severity = { label = "Ernst", unit = "code", meaning = "een waarschuwing houdt de levering niet tegen, maar hoort bij het lezen van de cijfers" }
extract = { label = "Uittreksel", unit = "code", meaning = "deel van de levering" }
check_name = { label = "Controle", unit = "code", meaning = "naam van de controle" }
column_name = { label = "Kolom", unit = "code", meaning = "kolom, als de controle over één kolom gaat" }
reason = { label = "Wat en waarom", unit = "tekst", meaning = "wat er niet klopt en wat dat betekent" }
rows_affected = { label = "Rijen", unit = "rijen", meaning = "aantal rijen" }
examples = { label = "Voorbeelden", unit = "tekst", meaning = "enkele rijnummers of gepseudonimiseerde kenmerken" }
*/
select severity, extract, check_name, column_name, reason, rows as rows_affected, examples
from findings
order by severity, rows desc, extract, check_name, column_name
