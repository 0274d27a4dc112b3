package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.snmp.SnmpCredentials.V3;
import io.ispmonitor.snmp.SnmpTrap.CommunitySender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the senders of net-snmp. Needs the Debian package {@code snmp}. */
@Tag("interop")
class SnmptrapInteropTest {
  private static final String SIGNS = "signs-for-me";
  private static final String HIDES = "hides-from-you";
  private static final Oid LINK_DOWN = Oid.of("1.3.6.1.6.3.1.1.5.3");
  private static final List<VarBind> ETHER_3 =
      List.of(
          new VarBind(
              Oid.of("1.3.6.1.2.1.31.1.1.1.1.3"), new SnmpValue.Text(Octets.ofText("ether3"))));

  @TempDir Path directory;
  private final BlockingQueue<SnmpTrap> taken = new LinkedBlockingQueue<>();
  private final SnmpTrapReceiver receiver =
      SnmpTrapReceiver.open(
          SnmpTrapOptions.builder()
              .local(ManualTraps.ANY_PORT)
              .community(Secret.of("tower"))
              .user(user("sha", AuthProtocol.SHA_1))
              .user(user("sha256", AuthProtocol.SHA_256))
              .build(),
          taken::add);

  private static V3 user(String name, AuthProtocol signing) {
    return new V3(
        name,
        new Authentication(signing, Secret.of(SIGNS)),
        new Privacy(PrivProtocol.AES_128, Secret.of(HIDES)));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  /** Sends by a command, which has to say that it went well. */
  private void run(String command, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, command, ".out");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SNMP_PERSISTENT_DIR", directory.toString());
    builder.environment().put("SNMPCONFPATH", directory.toString());
    builder.environment().put("MIBS", "");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
    assertEquals(0, process.exitValue(), Files.readString(output));
  }

  private SnmpTrap next() throws InterruptedException {
    SnmpTrap trap = taken.poll(60, TimeUnit.SECONDS);
    assertNotNull(trap, () -> receiver.counts().toString());
    return trap;
  }

  private String to() {
    return "127.0.0.1:" + receiver.port();
  }

  @Test
  @DisplayName("a trap of snmptrap in version 1 comes translated")
  void version1() throws Exception {
    run("snmptrap", ("-v1 -ctower " + to() + " 1.3.6.1.4.1.9 192.0.2.7 2 0 4711").split(" "));
    SnmpTrap trap = next();
    assertEquals(LINK_DOWN, trap.trap());
    assertEquals(new CommunitySender(1), trap.sender());
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("traps and informs come in, and every inform is acknowledged")
  @CsvSource({
    "snmptrap, -v2c -ctower",
    "snmpinform, -v2c -ctower",
    "snmptrap, -v3 -l authPriv -u sha -a SHA -x AES",
    "snmpinform, -v3 -l authPriv -u sha -a SHA -x AES",
    "snmptrap, -v3 -l authPriv -u sha256 -a SHA-256 -x AES",
    "snmpinform, -v3 -l authPriv -u sha256 -a SHA-256 -x AES"
  })
  void others(String command, String options) throws Exception {
    String secrets = options.startsWith("-v3") ? " -A " + SIGNS + " -X " + HIDES : "";
    run(
        command,
        (options
                + secrets
                + " "
                + to()
                + " 4711 "
                + LINK_DOWN
                + " 1.3.6.1.2.1.31.1.1.1.1.3 s ether3")
            .split(" "));
    SnmpTrap trap = next();
    assertEquals(LINK_DOWN, trap.trap());
    assertEquals(ETHER_3, trap.bindings());
    assertEquals(command.equals("snmpinform"), trap.isInform());
    assertEquals(options.startsWith("-v3"), trap.sender().isAuthenticated());
    assertEquals(0, taken.size());
  }
}
