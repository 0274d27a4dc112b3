create table if not exists rollup_5min (
  series_id integer not null,
  day integer not null,
  data blob not null,
  primary key (series_id, day)
) without rowid;

create table if not exists rollup_hour (
  series_id integer not null,
  day integer not null,
  data blob not null,
  primary key (series_id, day)
) without rowid;
