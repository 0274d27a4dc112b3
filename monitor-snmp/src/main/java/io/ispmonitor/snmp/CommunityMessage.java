package io.ispmonitor.snmp;

import io.ispmonitor.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the versions with communities (RFC 1157, RFC 1901). They are written and read here
 * and not by snmp4j because most agents are asked so: a question's objects are encoded once, and
 * those of an answer are known by their bytes.
 */
final class CommunityMessage {
  private static final int VERSION_1 = 0;
  private static final int VERSION_2C = 1;
  private static final int MOST_BINDINGS = 10_000;

  private final int version;
  private final byte[] community;
  private final int requestId;
  private final int status;
  private final int index;
  private final BerReader list;

  private CommunityMessage(int version, byte[] community, BerReader pdu) throws MalformedException {
    this.version = version;
    this.community = community;
    this.requestId = pdu.integer();
    this.status = pdu.integer();
    this.index = pdu.integer();
    this.list = pdu.inside(Ber.SEQUENCE);
  }

  /** A question as it goes out. */
  static byte[] encode(SnmpCredentials credentials, Question question, int requestId) {
    boolean isV1 = credentials instanceof SnmpCredentials.V1;
    BerWriter message = new BerWriter();
    message.raw(question.encoded());
    boolean isBulk = question.kind() == Question.Kind.GET_BULK;
    message.integer(Ber.INTEGER, isBulk ? question.maxRepetitions() : 0);
    message.integer(Ber.INTEGER, isBulk ? question.nonRepeaters() : 0);
    message.integer(Ber.INTEGER, requestId);
    message.wrap(
        switch (question.kind()) {
          case GET -> Ber.GET;
          case GET_NEXT -> Ber.GET_NEXT;
          case GET_BULK -> Ber.GET_BULK;
          case SET -> Ber.SET;
        },
        0);
    message.octets(Ber.OCTET_STRING, secret(credentials).reveal());
    message.integer(Ber.INTEGER, isV1 ? VERSION_1 : VERSION_2C);
    return message.wrap(Ber.SEQUENCE, 0).toBytes();
  }

  private static Secret secret(SnmpCredentials credentials) {
    if (credentials instanceof SnmpCredentials.V1 v1) {
      return v1.community();
    } else if (credentials instanceof SnmpCredentials.V2c v2c) {
      return v2c.community();
    }
    throw new IllegalArgumentException("SNMPv3 has no communities");
  }

  /**
   * An answer, of which what comes before its objects was read; null when it is of another version.
   *
   * @throws MalformedException when it is no answer
   */
  static @Nullable CommunityMessage read(byte[] bytes) throws MalformedException {
    BerReader message = new BerReader(bytes).inside(Ber.SEQUENCE);
    int version = message.integer();
    if (version != VERSION_1 && version != VERSION_2C) {
      return null;
    }
    byte[] community = message.octets(Ber.OCTET_STRING);
    return new CommunityMessage(version, community, message.inside(Ber.RESPONSE));
  }

  int requestId() {
    return requestId;
  }

  /** {@code error-status}. */
  int status() {
    return status;
  }

  /** {@code error-index}. */
  int index() {
    return index;
  }

  /** Whether it is of the version of the question. */
  boolean isOfVersion(SnmpCredentials credentials) {
    return version == VERSION_1
        ? credentials instanceof SnmpCredentials.V1
        : credentials instanceof SnmpCredentials.V2c;
  }

  /** Whether it is of the community of the question. */
  boolean isOfCommunity(SnmpCredentials credentials) {
    return secret(credentials).matches(community);
  }

  /** The objects; to be read once. */
  List<VarBind> bindings(Question question) throws MalformedException {
    List<VarBind> asked = question.bindings();
    List<VarBind> bindings = new ArrayList<>(asked.size());
    while (!list.isAtEnd()) {
      if (bindings.size() == MOST_BINDINGS) {
        throw new MalformedException("there are more than " + MOST_BINDINGS + " objects");
      }
      BerReader binding = list.inside(Ber.SEQUENCE);
      int i = bindings.size();
      boolean isAsked = i < asked.size() && binding.skipIf(question.encodedOid(i));
      Oid oid = isAsked ? asked.get(i).oid() : binding.identifier();
      bindings.add(new VarBind(oid, binding.value()));
    }
    return bindings;
  }
}
