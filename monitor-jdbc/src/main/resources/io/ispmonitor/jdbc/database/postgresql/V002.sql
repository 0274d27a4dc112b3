-- Plain rows out of blocks, for people and dashboards. What a block is made of, and the letters
-- u, s, N, R and C below, are told in docs/block-format.md. Places are numbers of bytes, from 0 on.

-- Refuses a block. Returns nothing; the type is for use in expressions.
create or replace function {{in}}{{p}}block_corrupt(data bytea, place integer, what text)
returns integer language plpgsql immutable strict parallel safe as $$
begin
  raise exception 'block of % bytes is corrupt at byte %: %', length(data), place, what
    using errcode = 'data_corrupted';
end;
$$;

-- Is put in line, as are all functions of one expression here; so it is not declared strict.
create or replace function {{in}}{{p}}block_byte(data bytea, place integer)
returns integer language sql immutable parallel safe as $$
  select case when $2 < length($1) then get_byte($1, $2)
    else {{here}}{{p}}block_corrupt($1, $2, 'it ends too early') end
$$;

-- A sum that goes round at 64 bits, where + would fail.
create or replace function {{in}}{{p}}block_sum(a bigint, b bigint)
returns bigint language sql immutable strict parallel safe as $$
  select ((($1 >> 32) + ($2 >> 32) + ((($1 & 4294967295) + ($2 & 4294967295)) >> 32)) << 32)
    | ((($1 & 4294967295) + ($2 & 4294967295)) & 4294967295)
$$;

-- A product that goes round at 64 bits.
create or replace function {{in}}{{p}}block_product(a bigint, b bigint)
returns bigint language plpgsql immutable strict parallel safe as $$
declare
  product numeric := mod(a::numeric * b, 18446744073709551616);
begin
  return case
    when product >= 9223372036854775808 then product - 18446744073709551616
    when product < -9223372036854775808 then product + 18446744073709551616
    else product end;
end;
$$;

-- 0, 1, 2, 3, ... stand for 0, -1, 1, -2, ...
create or replace function {{in}}{{p}}block_signed(code bigint)
returns bigint language sql immutable strict parallel safe as $$
  select (($1 >> 1) & 9223372036854775807) # -($1 & 1)
$$;

-- The double of these 64 bits, which must be a finite one.
create or replace function {{in}}{{p}}block_double(bits bigint)
returns double precision language sql immutable parallel safe as $$
  select (case when $1 < 0 then -1 else 1 end)
    * (($1 & 4503599627370495)
      | case when ($1 >> 52) & 2047 = 0 then 0 else 4503599627370496 end)::double precision
    * power(2::double precision,
      ((greatest(($1 >> 52) & 2047, 1) - 1075) / 2)::double precision)
    * power(2::double precision,
      (greatest(($1 >> 52) & 2047, 1) - 1075 - (greatest(($1 >> 52) & 2047, 1) - 1075) / 2)
        ::double precision)
$$;

-- How many steps a unit has, where that is a whole number; otherwise 0. The smallest doubles have
-- no reciprocal.
create or replace function {{in}}{{p}}block_per_unit(resolution double precision)
returns double precision language sql immutable parallel safe as $$
  select case
    when $1 = 0 then 1
    when $1 <= 5.562684646268003e-309 then 0
    when abs(round(1 / $1) * $1 - 1) < 1e-9 then round(1 / $1)
    else 0 end
$$;

-- Nanoseconds since 1970, to the microsecond at or before.
create or replace function {{in}}{{p}}block_time(nanos bigint)
returns timestamptz language sql immutable strict parallel safe as $$
  select (timestamp 'epoch'
    + ($1 / 1000000000) * interval '1 second'
    + ($1 % 1000000000 / 1000 - ($1 % 1000 < 0)::integer) * interval '1 microsecond')
    at time zone interval '0'
$$;

-- Why there is no value; null when there is one.
create or replace function {{in}}{{p}}block_gap(code integer)
returns text language sql immutable parallel safe as $$
  select case when $1 > 0 then coalesce(
    ('{SILENT,REFUSED,VOID,BROKEN,NOT_SENT,NOT_SUPPORTED,NOT_A_NUMBER,RESTING,RESTARTED,'
      'IMPLAUSIBLE,CLOCK_STEP,FIRST_READING,AMBIGUOUS}'::text[])[$1],
    'NOT_SENT') end
$$;

-- A number without a sign (u), and the place behind it.
create or replace function {{in}}{{p}}block_unsigned(data bytea, place integer)
returns bigint[] language plpgsql immutable strict parallel safe as $$
declare
  number bigint := 0;
  behind integer := place;
  octet integer;
begin
  for shift in 0..63 by 7 loop
    octet := {{here}}{{p}}block_byte(data, behind);
    behind := behind + 1;
    exit when shift = 63 and octet > 1;
    number := number | ((octet & 127)::bigint << shift);
    if octet < 128 then
      return array[number, behind];
    end if;
  end loop;
  perform {{here}}{{p}}block_corrupt(data, behind, 'a number has more than 64 bits');
end;
$$;

-- A number without a sign in a range, and the place behind it.
create or replace function {{in}}{{p}}block_count(
  data bytea, place integer, lowest integer, highest integer, what text)
returns bigint[] language plpgsql immutable strict parallel safe as $$
declare
  got bigint[] := {{here}}{{p}}block_unsigned(data, place);
begin
  if got[1] < lowest or got[1] > highest then
    perform {{here}}{{p}}block_corrupt(data, got[2]::integer,
      format('it says %s %s, and there may be %s to %s',
        got[1]::numeric + case when got[1] < 0 then 18446744073709551616 else 0 end,
        what, lowest, highest));
  end if;
  return got;
end;
$$;

-- Refuses a block for its first byte, which says the kind and the version.
create or replace function {{in}}{{p}}block_other_kind(data bytea, kind integer, name text)
returns void language plpgsql immutable strict parallel safe as $$
declare
  first_byte integer := get_byte(data, 0);
begin
  perform {{here}}{{p}}block_corrupt(data, 1, case
    when first_byte >> 4 = kind >> 4 then
      format('it is a %s of version %s; this schema reads version %s',
        name, first_byte & 15, kind & 15)
    else format('it begins with 0x%s, but a %s begins with 0x%s',
      to_hex(first_byte), name, to_hex(kind)) end);
end;
$$;

-- Refuses a block that does not end here.
create or replace function {{in}}{{p}}block_too_long(data bytea, place integer)
returns void language plpgsql immutable strict parallel safe as $$
begin
  perform {{here}}{{p}}block_corrupt(
    data, place, format('%s bytes follow its end', length(data) - place));
end;
$$;

-- So many numbers (N), and as one more the place behind them.
create or replace function {{in}}{{p}}block_numbers(data bytea, place integer, amount integer)
returns bigint[] language plpgsql immutable strict parallel safe as $$
declare
  head integer := {{here}}{{p}}block_byte(data, place);
  trend integer := head & 3;
  is_upwards boolean := head & 8 <> 0;
  unit bigint := ('{1,10,100,1000,10000,100000,1000000,10000000,100000000,1000000000,10000000000,'
    '100000000000,1000000000000,10000000000000,100000000000000,1000000000000000}'::bigint[]
    )[(head >> 4) + 1];
  most bigint := 9223372036854775807 / unit;
  got bigint[];
  behind integer := place + 1;
  line bigint := 0;
  slope bigint := 0;
  centre bigint;
  low integer;
  rest_shift integer;
  low_mask bigint;
  bits bit varying;
  at_bit integer := 1;
  word bigint;
  ones integer;
  rest bigint;
  numbers bigint[];
begin
  if amount <= greatest(trend - 1, 0) then
    perform {{here}}{{p}}block_corrupt(
      data, behind, format('%s numbers cannot follow the trend %s', amount, trend));
  end if;
  if trend > 0 then
    got := {{here}}{{p}}block_unsigned(data, behind);
    line := {{here}}{{p}}block_signed(got[1]);
    behind := got[2];
  end if;
  if trend = 3 then
    got := {{here}}{{p}}block_unsigned(data, behind);
    slope := {{here}}{{p}}block_signed(got[1]);
    behind := got[2];
  end if;
  got := {{here}}{{p}}block_unsigned(data, behind);
  centre := {{here}}{{p}}block_signed(got[1]);
  behind := got[2];
  if head & 4 = 0 then
    low := {{here}}{{p}}block_byte(data, behind);
    behind := behind + 1;
    if low > 63 then
      perform {{here}}{{p}}block_corrupt(
        data, behind, format('a number cannot have %s low bits', low));
    end if;
    rest_shift := (64 - low) % 64;
    low_mask := ~ ((-1)::bigint << low);
    -- No code has more than 77 bits.
    bits := ('x' || encode(substring(data from behind + 1 for amount * 10), 'hex'))::bit varying;
  elsif trend = 0 then
    if centre not between - most and most then
      centre := {{here}}{{p}}block_product(centre, unit);
    else
      centre := centre * unit;
    end if;
    return array_fill(centre, array[amount]) || behind::bigint;
  end if;

  numbers := array_fill(0::bigint, array[amount + 1]);
  if trend = 1 then
    slope := line;
    line := 0;
  end if;
  for i in 1..amount loop
    if trend < 2 or i >= trend then
      rest := centre;
      if bits is not null then
        word := substring(bits from at_bit for 64)::bit(64)::bigint;
        ones := case
          when word >= 0 then 0
          when word < -4611686018427387904 then 1
          when word < -2305843009213693952 then 2
          when word < -1152921504606846976 then 3
          when word < -576460752303423488 then 4
          when word < -288230376151711744 then 5
          when word < -144115188075855872 then 6
          when word < -72057594037927936 then 7
          else 8 end;
        if ones = 8 then
          ones := (word >> 50) & 63;
          at_bit := at_bit + 14;
          word := substring(bits from at_bit for 64)::bit(64)::bigint;
          rest := (1::bigint << ones)
            | ((word >> ((64 - ones) % 64)) & ~ ((-1)::bigint << ones));
          at_bit := at_bit + ones;
        elsif low < 56 then
          rest := (ones::bigint << low) | (((word << (ones + 1)) >> rest_shift) & low_mask);
          at_bit := at_bit + ones + 1 + low;
        else
          at_bit := at_bit + ones + 1;
          word := substring(bits from at_bit for 64)::bit(64)::bigint;
          rest := (ones::bigint << low) | ((word >> rest_shift) & low_mask);
          at_bit := at_bit + low;
        end if;
        if not is_upwards then
          rest := {{here}}{{p}}block_signed(rest);
        end if;
        rest := {{here}}{{p}}block_sum(centre, rest);
      end if;
    end if;
    if trend = 1 then
      rest := {{here}}{{p}}block_sum(line, rest);
      line := {{here}}{{p}}block_sum(line, slope);
    elsif trend = 2 then
      if i > 1 then
        line := {{here}}{{p}}block_sum(line, rest);
      end if;
      rest := line;
    elsif trend = 3 then
      if i > 2 then
        slope := {{here}}{{p}}block_sum(slope, rest);
      end if;
      if i > 1 then
        line := {{here}}{{p}}block_sum(line, slope);
      end if;
      rest := line;
    end if;
    if rest between - most and most then
      numbers[i] := rest * unit;
    else
      numbers[i] := {{here}}{{p}}block_product(rest, unit);
    end if;
  end loop;
  if at_bit - 1 > length(bits) then
    perform {{here}}{{p}}block_corrupt(data, length(data), 'it ends too early');
  end if;
  numbers[amount + 1] := behind + (at_bit + 6) / 8;
  return numbers;
end;
$$;

-- The bits of so many doubles (form 3), and as one more the place behind them.
create or replace function {{in}}{{p}}block_doubles(data bytea, place integer, amount integer)
returns bigint[] language plpgsql immutable strict parallel safe as $$
declare
  -- No code has more than 78 bits.
  bits bit varying :=
    ('x' || encode(substring(data from place + 1 for amount * 10), 'hex'))::bit varying;
  at_bit integer := 65;
  word bigint := substring(bits from 1 for 64)::bit(64)::bigint;
  last bigint := word;
  zeros integer := 0;
  size integer := 64;
  doubles bigint[] := array_fill(last, array[amount + 1]);
begin
  for i in 2..amount loop
    word := substring(bits from at_bit for 64)::bit(64)::bigint;
    if word >= 0 then
      at_bit := at_bit + 1;
    else
      if word < -4611686018427387904 then
        at_bit := at_bit + 2;
      else
        zeros := (word >> 56) & 63;
        size := ((word >> 50) & 63) + 1;
        if zeros + size > 64 then
          perform {{here}}{{p}}block_corrupt(data, place + (at_bit + 20) / 8,
            format('a double cannot differ in %s bits behind %s', size, zeros));
        end if;
        at_bit := at_bit + 14;
      end if;
      word := substring(bits from at_bit for 64)::bit(64)::bigint & ((-1)::bigint << (64 - size));
      at_bit := at_bit + size;
      if zeros > 0 then
        word := (word >> zeros) & (9223372036854775807 >> (zeros - 1));
      end if;
      last := last # word;
    end if;
    doubles[i] := last;
  end loop;
  if at_bit - 1 > length(bits) then
    perform {{here}}{{p}}block_corrupt(data, length(data), 'it ends too early');
  end if;
  doubles[amount + 1] := place + (at_bit + 6) / 8;
  return doubles;
end;
$$;

-- So many steps as runs of the same (form 1), and as one more the place behind them.
create or replace function {{in}}{{p}}block_runs(data bytea, place integer, amount integer)
returns bigint[] language plpgsql immutable strict parallel safe as $$
declare
  got bigint[] := {{here}}{{p}}block_count(data, place, 1, amount, 'runs');
  runs integer := got[1];
  firsts bigint[] := {{here}}{{p}}block_numbers(data, got[2]::integer, runs);
  lengths bigint[] := {{here}}{{p}}block_numbers(data, firsts[runs + 1]::integer, runs);
  numbers bigint[] := array_fill(firsts[1], array[amount + 1]);
  done integer := 0;
begin
  for run in 1..runs loop
    if lengths[run] < 1 or lengths[run] > amount - done then
      perform {{here}}{{p}}block_corrupt(data, lengths[runs + 1]::integer,
        format('run %s of %s has %s of %s values', run - 1, runs, lengths[run], amount));
    end if;
    if run > 1 then
      for i in done + 1 .. done + lengths[run] loop
        numbers[i] := firsts[run];
      end loop;
    end if;
    done := done + lengths[run];
  end loop;
  if done < amount then
    perform {{here}}{{p}}block_corrupt(data, lengths[runs + 1]::integer,
      format('runs leave out %s of %s values', amount - done, amount));
  end if;
  numbers[amount + 1] := lengths[runs + 1];
  return numbers;
end;
$$;

-- So many steps out of a palette (form 2), and as one more the place behind them.
create or replace function {{in}}{{p}}block_palette(data bytea, place integer, amount integer)
returns bigint[] language plpgsql immutable strict parallel safe as $$
declare
  got bigint[] := {{here}}{{p}}block_count(data, place, 1, 16, 'different values');
  colours integer := got[1];
  steps bigint[] := {{here}}{{p}}block_numbers(data, got[2]::integer, colours);
  numbers bigint[] := {{here}}{{p}}block_numbers(data, steps[colours + 1]::integer, amount);
begin
  for i in 1..amount loop
    if numbers[i] < 0 or numbers[i] >= colours then
      perform {{here}}{{p}}block_corrupt(data, numbers[amount + 1]::integer,
        format('value %s is number %s of %s', i - 1, numbers[i], colours));
    end if;
    numbers[i] := steps[numbers[i] + 1];
  end loop;
  return numbers;
end;
$$;

-- The codes of so many gaps, 0 for values; then how many values there are; then the place behind.
create or replace function {{in}}{{p}}block_gaps(data bytea, place integer, amount integer)
returns integer[] language plpgsql immutable strict parallel safe as $$
declare
  got bigint[] := {{here}}{{p}}block_count(data, place, 1, amount, 'runs of gaps');
  runs integer := got[1];
  codes integer[] := array_fill(0, array[amount + 2]);
  code integer;
  size bigint;
  done integer := 0;
  present integer := 0;
begin
  for run in 1..runs loop
    got := {{here}}{{p}}block_unsigned(data, got[2]::integer);
    code := got[1] & 31;
    size := ((got[1] >> 5) & 576460752303423487) + 1;
    if size > amount - done then
      perform {{here}}{{p}}block_corrupt(data, got[2]::integer,
        format('a run of gaps goes beyond the last of %s samples', amount));
    end if;
    if code = 0 then
      present := present + size;
    else
      for i in done + 1 .. done + size loop
        codes[i] := code;
      end loop;
    end if;
    done := done + size;
  end loop;
  if done < amount then
    perform {{here}}{{p}}block_corrupt(data, got[2]::integer,
      format('runs of gaps end after %s of %s samples', done, amount));
  end if;
  codes[amount + 1] := present;
  codes[amount + 2] := got[2];
  return codes;
end;
$$;

-- The values of numbers: of the bits of doubles (form 3), or of steps.
create or replace function {{in}}{{p}}block_values(
  data bytea, place integer, form integer, numbers bigint[], amount integer,
  per_unit double precision, resolution double precision)
returns double precision[] language plpgsql immutable strict parallel safe as $$
declare
  made double precision[] := array_fill(0::double precision, array[amount]);
begin
  if form = 3 then
    for i in 1..amount loop
      if (numbers[i] >> 52) & 2047 = 2047 then
        perform {{here}}{{p}}block_corrupt(
          data, place, format('value %s is not a finite number', i - 1));
      end if;
      made[i] := {{here}}{{p}}block_double(numbers[i]);
    end loop;
  elsif per_unit > 0 then
    for i in 1..amount loop
      made[i] := numbers[i] / per_unit;
    end loop;
  else
    for i in 1..amount loop
      if resolution > 1e289
          and abs(numbers[i]::double precision) > 1.7976931348623157e308 / resolution then
        perform {{here}}{{p}}block_corrupt(
          data, place, format('value %s is not a finite number', i - 1));
      end if;
      made[i] := numbers[i] * resolution;
    end loop;
  end if;
  return made;
end;
$$;

-- A column (C) of so many samples.
create or replace function {{in}}{{p}}block_column(
  data bytea, place integer, amount integer, resolution double precision,
  out made double precision[], out gaps integer[], out behind integer)
language plpgsql immutable strict parallel safe as $$
declare
  head integer := {{here}}{{p}}block_byte(data, place);
  form integer := head & 3;
  size integer := head >> 4;
  begun integer := place + 1;
  present integer := amount;
  per_unit double precision := {{here}}{{p}}block_per_unit(resolution);
  got bigint[];
  dense double precision[];
  taken integer := 0;
begin
  if head & 8 <> 0 then
    perform {{here}}{{p}}block_corrupt(data, begun,
      format('a column begins with 0x%s, which nobody writes', to_hex(head)));
  end if;
  if size = 15 then
    got := {{here}}{{p}}block_count(data, begun, 15, 2147483647, 'bytes of a column');
    size := got[1];
    begun := got[2];
  end if;
  behind := begun;
  if head & 4 <> 0 then
    gaps := {{here}}{{p}}block_gaps(data, behind, amount);
    present := gaps[amount + 1];
    behind := gaps[amount + 2];
    gaps := gaps[1:amount];
  end if;
  if present > 0 then
    if resolution = 0 and form < 3 then
      got := {{here}}{{p}}block_count(data, behind, 0, 9, 'decimals');
      per_unit := (10::numeric ^ got[1])::double precision;
      behind := got[2];
    end if;
    got := case form
      when 0 then {{here}}{{p}}block_numbers(data, behind, present)
      when 1 then {{here}}{{p}}block_runs(data, behind, present)
      when 2 then {{here}}{{p}}block_palette(data, behind, present)
      else {{here}}{{p}}block_doubles(data, behind, present) end;
    behind := got[present + 1];
    dense := {{here}}{{p}}block_values(
      data, behind, form, got, present, per_unit, resolution);
  end if;
  if behind - begun <> size then
    perform {{here}}{{p}}block_corrupt(
      data, behind, format('a column has %s bytes, not %s', behind - begun, size));
  end if;
  if present = amount then
    made := dense;
    return;
  end if;
  made := array_fill(null::double precision, array[amount]);
  if present > 0 then
    for i in 1..amount loop
      if gaps[i] = 0 then
        taken := taken + 1;
        made[i] := dense[taken];
      end if;
    end loop;
  end if;
end;
$$;

-- A column of a row block with up to four rows.
create or replace function {{in}}{{p}}block_tokens(
  data bytea, place integer, amount integer, resolution double precision,
  out made double precision[], out gaps integer[], out behind integer)
language plpgsql immutable strict parallel safe as $$
declare
  per_unit double precision := {{here}}{{p}}block_per_unit(resolution);
  got bigint[];
  number bigint;
  form integer;
  value double precision[];
begin
  made := array_fill(null::double precision, array[amount]);
  gaps := array_fill(0, array[amount]);
  behind := place;
  for i in 1..amount loop
    got := {{here}}{{p}}block_unsigned(data, behind);
    number := got[1];
    behind := got[2];
    if number between 1 and 31 then
      gaps[i] := number;
      continue;
    end if;
    if number = 0 then
      form := 3;
      if behind + 8 > length(data) then
        perform {{here}}{{p}}block_corrupt(
          data, behind, 'it ends too early, 8 more bytes are needed');
      end if;
      number := ('x' || encode(substring(data from behind + 1 for 8), 'hex'))::bit(64)::bigint;
      behind := behind + 8;
    else
      form := 0;
      number := {{here}}{{p}}block_signed({{here}}{{p}}block_sum(number, -32));
    end if;
    value := {{here}}{{p}}block_values(
      data, behind, form, array[number], 1, per_unit, resolution);
    made[i] := value[1];
  end loop;
end;
$$;

-- The place behind so many columns of a row block.
create or replace function {{in}}{{p}}block_skip(
  data bytea, place integer, amount integer, columns integer)
returns integer language plpgsql immutable strict parallel safe as $$
declare
  behind bigint := place;
  head integer;
  got bigint[];
  begun bigint;
  seen integer;
begin
  if amount > 4 then
    for i in 1..columns loop
      head := {{here}}{{p}}block_byte(data, behind::integer);
      if head & 8 <> 0 then
        perform {{here}}{{p}}block_corrupt(data, behind::integer + 1,
          format('a column begins with 0x%s, which nobody writes', to_hex(head)));
      end if;
      behind := behind + 1;
      if head >> 4 < 15 then
        behind := behind + (head >> 4);
      else
        got := {{here}}{{p}}block_count(
          data, behind::integer, 15, 2147483647, 'bytes of a column');
        behind := got[1] + got[2];
      end if;
      if behind > length(data) then
        perform {{here}}{{p}}block_corrupt(data, length(data), 'it ends too early');
      end if;
    end loop;
    return behind;
  end if;
  for i in 1 .. amount * columns loop
    begun := behind;
    head := {{here}}{{p}}block_byte(data, behind::integer);
    behind := behind + 1;
    seen := head & 127;
    while head > 127 loop
      head := {{here}}{{p}}block_byte(data, behind::integer);
      behind := behind + 1;
      seen := seen | (head & 127);
      if behind - begun >= 10 and head > 1 then
        perform {{here}}{{p}}block_corrupt(
          data, behind::integer, 'a number has more than 64 bits');
      end if;
    end loop;
    if seen = 0 then
      behind := behind + 8;
      if behind > length(data) then
        perform {{here}}{{p}}block_corrupt(data, length(data), 'it ends too early');
      end if;
    end if;
  end loop;
  return behind;
end;
$$;

-- The columns of a row block, or one of them alone: their numbers, from 1 on, and their samples.
create or replace function {{in}}{{p}}block_rows(
  data bytea, resolutions double precision[], only_number integer)
returns table (number integer, times bigint[], made double precision[], gaps integer[])
language plpgsql immutable strict parallel safe rows 1 as $$
declare
  block bytea := data || ''::bytea;
  columns integer := cardinality(resolutions);
  got bigint[];
  amount integer;
  behind integer;
  final integer := case when only_number > 0 then least(only_number, columns) else columns end;
  part record;
begin
  if {{here}}{{p}}block_byte(block, 0) <> 17 then
    perform {{here}}{{p}}block_other_kind(block, 17, 'row block');
  end if;
  got := {{here}}{{p}}block_count(block, 1, 1, 65536, 'rows');
  amount := got[1];
  got := {{here}}{{p}}block_unsigned(block, got[2]::integer);
  if got[1] <> columns then
    perform {{here}}{{p}}block_corrupt(block, got[2]::integer,
      format('it has %s columns, and the layout it is read in has %s',
        got[1]::numeric + case when got[1] < 0 then 18446744073709551616 else 0 end,
        columns));
  end if;
  times := {{here}}{{p}}block_numbers(block, got[2]::integer, amount);
  behind := times[amount + 1];
  times := times[1:amount];
  if only_number > 1 then
    behind := {{here}}{{p}}block_skip(block, behind, amount, least(only_number, columns + 1) - 1);
  end if;
  for i in greatest(only_number, 1) .. final loop
    part := case
      when amount > 4 then {{here}}{{p}}block_column(block, behind, amount, resolutions[i])
      else {{here}}{{p}}block_tokens(block, behind, amount, resolutions[i]) end;
    number := i;
    made := part.made;
    gaps := part.gaps;
    behind := part.behind;
    if i = columns and behind <> length(block) then
      perform {{here}}{{p}}block_too_long(block, behind);
    end if;
    return next;
  end loop;
  if columns = 0 and behind <> length(block) then
    perform {{here}}{{p}}block_too_long(block, behind);
  end if;
end;
$$;

-- The resolution (R) that begins at a place.
create or replace function {{in}}{{p}}block_resolution(data bytea, place integer)
returns double precision language plpgsql immutable strict parallel safe as $$
declare
  code integer := {{here}}{{p}}block_byte(data, place);
  bits bigint;
begin
  if code <= 40 then
    return case code when 0 then '0' else '1e' || (code - 20) end::double precision;
  end if;
  if code < 255 then
    perform {{here}}{{p}}block_corrupt(
      data, place + 1, format('%s is not the code of a resolution', code));
  end if;
  if place + 9 > length(data) then
    perform {{here}}{{p}}block_corrupt(
      data, place + 1, 'it ends too early, 8 more bytes are needed');
  end if;
  bits := ('x' || encode(substring(data from place + 2 for 8), 'hex'))::bit(64)::bigint;
  if (bits >> 52) & 2047 = 2047 or (bits < 0 and bits <> (-9223372036854775808)::bigint) then
    perform {{here}}{{p}}block_corrupt(data, place + 9,
      format('the resolution is a double of the bits %s', to_hex(bits)));
  end if;
  return abs({{here}}{{p}}block_double(bits));
end;
$$;

create or replace function {{in}}{{p}}block_behind_resolution(data bytea, place integer)
returns integer language sql immutable strict parallel safe as $$
  select $2 + 1 + (get_byte($1, $2) = 255)::integer * 8
$$;

-- The values of so many buckets that are not empty.
create or replace function {{in}}{{p}}block_rollup_values(
  data bytea, place integer, amount integer, resolution double precision,
  out lowest double precision[], out p95 double precision[], out highest double precision[],
  out means double precision[], out behind integer)
language plpgsql immutable strict parallel safe as $$
declare
  raw integer := {{here}}{{p}}block_byte(data, place);
  levels_form integer := case when raw & 1 = 1 then 3 else 0 end;
  means_form integer := case when raw & 2 = 2 then 3 else 0 end;
  per_unit double precision := {{here}}{{p}}block_per_unit(resolution);
  -- Half of the smallest double is 0.
  fine double precision := case when resolution <= 4e-323 then 0 else resolution / 16 end;
  finer bigint := case when fine = 0 then 1 else 16 end;
  numbers bigint[];
  others bigint[];
begin
  behind := place + 1;
  if raw > 3 then
    perform {{here}}{{p}}block_corrupt(data, behind,
      format('values of buckets begin with 0x%s, which nobody writes', to_hex(raw)));
  end if;
  numbers := {{here}}{{p}}block_raw_or_steps(data, behind, levels_form, amount);
  behind := numbers[amount + 1];
  lowest := {{here}}{{p}}block_values(
    data, behind, levels_form, numbers, amount, per_unit, resolution);
  others := numbers;

  numbers := {{here}}{{p}}block_raw_or_steps(data, behind, levels_form, amount);
  behind := numbers[amount + 1];
  if levels_form = 0 then
    numbers := {{here}}{{p}}block_sums(numbers, others, 1, amount);
  end if;
  p95 := {{here}}{{p}}block_values(
    data, behind, levels_form, numbers, amount, per_unit, resolution);

  if levels_form = 0 then
    numbers := {{here}}{{p}}block_sums(
      {{here}}{{p}}block_numbers(data, behind, amount), numbers, 1, amount);
  else
    numbers := {{here}}{{p}}block_doubles(data, behind, amount);
  end if;
  behind := numbers[amount + 1];
  highest := {{here}}{{p}}block_values(
    data, behind, levels_form, numbers, amount, per_unit, resolution);

  numbers := {{here}}{{p}}block_raw_or_steps(data, behind, means_form, amount);
  behind := numbers[amount + 1];
  if levels_form = 0 and means_form = 0 then
    numbers := {{here}}{{p}}block_sums(numbers, others, finer, amount);
  end if;
  means := {{here}}{{p}}block_values(data, behind, means_form, numbers, amount,
    {{here}}{{p}}block_per_unit(fine), fine);
end;
$$;

create or replace function {{in}}{{p}}block_raw_or_steps(
  data bytea, place integer, form integer, amount integer)
returns bigint[] language sql immutable strict parallel safe as $$
  select case $3 when 3 then {{here}}{{p}}block_doubles($1, $2, $4)
    else {{here}}{{p}}block_numbers($1, $2, $4) end
$$;

-- Adds other numbers so many times; what is behind them stays.
create or replace function {{in}}{{p}}block_sums(
  numbers bigint[], others bigint[], fold bigint, amount integer)
returns bigint[] language plpgsql immutable strict parallel safe as $$
begin
  for i in 1..amount loop
    numbers[i] := {{here}}{{p}}block_sum(
      numbers[i], {{here}}{{p}}block_product(others[i], fold));
  end loop;
  return numbers;
end;
$$;

-- Puts values where the counts are not 0.
create or replace function {{in}}{{p}}block_spread(
  dense double precision[], counts bigint[], amount integer)
returns double precision[] language plpgsql immutable parallel safe as $$
declare
  spread double precision[] := array_fill(null::double precision, array[amount]);
  taken integer := 0;
begin
  for i in 1..amount loop
    if counts[i] > 0 then
      taken := taken + 1;
      spread[i] := dense[taken];
    end if;
  end loop;
  return spread;
end;
$$;

-- The samples of a series chunk.
create or replace function {{in}}{{p}}block_series(
  data bytea, out times bigint[], out made double precision[], out gaps integer[])
language plpgsql immutable strict parallel safe as $$
declare
  block bytea := data || ''::bytea;
  got bigint[];
  amount integer;
  resolution double precision;
  part record;
begin
  if {{here}}{{p}}block_byte(block, 0) <> 33 then
    perform {{here}}{{p}}block_other_kind(block, 33, 'series chunk');
  end if;
  got := {{here}}{{p}}block_count(block, 1, 1, 65536, 'samples');
  amount := got[1];
  resolution := {{here}}{{p}}block_resolution(block, got[2]::integer);
  times := {{here}}{{p}}block_numbers(
    block, {{here}}{{p}}block_behind_resolution(block, got[2]::integer), amount);
  part := {{here}}{{p}}block_column(block, times[amount + 1]::integer, amount, resolution);
  times := times[1:amount];
  made := part.made;
  gaps := part.gaps;
  if part.behind <> length(block) then
    perform {{here}}{{p}}block_too_long(block, part.behind);
  end if;
end;
$$;

-- The buckets of a rollup chunk; of those that are empty there are no values.
create or replace function {{in}}{{p}}block_rollup(
  data bytea, out starts bigint[], out counts bigint[], out lowest double precision[],
  out p95 double precision[], out highest double precision[], out means double precision[])
language plpgsql immutable strict parallel safe as $$
declare
  block bytea := data || ''::bytea;
  got bigint[];
  behind integer;
  amount integer;
  resolution double precision;
  unit bigint;
  begun bigint;
  width bigint;
  filled integer := 0;
begin
  if {{here}}{{p}}block_byte(block, 0) <> 49 then
    perform {{here}}{{p}}block_other_kind(block, 49, 'rollup chunk');
  end if;
  got := {{here}}{{p}}block_count(block, 1, 1, 65536, 'buckets');
  amount := got[1];
  resolution := {{here}}{{p}}block_resolution(block, got[2]::integer);
  behind := {{here}}{{p}}block_behind_resolution(block, got[2]::integer);
  got := {{here}}{{p}}block_count(block, behind, 0, 18, 'zeros behind its times');
  unit := (10::numeric ^ got[1])::bigint;
  got := {{here}}{{p}}block_unsigned(block, got[2]::integer);
  begun := {{here}}{{p}}block_signed(got[1]);
  behind := got[2];
  got := {{here}}{{p}}block_unsigned(block, behind);
  width := got[1];
  behind := got[2];
  if begun::numeric * unit not between -9223372036854775808 and 9223372036854775807
      or width::numeric * unit not between 1 and 9223372036854775807
      or (begun + width::numeric * (amount - 1)) * unit > 9223372036854775807 then
    perform {{here}}{{p}}block_corrupt(block, behind,
      format('%s buckets of %s ns from %s on cannot be',
        amount, width::numeric * unit, begun::numeric * unit));
  end if;
  counts := {{here}}{{p}}block_numbers(block, behind, amount);
  behind := counts[amount + 1];
  counts := counts[1:amount];
  starts := array_fill(begun * unit, array[amount]);
  for i in 1..amount loop
    if counts[i] < 0 then
      perform {{here}}{{p}}block_corrupt(
        block, behind, format('bucket %s has %s values', i - 1, counts[i]));
    end if;
    filled := filled + (counts[i] > 0)::integer;
    starts[i] := (begun + (i - 1) * width) * unit;
  end loop;
  if filled > 0 then
    select v.lowest, v.p95, v.highest, v.means, v.behind
      into lowest, p95, highest, means, behind
      from {{here}}{{p}}block_rollup_values(block, behind, filled, resolution) as v;
  end if;
  if filled < amount then
    lowest := {{here}}{{p}}block_spread(lowest, counts, amount);
    p95 := {{here}}{{p}}block_spread(p95, counts, amount);
    highest := {{here}}{{p}}block_spread(highest, counts, amount);
    means := {{here}}{{p}}block_spread(means, counts, amount);
  end if;
  if behind <> length(block) then
    perform {{here}}{{p}}block_too_long(block, behind);
  end if;
end;
$$;

-- From here on it is for people. These functions are put in line, so they are not declared strict;
-- without an argument they have no rows.

-- The resolutions of a layout's columns.
create or replace function {{in}}{{p}}layout_resolutions(columns json)
returns double precision[] language plpgsql immutable strict parallel safe as $$
begin
  return array(
    select (c.value ->> 'resolution')::double precision
    from json_array_elements(columns) with ordinality as c (value, number)
    order by c.number);
end;
$$;

-- All samples of a row block. Columns have numbers from 1 on.
create or replace function {{in}}{{p}}row_block(data bytea, columns json)
returns table (number integer, at timestamptz, value double precision, gap text)
language sql immutable parallel safe as $$
  select b.number, {{here}}{{p}}block_time(s.nanos), s.value, {{here}}{{p}}block_gap(s.code)
  from {{here}}{{p}}block_rows($1, {{here}}{{p}}layout_resolutions($2), 0) as b
  cross join lateral unnest(b.times, b.made, b.gaps) as s (nanos, value, code)
$$;

-- The samples of one column of a row block; the others are passed over.
create or replace function {{in}}{{p}}row_block(data bytea, columns json, only_number integer)
returns table (at timestamptz, value double precision, gap text)
language sql immutable parallel safe as $$
  select {{here}}{{p}}block_time(s.nanos), s.value, {{here}}{{p}}block_gap(s.code)
  from {{here}}{{p}}block_rows($1, {{here}}{{p}}layout_resolutions($2), greatest($3, 1)) as b
  cross join lateral unnest(b.times, b.made, b.gaps) as s (nanos, value, code)
$$;

-- The samples of a series chunk.
create or replace function {{in}}{{p}}series_chunk(data bytea)
returns table (at timestamptz, value double precision, gap text)
language sql immutable parallel safe as $$
  select {{here}}{{p}}block_time(s.nanos), s.value, {{here}}{{p}}block_gap(s.code)
  from {{here}}{{p}}block_series($1) as b
  cross join lateral unnest(b.times, b.made, b.gaps) as s (nanos, value, code)
$$;

-- The buckets of a rollup chunk, also empty ones.
create or replace function {{in}}{{p}}rollup_chunk(data bytea)
returns table (at timestamptz, count bigint, min double precision, p95 double precision,
  max double precision, mean double precision)
language sql immutable parallel safe as $$
  select {{here}}{{p}}block_time(s.nanos), s.count, s.min, s.p95, s.max, s.mean
  from {{here}}{{p}}block_rollup($1) as b
  cross join lateral unnest(b.starts, b.counts, b.lowest, b.p95, b.highest, b.means)
    as s (nanos, count, min, p95, max, mean)
$$;

-- The columns of layouts, with numbers from 1 on.
create or replace view {{in}}{{p}}layout_column as
select l.id as layout_id, c.number::integer as number, c.value ->> 'metric' as metric,
  c.value ->> 'instance' as instance, c.value ->> 'unit' as unit, c.value ->> 'kind' as kind,
  (c.value ->> 'resolution')::double precision as resolution
from {{in}}{{p}}layout as l
cross join lateral json_array_elements(l.columns) with ordinality as c (value, number);

-- The samples of a metric of a device in a range of time that does not include its end, by time;
-- of one instance or, for null, of all. Reads those rows and chunks that can have some, and no
-- others: a row is no longer than 15 minutes, and ends with its hour.
create or replace function {{in}}{{p}}samples(
  device text, metric text, instance text, since timestamptz, until timestamptz)
returns table (instance text, at timestamptz, value double precision, gap text)
language sql stable parallel safe rows 1000 as $$
  with reading as materialized (
    select r.layout_id, r.data
    from {{here}}{{p}}reading as r
    where r.device_id = (select d.id from {{here}}{{p}}device as d where d.name = $1)
      and r.first_at >= greatest($4 - interval '15 minutes', date_trunc('hour', $4, 'UTC'))
      and r.first_at < $5
      and r.last_at >= $4
  ), wanted as materialized (
    select c.layout_id, c.number, c.instance,
      (select {{here}}{{p}}layout_resolutions(l.columns)
        from {{here}}{{p}}layout as l where l.id = c.layout_id) as resolutions
    from {{here}}{{p}}layout_column as c
    where c.layout_id in (select r.layout_id from reading as r)
      and c.metric = $2 and (c.instance = $3 or $3 is null)
  ), block as (
    select w.instance, b.times, b.made, b.gaps
    from reading as r
    join wanted as w on w.layout_id = r.layout_id
    cross join lateral {{here}}{{p}}block_rows(r.data, w.resolutions, w.number) as b
    union all
    select s.instance, b.times, b.made, b.gaps
    from {{here}}{{p}}series as s
    join {{here}}{{p}}chunk as c on c.series_id = s.id
    cross join lateral {{here}}{{p}}block_series(c.data) as b
    where s.device_id = (select d.id from {{here}}{{p}}device as d where d.name = $1)
      and s.metric_id = (select m.id from {{here}}{{p}}metric as m where m.name = $2)
      and (s.instance = $3 or $3 is null)
      and c.hour >= date_trunc('hour', $4, 'UTC')
      and c.hour < $5
  ), sample as (
    select b.instance, {{here}}{{p}}block_time(s.nanos) as at, s.value, s.code
    from block as b
    cross join lateral unnest(b.times, b.made, b.gaps) as s (nanos, value, code)
  )
  select s.instance, s.at, s.value, {{here}}{{p}}block_gap(s.code)
  from sample as s
  where s.at >= $4 and s.at < $5
  order by s.at
$$;

-- All samples. Give a device, or all rows are read; a time spares no reading here, as it does with
-- the function above.
create or replace view {{in}}{{p}}sample as
select d.name as device, c.value ->> 'metric' as metric, c.value ->> 'instance' as instance,
  c.value ->> 'unit' as unit, {{in}}{{p}}block_time(s.nanos) as at, s.value,
  {{in}}{{p}}block_gap(s.code) as gap
from {{in}}{{p}}device as d
join {{in}}{{p}}reading as r on r.device_id = d.id
join {{in}}{{p}}layout as l on l.id = r.layout_id
cross join lateral json_array_elements(l.columns) with ordinality as c (value, number)
cross join lateral {{in}}{{p}}block_rows(
  r.data, {{in}}{{p}}layout_resolutions(l.columns), c.number::integer) as b
cross join lateral unnest(b.times, b.made, b.gaps) as s (nanos, value, code)
union all
select d.name, m.name, n.instance, m.unit, {{in}}{{p}}block_time(s.nanos), s.value,
  {{in}}{{p}}block_gap(s.code)
from {{in}}{{p}}device as d
join {{in}}{{p}}series as n on n.device_id = d.id
join {{in}}{{p}}metric as m on m.id = n.metric_id
join {{in}}{{p}}chunk as c on c.series_id = n.id
cross join lateral {{in}}{{p}}block_series(c.data) as b
cross join lateral unnest(b.times, b.made, b.gaps) as s (nanos, value, code);

-- What changed, when, and what it is known from. The root is the device at fault.
create or replace view {{in}}{{p}}state_log as
select d.name as device, c.at, c.from_state, c.to_state, c.outage,
  c.document #>> '{outage,root}' as root, c.document #>> '{evidence,reason}' as reason
from {{in}}{{p}}state_change as c
join {{in}}{{p}}device as d on d.id = c.device_id;

-- From when until when a device had a state; the last goes on, and has no end.
create or replace view {{in}}{{p}}state_span as
select d.name as device, c.to_state as state, c.at as since,
  lead(c.at) over (partition by d.name order by c.id) as until, c.outage
from {{in}}{{p}}state_change as c
join {{in}}{{p}}device as d on d.id = c.device_id;

-- How each device stands.
create or replace view {{in}}{{p}}last_state as
select d.name as device, s.state, s.since, s.change #>> '{outage,id}' as outage,
  s.change #>> '{outage,root}' as root, s.change #>> '{evidence,reason}' as reason
from {{in}}{{p}}device_state as s
join {{in}}{{p}}device as d on d.id = s.device_id;

-- Alerts that have not ended.
create or replace view {{in}}{{p}}open_alert as
select a.id, a.key, a.type, a.severity, a.source, a.status, a.summary, a.first_seen, a.last_seen,
  a.document ->> 'evidence' as evidence, (a.document ->> 'affected')::integer as affected,
  (a.document ->> 'subscribers')::bigint as subscribers
from {{in}}{{p}}alert as a
where a.resolved_at is null;

-- What was decided about which alert, in the order of decisions.
create or replace view {{in}}{{p}}ledger_text as
select n.id, n.at, n.alert_id, n.key, a.severity, a.summary, n.channel, n.decision, n.stage,
  n.reason, n.reopens, n.notice_id
from {{in}}{{p}}ledger as n
left join {{in}}{{p}}alert as a on a.id = n.alert_id;
