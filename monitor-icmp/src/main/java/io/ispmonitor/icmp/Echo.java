package io.ispmonitor.icmp;

import io.ispmonitor.probe.Question;
import io.ispmonitor.time.TimerWheel;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An echo from its request to its end. But for {@link #cancel()} only the loop touches it. */
final class Echo extends TimerWheel.Timer implements Question {

  /** Where it is on its way. */
  enum Stage {
    /** Its time to be sent has not come. */
    DELAYED,
    /** It waits for room to be sent. */
    WAITING,
    IN_FLIGHT,
    ENDED
  }

  final EchoLoop loop;
  final InetAddress to;
  final long high;
  final long low;
  final int scope;
  final boolean ipv6;
  final long atNanos;
  final long timeoutNanos;
  final long endNanos;
  final EchoListener listener;
  final long token;
  @Nullable Echo nextSubmitted;
  volatile boolean cancelled;

  Stage stage = Stage.DELAYED;
  int slot;
  int generation;
  long head;
  long mac;
  long window;
  long sentNanos;

  /** Wall clock minus monotonic clock when it was sent. */
  long wallOffset;

  long transmittedWallNanos;

  Echo(EchoLoop loop, EchoRequest request, EchoListener listener, long token) {
    this.loop = loop;
    this.to = request.to();
    byte[] address = to.getAddress();
    this.high = Addresses.high(address);
    this.low = Addresses.low(address);
    this.scope = Addresses.scope(to);
    this.ipv6 = to instanceof Inet6Address;
    this.atNanos = request.atNanos();
    this.timeoutNanos = request.timeoutNanos();
    this.endNanos = request.endNanos();
    this.listener = listener;
    this.token = token;
  }

  /** When the asker gives up; monotonic times may only be compared by their difference. */
  boolean hasEnd() {
    return endNanos != EchoRequest.NO_END;
  }

  /** Whether this cookie is, to the last bit, the one that was sent. */
  boolean sent(Cookie cookie) {
    return ((mac ^ cookie.mac) | (head ^ cookie.head)) == 0;
  }

  boolean isAt(long sourceHigh, long sourceLow, int sourceScope) {
    return low == sourceLow && high == sourceHigh && (scope == 0 || scope == sourceScope);
  }

  @Override
  public void cancel() {
    if (!cancelled && stage != Stage.ENDED) {
      cancelled = true;
      loop.callOff(this);
    }
  }
}
