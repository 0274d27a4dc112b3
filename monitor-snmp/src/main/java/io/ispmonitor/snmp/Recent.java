package io.ispmonitor.snmp;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps what was used last and forgets the rest. One thread at a time. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  /**
   * An empty one.
   *
   * @param most how many entries it keeps
   */
  Recent(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
