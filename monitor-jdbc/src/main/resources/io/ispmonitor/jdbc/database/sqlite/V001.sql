-- Which versions were applied, and when (epoch milliseconds).
create table {{p}}version (
  version integer primary key,
  applied_at integer not null default (unixepoch() * 1000)
);

-- How far each program's spools were taken over; see the same table for PostgreSQL.
create table {{p}}progress (
  writer text not null,
  spool text not null,
  position integer not null,
  noted_at integer not null default (unixepoch() * 1000),
  primary key (writer, spool)
) without rowid;

create table {{p}}device (
  id integer primary key,
  name text not null unique
);

create table {{p}}metric (
  id integer primary key,
  name text not null unique,
  unit text not null,
  resolution real not null,
  kind text not null
);

create table {{p}}layout (
  id integer primary key,
  digest blob not null unique,
  columns text not null
);

create table {{p}}series (
  id integer primary key,
  device_id integer not null references {{p}}device (id),
  metric_id integer not null references {{p}}metric (id),
  instance text not null,
  unique (device_id, metric_id, instance)
);

-- Times are epoch microseconds.
create table {{p}}state_change (
  id integer primary key,
  device_id integer not null references {{p}}device (id),
  at integer not null,
  from_state text not null,
  to_state text not null,
  outage text,
  document text not null
);

create index {{p}}state_change_device on {{p}}state_change (device_id, at);

create table {{p}}device_state (
  device_id integer primary key references {{p}}device (id),
  state text not null,
  since integer not null,
  change text not null,
  progress text not null
);

create table {{p}}maintenance (
  id text primary key,
  owner text not null,
  reason text not null,
  document text not null,
  triggered_at text
) without rowid;

create table {{p}}alert (
  id text primary key,
  key text not null,
  type text not null,
  severity text not null,
  source text not null,
  status text not null,
  summary text not null,
  first_seen integer not null,
  last_seen integer not null,
  resolved_at integer,
  document text not null
) without rowid;

create index {{p}}alert_open on {{p}}alert (first_seen) where resolved_at is null;

create index {{p}}alert_seen on {{p}}alert (last_seen);

create table {{p}}ledger (
  id integer primary key,
  at integer not null,
  alert_id text not null,
  key text not null,
  channel text not null,
  notice_id text not null,
  decision text not null,
  stage text not null,
  reason text not null,
  reopens text not null
);

create index {{p}}ledger_alert on {{p}}ledger (alert_id, id);

create index {{p}}ledger_at on {{p}}ledger (at);

create table {{p}}outbox (
  place integer primary key,
  channel text not null,
  notice_id text not null,
  queued_at integer not null,
  attempts integer not null,
  under_way integer not null,
  document text not null,
  unique (channel, notice_id)
);

create table {{p}}device_limit (
  rule text not null,
  device text not null,
  document text not null,
  primary key (rule, device)
) without rowid;
