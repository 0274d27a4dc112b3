-- What samples come to in buckets of five minutes: a chunk for each series and day (UTC). `day` is
-- when the day begins. A partition holds a day.
create table {{in}}{{p}}rollup_5min (
  series_id integer not null,
  day timestamptz not null,
  data bytea not null,
  primary key (series_id, day)
) partition by range (day);

-- The same in buckets of an hour. A partition holds 30 days.
create table {{in}}{{p}}rollup_hour (
  series_id integer not null,
  day timestamptz not null,
  data bytea not null,
  primary key (series_id, day)
) partition by range (day);

-- Compressed already.
alter table {{in}}{{p}}rollup_5min alter column data set storage external;
alter table {{in}}{{p}}rollup_hour alter column data set storage external;

-- Days that were rolled up, or are just now: then rolled_at is null. Who adds samples to a day
-- deletes its row in the same transaction, whichever it is, and the day is rolled up again.
create table {{in}}{{p}}rolled_day (
  day timestamptz primary key,
  attempt uuid not null,
  noted_at timestamptz not null,
  rolled_at timestamptz
);
