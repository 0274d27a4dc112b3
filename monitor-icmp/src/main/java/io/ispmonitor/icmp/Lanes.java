package io.ispmonitor.icmp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lanes of an engine, one for each address family that has a socket. */
final class Lanes {
  private final List<Lane> all = new ArrayList<>();
  private @Nullable Lane ipv4;
  private @Nullable Lane ipv6;

  void add(Lane lane, boolean forIpv6) {
    all.add(lane);
    if (forIpv6) {
      ipv6 = lane;
    } else {
      ipv4 = lane;
    }
  }

  List<Lane> all() {
    return all;
  }

  boolean serve(boolean forIpv6) {
    return (forIpv6 ? ipv6 : ipv4) != null;
  }

  Lane of(Echo echo) {
    Lane lane = echo.ipv6 ? ipv6 : ipv4;
    if (lane == null) {
      throw new IllegalStateException("no socket for " + echo.to.getHostAddress());
    }
    return lane;
  }

  boolean isIdle() {
    for (Lane lane : all) {
      if (!lane.isIdle()) {
        return false;
      }
    }
    return true;
  }

  int inFlight() {
    int inFlight = 0;
    for (Lane lane : all) {
      inFlight += lane.inFlight();
    }
    return inFlight;
  }

  void tick(long nowNanos) {
    for (Lane lane : all) {
      lane.tick(nowNanos);
    }
  }

  /** Sends a batch in each lane; whether more could be sent at once. */
  boolean send(long nowNanos) {
    boolean more = false;
    for (Lane lane : all) {
      more |= lane.send(nowNanos);
    }
    return more;
  }

  /** Closes the sockets and hands over what was waiting or in flight. */
  void close(Consumer<Echo> open) {
    for (Lane lane : all) {
      lane.close();
      lane.abandon(open);
    }
  }
}
