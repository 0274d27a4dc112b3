package io.ispmonitor.snmp.collector;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with a device once, and not again before it is something else. */
final class Saying {
  private static final Logger log = LoggerFactory.getLogger(SnmpCollector.class);
  private static final String NOTHING = "";

  private static final int MOST_TOLD = 50;

  private final String device;
  private final Set<String> told = new HashSet<>();
  private String last = NOTHING;

  Saying(String device) {
    this.device = device;
  }

  /** Something is wrong. */
  void trouble(String code, String what) {
    if (!what.equals(last)) {
      last = what;
      log.warn("{} {}: {}", code, device, what);
    }
  }

  /** Something is strange about it, though it answers; said once and for all. */
  void oddity(String code, String what) {
    if (told.size() < MOST_TOLD && told.add(what)) {
      log.warn("{} {}: {}", code, device, what);
    }
  }

  /** Something is worth knowing, each time. */
  void note(String code, String what) {
    log.info("{} {}: {}", code, device, what);
  }

  /** Nothing is wrong any more. */
  void fine() {
    if (!last.equals(NOTHING)) {
      log.info("SNMP_ANSWERS {}: answers as it should again", device);
      last = NOTHING;
    }
  }

  /** What was said before does not hold any more. */
  void forget() {
    told.clear();
    last = NOTHING;
  }
}
