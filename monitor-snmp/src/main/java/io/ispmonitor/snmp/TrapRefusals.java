package io.ispmonitor.snmp;

import io.ispmonitor.time.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is not taken, and says so without filling the log. Counts are read by any thread, the
 * rest is one thread's.
 */
final class TrapRefusals {
  private static final Logger log = LoggerFactory.getLogger(SnmpTrapReceiver.class);
  private static final long SUMMARY = Duration.ofMinutes(1).toNanos();
  private static final int MOST_SOURCES = 1_000;

  private final Map<SnmpTrapRefusal, LongAdder> counts = new EnumMap<>(SnmpTrapRefusal.class);
  private final SaidOnce said;

  /** Of this minute. */
  private final Map<InetAddress, Integer> tooMuchFrom = new Recent<>(MOST_SOURCES);

  private long tooMuch;
  private long summaryNanos = Step.ON_WAKE;

  /** Of what it is said once. */
  private record Subject(InetAddress from, SnmpTrapRefusal why) {}

  TrapRefusals(long nowNanos) {
    this.said = new SaidOnce(nowNanos);
    for (SnmpTrapRefusal why : SnmpTrapRefusal.values()) {
      counts.put(why, new LongAdder());
    }
  }

  /** How many there were, of each kind that there was. */
  Map<SnmpTrapRefusal, Long> counts() {
    Map<SnmpTrapRefusal, Long> now = new EnumMap<>(SnmpTrapRefusal.class);
    counts.forEach(
        (why, count) -> {
          if (count.sum() > 0) {
            now.put(why, count.sum());
          }
        });
    return now;
  }

  void add(InetSocketAddress from, RefusedTrapException refused, long nowNanos) {
    SnmpTrapRefusal why = refused.why();
    LongAdder count = counts.get(why);
    if (count != null) {
      count.increment();
    }
    if (why == SnmpTrapRefusal.BEYOND_LIMITS || why == SnmpTrapRefusal.NOT_KEPT_UP) {
      addTooMuch(from.getAddress(), nowNanos);
    } else if (said.isDue(new Subject(from.getAddress(), why), nowNanos)) {
      String user = refused.who().isEmpty() ? "" : " of user '" + refused.who() + "'";
      log.warn(
          "SNMP_TRAP_REFUSED a packet from {}{} was not taken: {}",
          shown(from.getAddress()),
          user,
          why.advice());
    }
  }

  private void addTooMuch(InetAddress from, long nowNanos) {
    tooMuch++;
    tooMuchFrom.merge(from, 1, Integer::sum);
    if (summaryNanos == Step.ON_WAKE) {
      summaryNanos = nowNanos + SUMMARY;
    }
  }

  /** Says what there was too much of, once a minute; gives the time of the next. */
  long summarize(long nowNanos) {
    if (summaryNanos <= nowNanos) {
      Map.Entry<InetAddress, Integer> most =
          tooMuchFrom.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      log.warn(
          "SNMP_TRAPS_LIMITED {} notifications of a minute were not taken, since they were more"
              + " than the limits allow or than whoever takes them keeps up with; {} from {};"
              + " look at what is wrong there, or raise the limits",
          tooMuch,
          most.getValue(),
          shown(most.getKey()));
      tooMuch = 0;
      tooMuchFrom.clear();
      summaryNanos = Step.ON_WAKE;
    }
    return summaryNanos;
  }

  private static String shown(InetAddress address) {
    return address.getHostAddress();
  }
}
