package io.ispmonitor.snmp;

import io.ispmonitor.snmp.SnmpTrap.UserSender;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;

/**
 * Notifications of version 3 (RFC 3412, 3414). For a trap the engine of its sender is in charge of
 * keys and clock, for an inform it is ours, of which its sender asks first. Done here and not by
 * the user-based security of snmp4j, which lives by the machine's clock, takes a recording of the
 * last message of an engine for new however old it is, and fills its tables before it knows whom it
 * believes.
 */
final class Version3Traps {
  private final TimeSource time;
  private final OwnEngine own;
  private final TrapUsers users;
  private final Version3Answers answers;
  private final EngineClocks clocks = new EngineClocks();
  private long unknownEngines;
  private long outsideWindow;

  Version3Traps(SnmpTrapOptions options) {
    this.time = options.time();
    this.own = new OwnEngine(options);
    this.users = new TrapUsers(options.users());
    this.answers = new Version3Answers(own, users);
  }

  /** Who we are. */
  Octets engineId() {
    return own.id();
  }

  /** What a message says, if its user may say so. */
  Incoming read(byte[] packet, InetSocketAddress from, Instant at, Incoming.Gate gate)
      throws IOException, RefusedTrapException {
    Version3Message message = new Version3Message(packet);
    boolean isForUs = message.engineId.equals(own.id());
    boolean mayAskWhoWeAre = !isForUs && message.isReportable() && !users.isEmpty();
    try {
      if (message.engineId.length() == 0) {
        throw new RefusedTrapException(SnmpTrapRefusal.OTHER_ENGINE);
      }
      return trusted(message, from, at, gate);
    } catch (RefusedTrapException e) {
      if (mayAskWhoWeAre && e.why() != SnmpTrapRefusal.BEYOND_LIMITS) {
        return whoWeAre(message);
      }
      throw e;
    }
  }

  private Incoming whoWeAre(Version3Message message) {
    return new Incoming.Inquiry(
        answers.report(
            message,
            null,
            requestId(message),
            SnmpConstants.usmStatsUnknownEngineIDs,
            ++unknownEngines));
  }

  /** What it says if it is signed, and new. */
  private Incoming trusted(
      Version3Message message, InetSocketAddress from, Instant at, Incoming.Gate gate)
      throws RefusedTrapException {
    SnmpCredentials.V3 user = user(message);
    if (message.isSigned() && !users.isAuthentic(user, message)) {
      throw refused(SnmpTrapRefusal.WRONG_DIGEST, message);
    }
    if (message.isSigned() && !isNew(message)) {
      if (message.isReportable() && message.engineId.equals(own.id())) {
        return whatOurClockSays(message, user);
      }
      throw refused(SnmpTrapRefusal.NOT_IN_TIME_WINDOW, message);
    }
    gate.pass();
    return notification(message, user, scoped(message, user), from, at);
  }

  private SnmpCredentials.V3 user(Version3Message message) throws RefusedTrapException {
    SnmpCredentials.V3 user = users.find(message.user);
    if (user == null) {
      throw refused(SnmpTrapRefusal.UNKNOWN_USER, message);
    }
    boolean asAgreed =
        message.isSigned() == (user.authentication() != null)
            && message.isEncrypted() == (user.privacy() != null);
    if (!asAgreed) {
      throw refused(SnmpTrapRefusal.OTHER_SECURITY, message);
    }
    return user;
  }

  private boolean isNew(Version3Message message) {
    return message.engineId.equals(own.id())
        ? own.isNow(message.boots, message.time)
        : clocks.isNew(message.engineId, message.boots, message.time, time.nanoTime());
  }

  private Incoming whatOurClockSays(Version3Message message, SnmpCredentials.V3 user) {
    return new Incoming.Inquiry(
        answers.report(
            message,
            user,
            requestId(message),
            SnmpConstants.usmStatsNotInTimeWindows,
            ++outsideWindow));
  }

  private Incoming notification(
      Version3Message message,
      SnmpCredentials.V3 user,
      ScopedPDU pdu,
      InetSocketAddress from,
      Instant at)
      throws RefusedTrapException {
    if (pdu.getType() != PDU.TRAP && pdu.getType() != PDU.INFORM) {
      throw refused(SnmpTrapRefusal.NO_NOTIFICATION, message);
    }
    if (pdu.getType() == PDU.INFORM && !message.engineId.equals(own.id())) {
      throw refused(SnmpTrapRefusal.OTHER_ENGINE, message);
    }
    UserSender sender =
        new UserSender(user.user(), message.isSigned(), message.isEncrypted(), message.engineId);
    return new Incoming.Notification(
        TrapTranslation.ofVersion2(pdu, sender, from, at),
        pdu.getRequestID().getValue(),
        () -> answers.response(message, user, pdu));
  }

  private ScopedPDU scoped(Version3Message message, SnmpCredentials.V3 user)
      throws RefusedTrapException {
    try {
      byte[] clear = message.isEncrypted() ? users.decrypted(user, message) : message.data();
      return new MessageReader(clear).read(new ScopedPDU());
    } catch (IOException | RuntimeException e) {
      throw refused(
          message.isEncrypted() ? SnmpTrapRefusal.CANNOT_DECRYPT : SnmpTrapRefusal.MALFORMED,
          message);
    }
  }

  /** The number of a question, where it can be read. */
  private static int requestId(Version3Message message) {
    if (message.isEncrypted()) {
      return 0;
    }
    try {
      return new MessageReader(message.data()).read(new ScopedPDU()).getRequestID().getValue();
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private static RefusedTrapException refused(SnmpTrapRefusal why, Version3Message message) {
    return new RefusedTrapException(why, message.user.text());
  }
}
