-- Which versions were applied, and when.
create table {{in}}{{p}}version (
  version integer primary key,
  applied_at timestamptz not null default now()
);

-- How far each program's spools were taken over. The same transaction writes what was taken over,
-- so that nothing is stored twice after a commit of which nobody knows whether it was done.
create table {{in}}{{p}}progress (
  writer uuid not null,
  spool text not null,
  position bigint not null,
  noted_at timestamptz not null default now(),
  primary key (writer, spool)
);

-- Devices that anything was stored of. Their numbers are of this database alone.
create table {{in}}{{p}}device (
  id integer generated always as identity primary key,
  name text not null unique
);

-- What is measured.
create table {{in}}{{p}}metric (
  id integer generated always as identity primary key,
  name text not null unique,
  unit text not null,
  resolution double precision not null,
  kind text not null
);

-- Which columns blocks of readings have: a JSON array of metric, unit, resolution, kind, instance.
create table {{in}}{{p}}layout (
  id integer generated always as identity primary key,
  digest bytea not null unique,
  columns json not null
);

create table {{in}}{{p}}series (
  id integer generated always as identity primary key,
  device_id integer not null references {{in}}{{p}}device (id),
  metric_id integer not null references {{in}}{{p}}metric (id),
  instance text not null,
  unique (device_id, metric_id, instance)
);

-- Blocks of readings as they came, until they are compacted: one row for a poll of many values,
-- one for some minutes of pings. A partition holds an hour.
create table {{in}}{{p}}reading (
  device_id integer not null,
  layout_id integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  data bytea not null
) partition by range (first_at);

create index {{p}}reading_device on {{in}}{{p}}reading (device_id, first_at);

-- The samples of one series in one hour. A partition holds a day (UTC).
create table {{in}}{{p}}chunk (
  series_id integer not null,
  hour timestamptz not null,
  data bytea not null,
  primary key (series_id, hour)
) partition by range (hour);

-- Compressed already.
alter table {{in}}{{p}}reading alter column data set storage external;
alter table {{in}}{{p}}chunk alter column data set storage external;

-- Changes of state, in the order in which they were decided.
create table {{in}}{{p}}state_change (
  id bigint generated always as identity primary key,
  device_id integer not null references {{in}}{{p}}device (id),
  at timestamptz not null,
  from_state text not null,
  to_state text not null,
  outage text,
  document json not null
);

create index {{p}}state_change_device on {{in}}{{p}}state_change (device_id, at);

-- The last change of each device, with what the judge is in the middle of.
create table {{in}}{{p}}device_state (
  device_id integer primary key references {{in}}{{p}}device (id),
  state text not null,
  since timestamptz not null,
  change json not null,
  progress json not null
);

create table {{in}}{{p}}maintenance (
  id text primary key,
  owner text not null,
  reason text not null,
  document json not null,
  triggered_at text
);

create table {{in}}{{p}}alert (
  id text primary key,
  key text not null,
  type text not null,
  severity text not null,
  source text not null,
  status text not null,
  summary text not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  resolved_at timestamptz,
  document json not null
);

create index {{p}}alert_open on {{in}}{{p}}alert (first_seen) where resolved_at is null;

create index {{p}}alert_seen on {{in}}{{p}}alert (last_seen);

-- What was decided about alerts, and why.
create table {{in}}{{p}}ledger (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  alert_id text not null,
  key text not null,
  channel text not null,
  notice_id text not null,
  decision text not null,
  stage text not null,
  reason text not null,
  reopens text not null
);

create index {{p}}ledger_alert on {{in}}{{p}}ledger (alert_id, id);

create index {{p}}ledger_at on {{in}}{{p}}ledger (at);

create table {{in}}{{p}}outbox (
  channel text not null,
  notice_id text not null,
  queued_at timestamptz not null,
  attempts integer not null,
  under_way boolean not null,
  place bigint generated always as identity,
  document json not null,
  primary key (channel, notice_id)
);

create table {{in}}{{p}}device_limit (
  rule text not null,
  device text not null,
  document json not null,
  primary key (rule, device)
);
