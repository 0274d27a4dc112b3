package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.RowBlockReader;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What lies in the records of a batch, by device and layout. Holds a few numbers for each reading,
 * and none of its values. Used by one thread.
 */
final class Gathering {
  private final List<SpoolRecord> records = new ArrayList<>();
  private final Groups groups = new Groups();
  private final PageReader page = new PageReader();
  private final RowBlockReader block = new RowBlockReader();
  private int size;
  private int[] groupOf = new int[256];
  private int[] recordOf = new int[256];
  private int[] offsetOf = new int[256];
  private long[] timeOf = new long[256];

  /**
   * Adds all readings of a record.
   *
   * @throws RuntimeException when it cannot be understood; none of it is added
   */
  void add(SpoolRecord record, Function<SpoolRecord, List<StoredLayout>> layoutsOf) {
    if (record.type() != Lane.PAGE) {
      throw new IllegalArgumentException(record + " is of a type that holds no samples");
    }
    int before = size;
    try {
      addAll(record, layoutsOf.apply(record));
      records.add(record);
    } catch (RuntimeException e) {
      size = before;
      throw e;
    }
  }

  private void addAll(SpoolRecord record, List<StoredLayout> layouts) {
    page.open(record.payload());
    for (int offset = 0; page.next(); offset = page.offset()) {
      if (page.layout() >= layouts.size()) {
        throw new IllegalArgumentException(
            "%s has %d layouts, and a reading of number %d"
                .formatted(record, layouts.size(), page.layout()));
      }
      StoredLayout layout = layouts.get(page.layout());
      block.open(page.bytes(), page.blockFrom(), page.blockTo(), layout.layout());
      if (block.rows() != 1) {
        throw new IllegalArgumentException(record + " has a block of " + block.rows() + " rows");
      }
      room();
      groupOf[size] = groups.number(page.bytes(), page.nameFrom(), page.nameTo(), layout);
      recordOf[size] = records.size();
      offsetOf[size] = offset;
      timeOf[size++] = block.time(0);
    }
  }

  private void room() {
    if (size == groupOf.length) {
      groupOf = Arrays.copyOf(groupOf, 2 * size);
      recordOf = Arrays.copyOf(recordOf, 2 * size);
      offsetOf = Arrays.copyOf(offsetOf, 2 * size);
      timeOf = Arrays.copyOf(timeOf, 2 * size);
    }
  }

  /** The devices that have readings. */
  Set<String> devices() {
    return groups.devices();
  }

  /** The layouts of readings. */
  Set<StoredLayout> layouts() {
    return groups.layouts();
  }

  /** The hours in which readings lie. */
  Set<Long> hours() {
    Set<Long> hours = new TreeSet<>();
    long before = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      long hour = SampleTimes.hour(timeOf[i]);
      if (hour != before) {
        hours.add(hour);
        before = hour;
      }
    }
    return hours;
  }

  /** The numbers of readings by their groups, each group's in the order in which they came. */
  int[] byGroup() {
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = (long) groupOf[i] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (int) order[i];
    }
    return numbers;
  }

  int groupNumber(int reading) {
    return groupOf[reading];
  }

  Groups.Group group(int reading) {
    return groups.get(groupOf[reading]);
  }

  long time(int reading) {
    return timeOf[reading];
  }

  /** The position of the last record; 0 when there is none. */
  long lastPosition() {
    return records.isEmpty() ? 0 : records.get(records.size() - 1).position();
  }

  /** The record it came in. */
  SpoolRecord record(int reading) {
    return records.get(recordOf[reading]);
  }

  /** Goes to a reading. */
  void open(int reading, PageReader with) {
    with.open(record(reading).payload(), offsetOf[reading]);
    with.next();
  }
}
