create table if not exists reading (
  device_id integer not null,
  layout_id integer not null,
  first_at integer not null,
  last_at integer not null,
  data blob not null
);

create index if not exists reading_device on reading (device_id, first_at);

create table if not exists chunk (
  series_id integer not null,
  hour integer not null,
  data blob not null,
  primary key (series_id, hour)
) without rowid;

create table if not exists progress (
  writer text not null,
  spool text not null,
  position integer not null,
  primary key (writer, spool)
) without rowid;

create table if not exists rolled_day (
  day integer primary key,
  attempt text not null,
  noted_at integer not null,
  rolled_at integer
) without rowid;
