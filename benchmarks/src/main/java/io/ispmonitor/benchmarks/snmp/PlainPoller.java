package io.ispmonitor.benchmarks.snmp;

import io.ispmonitor.snmp.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * snmp4j as its first example has it: one {@code Snmp}, and a thread that waits for each answer.
 * Targets are kept, since it costs nothing to keep them.
 */
final class PlainPoller implements Poller {
  private static final int PER_QUESTION = 40;
  private static final OID UP_TIME = new OID("1.3.6.1.2.1.1.3.0");

  private final Access access;
  private final Snmp snmp;
  private final List<List<OID>> questions = questions();
  private final Map<InetAddress, Target<UdpAddress>> targets = new ConcurrentHashMap<>();
  private final ExecutorService threads;

  PlainPoller(Access access, int threads) throws IOException {
    this.threads = Executors.newFixedThreadPool(threads);
    this.access = access;
    this.snmp = new Snmp(new DefaultUdpTransportMapping());
    if (access == Access.V3) {
      know();
    }
    snmp.listen();
  }

  private void know() {
    SecurityProtocols.getInstance().addDefaultProtocols();
    SecurityProtocols.getInstance().addAuthenticationProtocol(new AuthSHA());
    OctetString engine = new OctetString(MPv3.createLocalEngineID());
    SecurityModels.getInstance()
        .addSecurityModel(new USM(SecurityProtocols.getInstance(), engine, 0));
    OctetString user = new OctetString(Access.USER);
    OctetString password = new OctetString(Access.PASSWORD);
    snmp.getUSM().addUser(new UsmUser(user, AuthSHA.ID, password, PrivAES128.ID, password));
  }

  private static List<List<OID>> questions() {
    List<List<OID>> questions = new ArrayList<>();
    List<OID> oids = new ArrayList<>(List.of(UP_TIME));
    int objects = 0;
    for (int row = 1; row <= FiveColumns.INTERFACES; row++) {
      for (Oid column : FiveColumns.COLUMNS) {
        oids.add(new OID(column.append(row).parts()));
        if (++objects % PER_QUESTION == 0) {
          questions.add(oids);
          oids = new ArrayList<>();
        }
      }
    }
    return questions;
  }

  @Override
  public Round poll(InetAddress[] addresses, int port) throws InterruptedException {
    Round round = new Round(addresses.length);
    for (InetAddress address : addresses) {
      threads.execute(() -> poll(targetOf(address, port), round));
    }
    round.await();
    return round;
  }

  private Target<UdpAddress> targetOf(InetAddress address, int port) {
    return targets.computeIfAbsent(address, any -> made(new UdpAddress(address, port)));
  }

  private Target<UdpAddress> made(UdpAddress address) {
    Target<UdpAddress> target;
    if (access == Access.V2C) {
      target = new CommunityTarget<>(address, new OctetString(Access.COMMUNITY));
      target.setVersion(SnmpConstants.version2c);
    } else {
      target = new UserTarget<>();
      target.setAddress(address);
      target.setSecurityName(new OctetString(Access.USER));
      target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
      target.setVersion(SnmpConstants.version3);
    }
    target.setTimeout(1_000);
    target.setRetries(1);
    return target;
  }

  private void poll(Target<UdpAddress> target, Round round) {
    int answered = 0;
    boolean areNumbers = true;
    for (List<OID> question : questions) {
      PDU response = ask(target, question);
      if (response != null) {
        answered++;
        areNumbers &= areNumbers(response, question.size());
      }
    }
    if (answered == questions.size()) {
      round.answered(areNumbers);
    } else if (answered > 0) {
      round.partly();
    } else {
      round.unread();
    }
  }

  private @Nullable PDU ask(Target<UdpAddress> target, List<OID> question) {
    PDU pdu = access == Access.V2C ? new PDU() : new ScopedPDU();
    pdu.setType(PDU.GET);
    question.forEach(oid -> pdu.add(new VariableBinding(oid)));
    try {
      ResponseEvent<UdpAddress> event = snmp.send(pdu, target);
      PDU response = event.getResponse();
      return response == null || response.getType() != PDU.RESPONSE ? null : response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads all values. */
  private static boolean areNumbers(PDU response, int expected) {
    long last = 0;
    for (VariableBinding binding : response.getVariableBindings()) {
      if (binding.isException()) {
        return false;
      }
      last = binding.getVariable().toLong();
    }
    return response.size() == expected && last >= 0;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      snmp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
