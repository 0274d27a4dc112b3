package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import java.io.IOException;

/**
 * Tells a syslog server (RFC 5424), over UDP, TCP or TLS. {@code MSGID} is the type of the gravest
 * alert, the structured data {@code alert@…} names it, and the text is in one line.
 *
 * <p>Syslog has no replies: "delivered" means that it was sent. Over UDP that is all there is to
 * know. Over TCP and TLS a server that has closed the connection is noticed before anything is
 * written, and another connection is opened; what is under way while a connection breaks is lost.
 *
 * <p>A server that stops reading is given up after the timeout, and the notice is tried later.
 */
public final class SyslogChannel implements NotificationChannel {
  private static final int LONGEST_REASON = 300;

  private final String name;
  private final SyslogIdentity identity;
  private final SyslogWire wire;
  private volatile boolean closed;

  SyslogChannel(String name, SyslogIdentity identity, SyslogWire wire) {
    this.name = name;
    this.identity = identity;
    this.wire = wire;
  }

  /** Begins to describe a channel of this name. */
  public static SyslogChannelBuilder builder(String name) {
    return new SyslogChannelBuilder(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    if (closed) {
      return DeliveryResult.tryLater("channel %s is closed".formatted(name));
    }
    try {
      wire.send(SyslogMessage.of(notice, identity, wire.mostBytes()));
      return DeliveryResult.delivered();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while telling " + wire);
      }
      return failed(e);
    }
  }

  private DeliveryResult failed(IOException failure) {
    String why = CleanText.line(failure.toString(), LONGEST_REASON);
    return TlsSockets.isNotWhoItShouldBe(failure)
        ? DeliveryResult.broken(
            "%s shows a certificate that is not trusted: %s".formatted(wire, why))
        : DeliveryResult.tryLater("%s was not told: %s".formatted(wire, why));
  }

  /** Ends the connection; what comes afterwards is not taken. */
  @Override
  public void close() {
    closed = true;
    wire.close();
  }

  /** The name and the server. */
  @Override
  public String toString() {
    return "SyslogChannel[" + name + " " + wire + "]";
  }
}
