/*
title = "Dagen zijn verdeeld in een stand waarvan de capaciteit bekend is"
severity = "critical"
extract = "iv_requests_allocations"
reason = "Van dit jaar, deze keten en deze stand staat geen capaciteit in iv_capacity; dan is niet te zeggen of er te veel is toegezegd, en sinds wanneer de stand geldt. Voeg de capaciteit toe of verbeter jaar of stand."
*/
select divided.rowid + 1 as row_number
from staging.iv_requests_allocations as divided
join staging.iv_projects as projects on projects.project = divided.project and projects.left_out is null
anti join staging.iv_capacity as capacity
    on capacity.year = divided.year
    and capacity.chain = projects.chain
    and capacity.baseline = divided.baseline
    and capacity.left_out is null
where divided.left_out is null
order by row_number
