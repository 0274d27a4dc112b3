-- Plain rows for people. Times are texts in UTC. Samples lie in files of their own, as blocks that
-- SQLite cannot take apart.

-- What changed, when, and what it is known from. The root is the device at fault.
create view if not exists {{p}}state_log as
select d.name as device,
  strftime('%Y-%m-%d %H:%M:%f', c.at / 1000 / 1000.0, 'unixepoch') as at,
  c.from_state, c.to_state, c.outage, json_extract(c.document, '$.outage.root') as root,
  json_extract(c.document, '$.evidence.reason') as reason
from {{p}}state_change as c
join {{p}}device as d on d.id = c.device_id;

-- From when until when a device had a state; the last goes on, and has no end.
create view if not exists {{p}}state_span as
select d.name as device, c.to_state as state,
  strftime('%Y-%m-%d %H:%M:%f', c.at / 1000 / 1000.0, 'unixepoch') as since,
  strftime('%Y-%m-%d %H:%M:%f',
    lead(c.at) over (partition by d.name order by c.id) / 1000 / 1000.0, 'unixepoch') as until,
  c.outage
from {{p}}state_change as c
join {{p}}device as d on d.id = c.device_id;

-- How each device stands.
create view if not exists {{p}}last_state as
select d.name as device, s.state,
  strftime('%Y-%m-%d %H:%M:%f', s.since / 1000 / 1000.0, 'unixepoch') as since,
  json_extract(s.change, '$.outage.id') as outage,
  json_extract(s.change, '$.outage.root') as root,
  json_extract(s.change, '$.evidence.reason') as reason
from {{p}}device_state as s
join {{p}}device as d on d.id = s.device_id;

-- Alerts that have not ended.
create view if not exists {{p}}open_alert as
select a.id, a.key, a.type, a.severity, a.source, a.status, a.summary,
  strftime('%Y-%m-%d %H:%M:%f', a.first_seen / 1000 / 1000.0, 'unixepoch') as first_seen,
  strftime('%Y-%m-%d %H:%M:%f', a.last_seen / 1000 / 1000.0, 'unixepoch') as last_seen,
  json_extract(a.document, '$.evidence') as evidence,
  json_extract(a.document, '$.affected') as affected,
  json_extract(a.document, '$.subscribers') as subscribers
from {{p}}alert as a
where a.resolved_at is null;

-- What was decided about which alert, in the order of decisions.
create view if not exists {{p}}ledger_text as
select n.id, strftime('%Y-%m-%d %H:%M:%f', n.at / 1000 / 1000.0, 'unixepoch') as at,
  n.alert_id, n.key, a.severity, a.summary, n.channel, n.decision, n.stage, n.reason, n.reopens,
  n.notice_id
from {{p}}ledger as n
left join {{p}}alert as a on a.id = n.alert_id;
