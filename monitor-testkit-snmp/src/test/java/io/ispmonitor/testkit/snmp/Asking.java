package io.ispmonitor.testkit.snmp;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpClient;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The client that asks the agents of a test, and waits for its replies. */
final class Asking implements AutoCloseable {
  static final SnmpCredentials V1 = new SnmpCredentials.V1(Secret.of("public"));
  static final SnmpCredentials V2C = new SnmpCredentials.V2c(Secret.of("public"));
  static final SnmpCredentials V3 =
      new SnmpCredentials.V3(
          "monitor",
          new SnmpCredentials.Authentication(
              SnmpCredentials.AuthProtocol.SHA_1, Secret.of("signs-for-me")),
          new SnmpCredentials.Privacy(
              SnmpCredentials.PrivProtocol.AES_128, Secret.of("hides-from-you")));
  static final List<SnmpCredentials> VERSIONS = List.of(V1, V2C, V3);

  static final Oid UP_TIME = Oid.of("1.3.6.1.2.1.1.3.0");
  static final Oid NAME = Oid.of("1.3.6.1.2.1.1.5.0");

  final SnmpClient client = SnmpClient.open();

  /** For who is to answer. */
  static SnmpTarget patient(SnmpTarget target) {
    return target.timeout(Duration.ofSeconds(20)).retries(0);
  }

  /** For who is to be silent: soon over, and asked once. */
  static SnmpTarget once(SnmpTarget target) {
    return target.timeout(Duration.ofMillis(50)).retries(0);
  }

  SnmpReply get(SimulatedAgent agent, SnmpCredentials by, Oid... oids) throws Exception {
    return await(client.get(patient(agent.target(by)), oids));
  }

  SnmpReply walk(SimulatedAgent agent, SnmpCredentials by, Oid root) throws Exception {
    return await(client.walk(patient(agent.target(by)), root));
  }

  static SnmpReply await(CompletableFuture<SnmpReply> reply) throws Exception {
    return reply.get(60, TimeUnit.SECONDS);
  }

  static List<SnmpValue> values(SnmpReply reply) {
    return assertInstanceOf(SnmpReply.Values.class, reply, reply::toString).bindings().stream()
        .map(VarBind::value)
        .toList();
  }

  static SnmpValue text(String text) {
    return new SnmpValue.Text(Octets.ofText(text));
  }

  @Override
  public void close() {
    client.close();
  }
}
