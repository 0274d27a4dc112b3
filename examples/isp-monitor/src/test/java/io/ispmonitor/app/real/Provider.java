package io.ispmonitor.app.real;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ispmonitor.app.real.FakeTelegram.Told;
import io.ispmonitor.testkit.snmp.AgentOptions;
import io.ispmonitor.testkit.snmp.InterfaceModel;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.testkit.snmp.SimulatedRouter;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A small provider of real parts on one machine: two towers that can be cut off, a router that a
 * real agent answers for, a switch with a simulated one, a database, people with Telegram and mail,
 * and programs that watch it all.
 */
final class Provider implements AutoCloseable {
  static final String HILL = "Hill";
  static final String PORT = "Port";

  private static final String COMMUNITY = "community-of-a-test";
  private static final String MARK = "this may have been told before";

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Path directory;
  private final Tower hill;
  private final Tower port;
  private final Database database;
  private final FakeTelegram telegram;
  private final GreenMail mail;
  private final Path configuration;

  Provider(Path directory) throws Exception {
    this.directory = directory;
    boolean stands = false;
    try {
      hill = kept(new Tower(0));
      port = kept(new Tower(1));
      database = kept(new Database(Files.createDirectories(directory.resolve("database"))));
      telegram = kept(new FakeTelegram(InetAddress.getLoopbackAddress()));
      mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      mail.start();
      kept(mail::stop);
      Agent router =
          kept(new Agent(Files.createDirectories(directory.resolve("agent")), COMMUNITY));
      SimulatedAgents agents =
          kept(
              SimulatedAgents.open(
                  AgentOptions.defaults().addresses(new InetSocketAddress("127.0.0.77", 0))));
      SimulatedRouter simulated =
          agents.add(RouterModel.named("switch").with(InterfaceModel.of(1, "ether1")).build());
      Path community = directory.resolve("community");
      Files.writeString(community, "public\n");
      configuration = directory.resolve("isp-monitor.yaml");
      write(text(router.port(), simulated.agent().port(), community));
      stands = true;
    } finally {
      if (!stands) {
        close();
      }
    }
  }

  private String text(int routerPort, int switchPort, Path community) {
    return """
        name: Proof
        zone: UTC
        database: env:DATABASE_URL
        ping: {interval: 1s, timeout: 500ms}
        snmp:
          interval: 5s
          credentials:
            routers: {version: v2c, community: env:SNMP_COMMUNITY}
            switches: {version: v2c, community: "file:%s"}
        devices:
          - {id: core, kind: router, address: 127.0.0.1, snmp: routers, snmp-port: %d}
          - {id: switch, kind: switch, address: 127.0.0.77, parent: core, snmp: switches, snmp-port: %d}
          - {id: hill, name: %s, kind: tower, address: %s, parent: core}
          - {id: hill-1, name: Hill radio 1, kind: radio, address: %s, parent: hill}
          - {id: hill-2, name: Hill radio 2, kind: radio, address: %s, parent: hill}
          - {id: port, name: %s, kind: tower, address: %s, parent: core}
          - {id: port-1, name: Port radio 1, kind: radio, address: %s, parent: port}
          - {id: port-2, name: Port radio 2, kind: radio, address: %s, parent: port}
        channels:
          on-duty: {type: telegram, token: env:TELEGRAM_TOKEN, chat: "-1001", base: "%s"}
          mail: {type: mail, host: 127.0.0.1, port: %d, encryption: none, from: monitor@example.net, to: noc@example.net}
        routes:
          - {to: [on-duty, mail], severity: warning}
        web: {port: 0}
        instance: {when-away: keep-sending}
        """
        .formatted(
            community,
            routerPort,
            switchPort,
            HILL,
            hill.router(),
            hill.radio(1),
            hill.radio(2),
            PORT,
            port.router(),
            port.radio(1),
            port.radio(2),
            telegram.base(),
            mail.getSmtp().getPort());
  }

  /** What the programs are told from now on. */
  void write(String text) throws IOException {
    Files.writeString(configuration, text);
  }

  String written() throws IOException {
    return Files.readString(configuration);
  }

  /** Starts a program that watches it, with a data directory of its own. */
  Program start(String id) throws IOException {
    return start(id, id);
  }

  /**
   * Starts a program that watches it.
   *
   * @param data the name of its data directory
   */
  Program start(String id, String data) throws IOException {
    return kept(
        Program.start(
            List.of(),
            Map.of(
                "INSTANCE_ID",
                id,
                "DATABASE_URL",
                database.url(),
                "SNMP_COMMUNITY",
                COMMUNITY,
                "TELEGRAM_TOKEN",
                FakeTelegram.TOKEN),
            "run",
            "--config",
            configuration.toString(),
            "--data",
            directory.resolve("data-" + data).toString()));
  }

  Tower hill() {
    return hill;
  }

  Tower port() {
    return port;
  }

  Database database() {
    return database;
  }

  /** What people were told over Telegram about a tower or its radios. */
  List<Told> told(String tower) {
    return telegram.told().stream().filter(one -> one.text().contains(tower)).toList();
  }

  /** All that people were told over Telegram. */
  List<Told> told() {
    return telegram.told();
  }

  /** Whether a message says itself that it may not be the first of its kind. */
  static boolean isMarked(Told one) {
    return one.text().contains(MARK);
  }

  /** The subjects of mails about a tower or its radios. */
  List<String> mails(String tower) throws MessagingException {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage one : mail.getReceivedMessages()) {
      if (one.getSubject().contains(tower)) {
        subjects.add(one.getSubject());
      }
    }
    return subjects;
  }

  private <T extends AutoCloseable> T kept(T part) {
    opened.push(part);
    return part;
  }

  /** Ends and removes all of it, last first, whatever comes in between. */
  @Override
  public void close() throws Exception {
    Exception failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
