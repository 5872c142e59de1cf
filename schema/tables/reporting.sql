-- What reporting tools may read: no name of a person, no identity number, no telephone, no address.
-- `local_day(x)` is the day of a time in the district, `moment(x)` the time itself, `day(x)` a day that is one already;
-- each is null where x is empty.

create view reporting_sites as
select code as site, name, name_en, kind, township, township_name, township_name_en
from site;

create view reporting_cases as
select c.id as case_id, c.item, c.channel, c.site, s.name as site_name, s.township, s.township_name,
  c.handled_by, c.state,
  local_day(c.opened_at) as opened_on, local_day(c.accepted_at) as accepted_on, c.working_days,
  day(c.due_on) as due_on, local_day(c.decided_at) as decided_on, local_day(c.issued_at) as issued_on,
  local_day(c.closed_at) as closed_on,
  c.visits, c.offline_issued, c.unverified_pledges
from casefile c left join site s on s.code = c.site;

create view reporting_certificates as
select x.fact_id as certificate_id, x.case_id, x.item, x.site, s.name as site_name, s.township, s.township_name,
  day(x.issued_on) as issued_on, x.online, x.in_force, x.is_double
from certificate x left join site s on s.code = x.site;

create view reporting_pledges as
select p.id as pledge_id, p.case_id, c.item, p.site, s.name as site_name, s.township, s.township_name,
  p.spouse, p.status, local_day(p.at) as signed_on
from unverified_pledge p
  join casefile c on c.id = p.case_id
  left join site s on s.code = p.site;

create view reporting_site_sync as
select s.code as site, s.name as site_name, s.township, s.township_name,
  (select count(*) from device d where d.site = s.code and d.ended = '') as tablets,
  moment((select max(r.at) from delivery r where r.site = s.code)) as last_push_at,
  moment((select max(h.at) from (
    select site, at from delivery union all select site, heard_at from device where waiting = 0
  ) h where h.site = s.code)) as last_heard_at,
  cast(coalesce((select sum(h.missing) from chain h where h.site = s.code), 0) as bigint) as missing_documents
from site s;
