-- The first of the terms that one directory has had one after the other: what an instance stored in
-- its term before is not out of date when it follows itself.
alter table {{in}}{{p}}lease add column origin text;
alter table {{in}}{{p}}lease add column since_token bigint;
update {{in}}{{p}}lease set since_token = token;
alter table {{in}}{{p}}lease alter column since_token set not null;

-- For how long each program takes its lease to last: another that was told less waits as long.
alter table {{in}}{{p}}instance add column lease_ms bigint not null default 12000;
