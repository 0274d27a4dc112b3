package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpCredentials.AuthProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Authentication;
import io.ispmonitor.snmp.SnmpCredentials.PrivProtocol;
import io.ispmonitor.snmp.SnmpCredentials.Privacy;
import io.ispmonitor.testkit.snmp.Flow;
import io.ispmonitor.testkit.snmp.InterfaceModel;
import io.ispmonitor.testkit.snmp.MikrotikObjects;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no such permissions there")
class SnmpAccessTest {
  @TempDir Path folder = Path.of("");

  private final List<String> warnings = new ArrayList<>();
  private final Stage stage = new Stage();

  private Path file(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private @Nullable SnmpCredentials credentials(Map<String, String> environment, String... args) {
    List<String> all = new ArrayList<>(List.of("--targets", "127.0.0.1"));
    all.addAll(List.of(args));
    return CommandLine.parse(all).snmp().credentials(environment, warnings::add);
  }

  private String refused(String content) throws IOException {
    Path file = file("secret", content, "rw-------");
    return String.valueOf(
        assertThrows(
                BadUseException.class,
                () -> credentials(Map.of(), "--snmp-community-file", file.toString()))
            .getMessage());
  }

  @Test
  @DisplayName("nothing named means that nobody is asked over SNMP")
  void nothing() {
    assertNull(credentials(Map.of()));
  }

  @Test
  @DisplayName("a community is read without the line break at its end")
  void community() throws IOException {
    for (String written : List.of("towers 7", "towers 7\n", "towers 7\r\n")) {
      Path file = file("community", written, "rw-------");
      assertEquals(
          new SnmpCredentials.V2c(Secret.of("towers 7")),
          credentials(Map.of(), "--snmp-community-file", file.toString()));
    }
    assertEquals(List.of(), warnings);
  }

  @Test
  @DisplayName("a file that others may read is warned of, and taken all the same")
  void openFile() throws IOException {
    Path file = file("community", "public", "rw-r-----");
    credentials(Map.of(), "--snmp-community-file", file.toString());
    assertEquals(
        List.of(
            "%s may be read by others (rw-r-----); chmod 600 %s keeps the secret to yourself"
                .formatted(file, file)),
        warnings);
  }

  @Test
  @DisplayName("a file without one secret is refused with a sentence, and without what is in it")
  void noSecret() throws IOException {
    assertTrue(refused("").endsWith("is empty; write the secret into it"));
    assertTrue(refused("\n").endsWith("is empty; write the secret into it"));
    String several = refused("x7q3\nx7q3");
    assertTrue(several.endsWith("has several lines; write only the secret into it"), several);
    assertFalse(several.contains("x7q3"));
    assertTrue(refused("x".repeat(5_000)).endsWith("has more than 4096 bytes"));
    String missing =
        String.valueOf(
            assertThrows(
                    BadUseException.class,
                    () -> credentials(Map.of(), "--snmp-community-file", "missing"))
                .getMessage());
    assertTrue(missing.endsWith("there is no such file or directory"), missing);
  }

  @Test
  @DisplayName("a user has its passwords from files and from the environment")
  void version3() throws IOException {
    Path auth = file("auth", "signs-it-all\n", "rw-------");
    assertEquals(
        new SnmpCredentials.V3(
            "me",
            new Authentication(AuthProtocol.SHA_256, Secret.of("signs-it-all")),
            new Privacy(PrivProtocol.AES_128, Secret.of("hides-it-all"))),
        credentials(
            Map.of(SnmpAccess.PRIV_PASSWORD, "hides-it-all", SnmpAccess.COMMUNITY, "public"),
            "--snmp-user",
            "me",
            "--snmp-auth",
            "SHA-256",
            "--snmp-auth-file",
            auth.toString(),
            "--snmp-priv",
            "aes-128"));
  }

  @Test
  @DisplayName("a password that is missing or too short is refused with what to do")
  void passwords() {
    String missing =
        String.valueOf(
            assertThrows(
                    BadUseException.class,
                    () -> credentials(Map.of(), "--snmp-user", "me", "--snmp-auth", "MD5"))
                .getMessage());
    assertEquals(
        "--snmp-auth needs a password: name a file that holds it with --snmp-auth-file, or set"
            + " ISPMONITOR_SNMP_AUTH_PASSWORD",
        missing);
    Map<String, String> brief = Map.of(SnmpAccess.AUTH_PASSWORD, "x7q3");
    String refused =
        String.valueOf(
            assertThrows(
                    BadUseException.class,
                    () -> credentials(brief, "--snmp-user", "me", "--snmp-auth", "MD5"))
                .getMessage());
    assertFalse(refused.contains("x7q3"), refused);
  }

  private int once(SimulatedAgent agent, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("--targets", "127.0.0.1", "--once", "--snmp-port", "" + agent.port()));
    args.addAll(List.of(more));
    return Demo.run(args, stage.inRealTime(() -> null));
  }

  @Test
  @DisplayName("a real target is asked over SNMP too, and says traffic and voltage")
  void endToEnd() throws IOException {
    try (SimulatedAgents agents = SimulatedAgents.open()) {
      SimulatedAgent agent = agents.add(router()).agent();
      Path file = file("community", "public\n", "rw-------");
      assertEquals(0, once(agent, "--snmp-community-file", file.toString()), stage.err());
      String line = stage.lines("127.0.0.1 ").get(0);
      assertTrue(line.matches(".* UP .* [\\d.]+ [GM]bit/s +53.6 V"), stage.out());
    }
  }

  @Test
  @DisplayName("an agent that keeps silent is told beside what its echoes say")
  void wrongCommunity() {
    try (SimulatedAgents agents = SimulatedAgents.open()) {
      stage.environment.put(SnmpAccess.COMMUNITY, "wrong");
      assertEquals(0, once(agents.add(router()).agent()), stage.err());
      String line = stage.lines("127.0.0.1 ").get(0);
      assertTrue(line.contains(" UP ") && line.contains("snmp heard nothing for "), line);
    }
  }

  /** Feeds on 53.6 V and carries a gigabit. */
  private static RouterModel router() {
    return RouterModel.named("router")
        .description("RouterOS CCR2116")
        .objectId(Oid.of("1.3.6.1.4.1.14988.1"))
        .with(MikrotikObjects.voltage(53.6))
        .with(
            InterfaceModel.of(1, "sfp1")
                .speed(10_000_000_000L)
                .traffic(Flow.constant(1e9), Flow.constant(2e8)))
        .build();
  }
}
