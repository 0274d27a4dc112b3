package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one agent: lets in whom it knows, in the order of RFC 3414, 3.2, and reports to all
 * others what is wrong. The keys of its users are made when they first ask. One thread at a time.
 */
public final class Engine {
  private static final Octets DEFAULT_CONTEXT = Octets.of();
  private static final int AUTHORIZATION_ERROR = 16;

  private final Cryptography cryptography;
  private final Octets id;
  private final Map<V3, UserKeys> keys = new HashMap<>(2);
  private long objections;

  /** An engine with this identifier. */
  public Engine(Cryptography cryptography, Octets id) {
    this.cryptography = cryptography;
    this.id = id;
  }

  /** Its identifier. */
  public Octets id() {
    return id;
  }

  /** The keys that a user has at this engine. */
  synchronized UserKeys keys(V3 user) {
    return keys.computeIfAbsent(user, any -> cryptography.keys(user, id.bytes()));
  }

  /** Takes a message; null when nothing is to be answered. */
  @Nullable Incoming open(byte[] bytes, SecureMessage message, Access access, EngineClock clock)
      throws Malformed {
    if (!message.engineId().equals(id)) {
      return report(Objection.UNKNOWN_ENGINE, message, clock, UserKeys.NONE, 0);
    }
    V3 user = access.user(message.user());
    if (user == null) {
      return report(Objection.UNKNOWN_USER, message, clock, UserKeys.NONE, 0);
    }
    UserKeys own = keys(user);
    if ((message.isSigned() && !own.canSign()) || (message.isHidden() && !own.canHide())) {
      return report(Objection.UNSUPPORTED_LEVEL, message, clock, own, 0);
    }
    if (message.isSigned() && !own.hasSigned(bytes, message.digestAt(), message.digestLength())) {
      return report(Objection.WRONG_DIGEST, message, clock, own, 0);
    }
    if (message.isSigned() && !clock.isMet(message)) {
      return report(Objection.NOT_IN_TIME_WINDOW, message, clock, own, SecureMessage.SIGNED);
    }
    return opened(message, own, clock);
  }

  private @Nullable Incoming opened(SecureMessage message, UserKeys own, EngineClock clock)
      throws Malformed {
    ScopedPdu scoped = message.isHidden() ? revealed(message, own) : ScopedPdu.read(message.data());
    if (scoped == null) {
      return report(Objection.DECRYPTION_ERROR, message, clock, own, SecureMessage.SIGNED);
    }
    int level = message.flags() & ~SecureMessage.REPORTABLE;
    if (scoped.context().length() > 0) {
      return report(Objection.UNKNOWN_CONTEXT, message, clock, own, level);
    }
    Pdu question = scoped.pdu();
    boolean isEnough = message.isSigned() == own.canSign() && message.isHidden() == own.canHide();
    Pdu objection = isEnough ? null : question.error(AUTHORIZATION_ERROR, 0);
    return new Incoming(question, envelope(message, own, clock, level), objection);
  }

  /** What a wrong key makes of it is no PDU. */
  private static @Nullable ScopedPdu revealed(SecureMessage message, UserKeys own) {
    UserKeys.Hidden hidden = new UserKeys.Hidden(message.data(), message.salt());
    byte[] plain = own.reveal(hidden, message.boots(), message.time());
    try {
      return plain == null ? null : ScopedPdu.read(Octets.of(plain));
    } catch (Malformed e) {
      return null;
    }
  }

  private @Nullable Incoming report(
      Objection what, SecureMessage message, EngineClock clock, UserKeys own, int level) {
    if (!message.isReportable()) {
      return null;
    }
    Pdu question = question(message);
    Pdu report = what.report(question.requestId(), ++objections);
    return new Incoming(question, envelope(message, own, clock, level), report);
  }

  /** What is asked, as far as it can be read without keys. */
  private static Pdu question(SecureMessage message) {
    try {
      if (!message.isHidden()) {
        return ScopedPdu.read(message.data()).pdu();
      }
    } catch (Malformed e) {
      // It is objected to in any case.
    }
    return new Pdu(Pdu.GET, 0, 0, 0, List.of());
  }

  private Envelope envelope(SecureMessage message, UserKeys own, EngineClock clock, int level) {
    return new SecureEnvelope(
        message.id(), message.maxBytes(), level, id, clock, message.user(), own, DEFAULT_CONTEXT);
  }
}
