package io.ispmonitor.app.discovery;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks an agent what it is, with one kind of credentials after the other. */
final class AgentQuestions {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int LONGEST_TEXT = 255;

  /** SNMPv2-MIB (RFC 3418). */
  private static final Oid DESCRIPTION = Oid.of("1.3.6.1.2.1.1.1.0");

  private static final Oid NAME = Oid.of("1.3.6.1.2.1.1.5.0");

  private final SnmpClient snmp;
  private final Map<String, SnmpCredentials> credentials;
  private final int port;

  AgentQuestions(SnmpClient snmp, Map<String, SnmpCredentials> credentials, int port) {
    this.snmp = snmp;
    this.credentials = credentials;
    this.port = port;
  }

  /** What is at an address that answers echoes; never fails. */
  CompletableFuture<FoundDevice> ask(InetAddress address, double roundTripSeconds) {
    FoundDevice silent = new FoundDevice(address, roundTripSeconds, null, null, null);
    return ask(silent, credentials.entrySet().iterator());
  }

  private CompletableFuture<FoundDevice> ask(
      FoundDevice silent, Iterator<Map.Entry<String, SnmpCredentials>> untried) {
    if (!untried.hasNext()) {
      return CompletableFuture.completedFuture(silent);
    }
    Map.Entry<String, SnmpCredentials> next = untried.next();
    SnmpTarget target =
        SnmpTarget.of(silent.address(), next.getValue()).port(port).timeout(PATIENCE);
    return snmp.get(target, DESCRIPTION, NAME)
        .thenComposeAsync(
            reply ->
                reply instanceof SnmpReply.Values values
                    ? CompletableFuture.completedFuture(said(silent, values, next.getKey()))
                    : ask(silent, untried));
  }

  private static FoundDevice said(FoundDevice silent, SnmpReply.Values values, String name) {
    return new FoundDevice(
        silent.address(),
        silent.roundTripSeconds(),
        text(values.bindings(), NAME),
        text(values.bindings(), DESCRIPTION),
        name);
  }

  /** What a hostile device says ends up in a file: one line, bounded. */
  private static @Nullable String text(List<VarBind> bindings, Oid oid) {
    for (VarBind binding : bindings) {
      if (binding.oid().equals(oid) && binding.value() instanceof SnmpValue.Text text) {
        String line = text.octets().text().replaceAll("\\p{Cntrl}+", " ").strip();
        return line.isEmpty() ? null : line.substring(0, Math.min(line.length(), LONGEST_TEXT));
      }
    }
    return null;
  }
}
