package io.ispmonitor.snmp;

import static io.ispmonitor.snmp.Agent.NAME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V1;
import io.ispmonitor.snmp.SnmpCredentials.V2c;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import io.ispmonitor.snmp.SnmpReply.Refused;
import io.ispmonitor.snmp.SnmpReply.SecurityFault;
import io.ispmonitor.snmp.SnmpReply.Silent;
import io.ispmonitor.snmp.SnmpReply.Values;
import io.ispmonitor.snmp.collector.SnmpCollector;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the agent of net-snmp. Needs the Debian packages {@code snmpd} and {@code snmp}. */
@Tag("interop")
class SnmpdInteropTest {
  private static final Oid SYSTEM = Oid.of("1.3.6.1.2.1.1");
  private static final Oid LOOPBACK_OCTETS = Oid.of("1.3.6.1.2.1.31.1.1.1.6.1");
  private static final V2c PUBLIC = new V2c(Secret.of("public"));
  private static final V3 SHA = user("sha", AuthProtocol.SHA_1, "signs-for-me", "hides-from-you");
  private static final V3 SHA_256 =
      user("sha256", AuthProtocol.SHA_256, "signs-for-me", "hides-from-you");

  @TempDir Path directory;
  private final SnmpClient client = SnmpClient.open();
  private Snmpd snmpd;

  private static V3 user(String name, AuthProtocol signing, String signs, String hides) {
    return new V3(
        name,
        new Authentication(signing, Secret.of(signs)),
        new Privacy(PrivProtocol.AES_128, Secret.of(hides)));
  }

  @BeforeEach
  void start() throws Exception {
    snmpd =
        new Snmpd(
            directory,
            "rocommunity public 127.0.0.1",
            "view narrow included .1.3.6.1.2.1.1.5",
            "rocommunity narrow 127.0.0.1 -V narrow",
            "createUser sha SHA \"signs-for-me\" AES \"hides-from-you\"",
            "createUser sha256 SHA-256 \"signs-for-me\" AES \"hides-from-you\"",
            "rouser sha priv",
            "rouser sha256 priv",
            "sysName tower-7",
            "sysLocation hill");
    comesUp();
  }

  @AfterEach
  void stop() throws InterruptedException {
    client.close();
    snmpd.close();
  }

  /** It is asked until it answers. */
  private void comesUp() throws Exception {
    SnmpTarget patient = target(PUBLIC).timeout(Duration.ofMillis(200)).retries(10);
    for (int i = 0; i < 10; i++) {
      if (ask(patient, NAME) instanceof Values) {
        return;
      }
    }
    throw new AssertionError("snmpd does not answer");
  }

  private SnmpTarget target(SnmpCredentials credentials) {
    return SnmpTarget.of(InetAddress.getLoopbackAddress(), credentials)
        .port(snmpd.port)
        .timeout(Duration.ofSeconds(2));
  }

  private SnmpReply ask(SnmpTarget target, Oid... oids) throws Exception {
    return client.get(target, oids).get(60, TimeUnit.SECONDS);
  }

  private static SnmpReply named(String name) {
    return new Values(List.of(new VarBind(NAME, new SnmpValue.Text(Octets.ofText(name)))));
  }

  @Test
  @DisplayName("it answers in all versions, signed by SHA-1 and by SHA-256, encrypted by AES")
  void versions() throws Exception {
    for (SnmpCredentials by : List.of(new V1(Secret.of("public")), PUBLIC, SHA, SHA_256)) {
      assertEquals(named("tower-7"), ask(target(by), NAME), by.toString());
    }
  }

  @Test
  @DisplayName("a walk finds what snmpwalk finds")
  void walk() throws Exception {
    List<String> theirs =
        snmpd.print("snmpwalk", "-v2c", "-cpublic", "-On", "-Oq", SYSTEM.toString()).stream()
            .filter(line -> line.startsWith("."))
            .map(line -> line.substring(1, line.indexOf(' ')))
            .toList();
    for (SnmpCredentials by : List.of(new V1(Secret.of("public")), PUBLIC, SHA)) {
      SnmpReply reply = client.walk(target(by), SYSTEM).get(60, TimeUnit.SECONDS);
      Values values = assertInstanceOf(Values.class, reply, reply::toString);
      List<String> ours =
          values.bindings().stream().map(binding -> binding.oid().toString()).toList();
      assertEquals(theirs, ours, by.toString());
    }
    assertTrue(theirs.size() > 7, theirs::toString);
  }

  @Test
  @DisplayName("a counter of 64 bits is what snmpget prints before and after")
  void counter() throws Exception {
    long before = printed();
    SnmpReply reply = ask(target(PUBLIC), LOOPBACK_OCTETS);
    Values values = assertInstanceOf(Values.class, reply, reply::toString);
    long ours = ((SnmpValue.Counter64) values.bindings().get(0).value()).value();
    long after = printed();

    assertTrue(before <= ours && ours <= after, before + " " + ours + " " + after);
  }

  private long printed() throws Exception {
    String line =
        snmpd.print("snmpget", "-v2c", "-cpublic", "-Ovq", LOOPBACK_OCTETS.toString()).get(0);
    return Long.parseLong(line.strip());
  }

  @Test
  @DisplayName("wrong credentials are told apart, and the right ones taken afterwards")
  void refused() throws Exception {
    String signs = "signs-for-me";
    String hides = "hides-from-you";

    assertEquals(
        new Refused(SecurityFault.UNKNOWN_USER),
        ask(target(user("nobody", AuthProtocol.SHA_1, signs, hides)), NAME));
    assertEquals(
        new Refused(SecurityFault.WRONG_DIGEST),
        ask(target(user("sha", AuthProtocol.SHA_1, "something-else", hides)), NAME));
    assertEquals(
        new Refused(SecurityFault.WRONG_DIGEST),
        ask(target(user("sha", AuthProtocol.SHA_256, signs, hides)), NAME));
    assertInstanceOf(
        Silent.class,
        ask(
            target(user("sha", AuthProtocol.SHA_1, signs, "something-else")).timeout(shortly()),
            NAME),
        "what cannot be read is not answered by net-snmp");
    assertEquals(named("tower-7"), ask(target(SHA), NAME));
    SnmpReply community = ask(target(new V2c(Secret.of("wrong"))).timeout(shortly()), NAME);
    assertInstanceOf(Silent.class, community, "an agent does not answer a wrong community");
  }

  private static Duration shortly() {
    return Duration.ofMillis(200);
  }

  @Test
  @DisplayName("a view without rights shows what it may and nothing else")
  void view() throws Exception {
    SnmpReply reply = ask(target(new V2c(Secret.of("narrow"))), NAME, LOOPBACK_OCTETS);
    Values values = assertInstanceOf(Values.class, reply, reply::toString);

    assertEquals(
        List.of(new SnmpValue.Text(Octets.ofText("tower-7")), SnmpValue.Absent.NO_SUCH_OBJECT),
        values.bindings().stream().map(VarBind::value).toList());
  }

  @Test
  @DisplayName("an agent that is restarted under us answers again, signed as well")
  void restarted() throws Exception {
    assertEquals(named("tower-7"), ask(target(SHA), NAME));
    snmpd.stop();
    assertInstanceOf(Silent.class, ask(target(SHA).timeout(shortly()), NAME));
    snmpd.restart();
    comesUp();

    assertEquals(named("tower-7"), ask(target(SHA), NAME));
    assertEquals(named("tower-7"), ask(target(SHA_256), NAME));
  }

  @Test
  @DisplayName("the collector learns it by its profile, and again when it was restarted under us")
  void collected() throws Exception {
    for (SnmpCredentials by : List.of(PUBLIC, SHA_256)) {
      SnmpTarget patient = target(by);
      try (SnmpCollector collector = SnmpCollector.builder().targets(device -> patient).open()) {
        Readings first = turn(collector);
        assertEquals(1, first.value(first.layout().indexOf("if.oper", "lo")));
        assertSame(Gap.FIRST_READING, first.gap(first.layout().indexOf("if.in", "lo")));
        assertTrue(first.value(first.layout().indexOf("device.uptime", "")) > 0);
        assertTrue(collector.interfaces("here").stream().anyMatch(is -> is.name().equals("lo")));

        snmpd.restart();
        comesUp();
        Readings again = turn(collector);
        assertEquals(1, again.value(again.layout().indexOf("if.oper", "lo")));
      }
    }
  }

  private static Readings turn(SnmpCollector collector) throws Exception {
    CompletableFuture<ProbeOutcome> outcome = new CompletableFuture<>();
    Deadline deadline = new Deadline(System.nanoTime(), Duration.ofSeconds(30).toNanos());
    collector.start(Device.named("here").build(), deadline, outcome::complete);
    return assertInstanceOf(ProbeOutcome.Answered.class, outcome.get(60, TimeUnit.SECONDS))
        .readings();
  }
}
