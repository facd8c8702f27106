-- A delivery of "what is open, or closed since X" lacks the requests that were closed before X. When a hundred or more
-- requests were received over eight weeks before the very first closing, that is what it must be.

with first_closing as (select min(stopped_on) as day_on from requests)
select date_trunc('month', any_value(day_on))::date as closed_since
from requests
cross join first_closing
cross join norms
where norms.norm = 'decision_term_days' and received_on + norms.value < day_on
having count(*) >= 100;
