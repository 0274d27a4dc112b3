-- Who is in charge when several programs watch the same network. The token rises each time a lease
-- is taken; what was decided under a lower one is not written any more. It is part of a key so that
-- taking the lease waits for whoever is writing under the token before, while keeping it does not.
create table {{in}}{{p}}lease (
  scope text primary key,
  token bigint not null,
  version bigint not null,
  holder text,
  holder_id text,
  heir text,
  changed_at timestamptz not null default clock_timestamp(),
  unique (scope, token)
);

-- The programs, and when each last said that it lives.
create table {{in}}{{p}}instance (
  id text primary key,
  incarnation text not null,
  place text,
  mode text not null,
  host text not null,
  process bigint not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  beats bigint not null,
  is_ready boolean not null,
  has_left boolean not null
);
