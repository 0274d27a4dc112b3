package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What has to be so of programs of which one is in charge. */
final class InstanceAudit {
  private InstanceAudit() {}

  /** One that leads with a token higher than this. */
  static InstanceProcess leader(List<InstanceProcess> all, long after) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() - until < 0) {
      for (InstanceProcess one : all) {
        if (one.highest() > after && one.isSureSince(System.nanoTime() - 500_000_000L)) {
          return one;
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("nobody is in charge after token " + after + ": " + all);
  }

  /** All clocks of one machine are one: who was sure of a token when is known exactly. */
  static void assertNeverTwo(List<InstanceProcess> all) {
    Map<Long, InstanceProcess> owners = new HashMap<>();
    Map<Long, long[]> times = new TreeMap<>();
    for (InstanceProcess one : all) {
      one.sure()
          .forEach(
              (token, range) -> {
                InstanceProcess before = owners.put(token, one);
                assertTrue(before == null, () -> token + " is of " + before + " and of " + one);
                times.put(token, range);
              });
    }
    long last = Long.MIN_VALUE;
    for (Map.Entry<Long, long[]> one : times.entrySet()) {
      long begin = one.getValue()[0];
      assertTrue(
          begin - last > 0 || last == Long.MIN_VALUE,
          "token " + one.getKey() + " was sure before the one before it was over");
      last = one.getValue()[1];
    }
    assertTrue(times.size() > 2, "there were takeovers: " + times.keySet());
  }

  /** What any of them had reported as safe is there, once. */
  static void assertStored(JdbcStorage storage, List<InstanceProcess> all) {
    for (InstanceProcess one : all) {
      List<Instant> stored =
          storage
              .metrics()
              .read(
                  SeriesKey.of(one.device(), InstanceChild.VALUE.name()),
                  InstanceChild.NOON,
                  InstanceChild.NOON.plus(Duration.ofHours(3)))
              .stream()
              .map(Sample::at)
              .toList();
      for (int i = 0; i < stored.size(); i++) {
        assertEquals(InstanceChild.NOON.plusMillis(i), stored.get(i), one.toString());
      }
      assertTrue(
          stored.size() >= one.safe(),
          () -> one + " reported " + one.safe() + ", found " + stored.size());
    }
  }
}
