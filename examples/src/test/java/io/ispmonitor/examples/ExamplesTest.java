package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  private List<String> lines() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  @DisplayName("the embedded monitor hears the machine, or says why it may not ask")
  void embedAMonitor() throws InterruptedException {
    EmbedAMonitor.run(out);
    String line = lines().get(0);
    assertTrue(line.startsWith("this-machine is UP") || line.startsWith("ICMP"), line);
  }

  @Test
  @Tag("interop")
  @DisplayName("with the right to ask, the embedded monitor hears the machine")
  void embedAMonitorAsRoot() throws InterruptedException {
    EmbedAMonitor.run(out);
    assertEquals(List.of("this-machine is UP: answered"), lines());
  }

  @Test
  @DisplayName("the diagnosis finds the machine reachable, or says why it may not ask")
  void diagnose() throws InterruptedException {
    Diagnose.run("127.0.0.1", out);
    String all = String.join("\n", lines());
    assertTrue(all.contains("host: reachable") || all.startsWith("ICMP"), all);
  }

  @Test
  @Tag("interop")
  @DisplayName("with the right to ask, the diagnosis has the echoes and the one hop there is")
  void diagnoseAsRoot() throws InterruptedException {
    Diagnose.run("127.0.0.1", out);
    String all = String.join("\n", lines());
    assertTrue(all.contains("host: reachable: 5 of 5 echoes answered"), all);
    assertTrue(all.contains("path    1 hop, reached"), all);
  }

  @Test
  @DisplayName("a program that is killed is followed by another one, which tells of the end")
  void standbyTakesOver() throws IOException, InterruptedException {
    StandbyTakesOver.run(out);
    String all = String.join("\n", lines());
    assertTrue(all.contains("east: in charge of 2 devices"), all);
    assertTrue(all.contains("west: waits: the lease of 'all' is held by 'east'"), all);
    assertTrue(all.contains("west: in charge of 2 devices after east"), all);
    assertTrue(lines().get(lines().size() - 1).startsWith("west: tells OK: page-"), all);
  }

  @Test
  @DisplayName("a probe of one's own sees a server come and go")
  void ownProbe() throws IOException, InterruptedException {
    OwnProbe.run(out);
    assertEquals("portal is UP: answered", lines().get(0));
    assertEquals("(the server is stopped)", lines().get(1));
    String last = lines().get(lines().size() - 1);
    assertTrue(last.startsWith("portal is DOWN: 3 questions in a row unanswered"), last);
  }

  @Test
  @DisplayName("a router is read, also where it has nothing, and not with a wrong community")
  void readOneRouter() throws Exception {
    ReadOneRouter.run(out);
    String all = String.join("\n", lines());
    assertTrue(all.contains("1.3.6.1.2.1.1.1.0 = Text[octets=a router of a tower]"), all);
    assertTrue(all.contains("1.3.6.1.4.1.1.0 = NO_SUCH_OBJECT"), all);
    assertTrue(all.contains("silent: asked 1 time"), all);
  }

  @Test
  @DisplayName("interfaces are found by name, with what they receive")
  void discoverInterfaces() throws InterruptedException {
    DiscoverInterfaces.run(out);
    String all = String.join("\n", lines());
    assertTrue(all.contains("ether1 receives "), all);
    assertTrue(all.contains("2 wlan1: sector north"), all);
  }

  @Test
  @DisplayName("a profile of one's own is checked and used")
  void ownProfile() throws Exception {
    OwnProfile.run(out);
    assertTrue(lines().get(0).startsWith("line 4: "), lines().toString());
    assertTrue(lines().get(0).contains("power.voltage"), lines().toString());
    String last = lines().get(lines().size() - 1);
    assertTrue(last.startsWith("Answered[readings={power.voltage=54.12"), last);
  }

  @Test
  @DisplayName("the radios of a dead tower are unreachable because of it, and come back with it")
  void dependencies() {
    Dependencies.run(out);
    assertEquals(
        List.of(
            "the tower has no power:",
            "  tower is DOWN",
            "  radio-1 is UNREACHABLE because of tower",
            "  radio-2 is UNREACHABLE because of tower",
            "  radio-3 is UNREACHABLE because of tower",
            "the tower is back:",
            "  tower is UP"),
        lines().subList(5, 12));
  }

  @Test
  @DisplayName("a tower's voltage tells of the mains, when the battery is empty, and why it died")
  void watchVoltage() {
    WatchVoltage.run(out);
    String all = String.join("\n", lines());
    assertTrue(lines().get(0).startsWith("03:12 mainsLost: mains lost at 03:10 UTC"), all);
    assertTrue(all.contains("empty at about 06:0"), all);
    String last = lines().get(lines().size() - 1);
    assertTrue(last.contains("powerLost: its battery was at 21.1 V"), last);
  }

  @Test
  @DisplayName("of a dead tower one message goes out, then an escalation, and its end to both")
  void tellPeople() {
    TellPeople.run(out);
    assertEquals(
        List.of(
            "to duty: CRITICAL: tower-7 is DOWN",
            "to boss: CRITICAL, for 15 min and nobody has taken it: tower-7 is DOWN",
            "nobody hears of radio-12: it depends on tower-7, which is at fault",
            "to duty: OK: tower-7 is UP again after 20 min",
            "to boss: OK: tower-7 is UP again after 20 min"),
        lines().stream().map(line -> line.substring(6)).toList());
  }

  @Test
  @DisplayName(
      "a Telegram chat is told in Portuguese; at the end its message is edited and answered")
  void alertToTelegram() throws Exception {
    AlertToTelegram.run(out);
    assertEquals(
        List.of(
            "sendMessage: <b>CRÍTICO: Torre 7 está FORA DO AR</b>",
            "editMessageText: <b>OK: Torre 7 voltou depois de 20 min</b>",
            "sendMessage: <b>OK: Torre 7 voltou depois de 20 min</b>"),
        lines());
  }

  @Test
  @DisplayName("a back-test tells a rule that would have flapped from one that would not")
  void backTestARule() {
    BackTestARule.run(out);
    assertEquals(
        List.of(
            "hasty would have fired 61 times, 60 of them flaps (shorter than 5m)",
            "calm would have fired 1 time, 0 of them flaps (shorter than 5m)"),
        lines());
  }

  @Test
  @DisplayName("rain over a sector is told once, and a back-test says what was told")
  void rainOverASector() {
    RainOverASector.run(out);
    assertEquals(
        List.of(
            "north anomaliesTogether: 4 of 4 series of 'signal' at and behind north",
            "north anomaliesTogetherEnded: 4 series of 'signal' at and behind north",
            "signal from 0.30 on would have told 1 anomaly",
            "signal from 0.38 on would have told 1 anomaly",
            "signal from 0.46 on would have told 1 anomaly"),
        lines().stream()
            .map(
                line ->
                    line.replaceAll("^[-0-9T:]+ ", "").replaceAll(" (are|were|of north-1).*", ""))
            .toList());
  }

  @Test
  @DisplayName("a report says which link fills up, which battery grows old, and what may fail")
  void planCapacity(@TempDir Path directory) throws IOException {
    PlanCapacity.run(out, directory);
    assertEquals(
        List.of(
            "tower-7, traffic in: 800 Mbit/s is reached in 24 days,",
            "tower-7, lowest voltage: 46.00 V is reached in 44 days,",
            "tower-7, WARNING: restarted 5 times in the last 14 days"),
        lines().stream().map(line -> line.replaceAll("(days,?) .*", "$1")).toList());
    String page = Files.readString(directory.resolve("capacity.html"));
    assertEquals(3, page.split("<svg").length);
  }

  @Test
  @DisplayName("one router or one uplink lost harms nobody; without any uplink nothing is known")
  void redundantUplinks() {
    RedundantUplinks.run(out);
    assertEquals(
        List.of(
            "one of two routers is dead: lost uplinks []",
            "  router-1 is DOWN, router-2 is UP, tower is UP, radio is UP",
            "the fibre is cut, the LTE is there: lost uplinks [fibre]",
            "  router-1 is UP, router-2 is UP, tower is UP, radio is UP",
            "the LTE is gone too: lost uplinks [fibre, lte]",
            "  router-1 is UNKNOWN, router-2 is UNKNOWN, tower is UNKNOWN, radio is UNKNOWN",
            "the LTE is back: lost uplinks [fibre]",
            "  router-1 is UP, router-2 is UP, tower is UP, radio is UP"),
        lines().subList(2, 10));
  }

  @Test
  @DisplayName(
      "of planned work only what is broken at its end is announced, on the wall clock's end")
  void plannedMaintenance() {
    PlannedMaintenance.run(out);
    assertEquals(
        List.of(
            "2026-03-28T11:00     announced: radio DOWN",
            "2026-03-28T11:20     announced: radio RECOVERED",
            "2026-03-28T15:40     announced: ups DOWN",
            "2026-03-28T15:50     announced: ups RECOVERED",
            "2026-03-29T04:10     announced: core DOWN",
            "2026-03-29T04:20     announced: core RECOVERED"),
        lines().stream().filter(line -> line.contains("announced")).toList());
    assertTrue(lines().contains("2026-03-29T03:30 core goes off, in force: [firmware]"));
  }

  @Test
  @DisplayName("two silent witnesses are a banner and no ticket; what died meanwhile gets its own")
  void witnesses() {
    Witnesses.run(out);
    List<String> lines = lines();
    assertEquals("open ticket for bakery: DOWN", lines.get(1));
    assertEquals("open ticket for dns-a: DOWN", lines.get(4));
    assertEquals(
        List.of(
            "BANNER: we are cut off behind fibre, 6 devices cannot be judged",
            "the school is UNKNOWN",
            "(the fibre is repaired)",
            "banner away: fibre is back",
            "open ticket for school: DOWN"),
        lines.subList(7, 12));
    assertEquals(12, lines.size(), lines.toString());
  }

  @Test
  @DisplayName("a radio without its tower in the inventory is found by what it is blamed for")
  void testYourOwnTopology() {
    TestYourOwnTopology.run(out);
    List<String> lines = lines();
    assertEquals("as it was entered:", lines.get(0));
    assertTrue(lines.get(1).contains(" BLAMED_RIGHTLY device radio-2: "), lines.get(1));
    assertEquals("  0 violations", lines.get(lines.size() - 1));
  }

  @Test
  @DisplayName("the Internet is there by resolver, page and port, and gone without page and port")
  void outsideWorld() throws IOException, InterruptedException {
    OutsideWorld.run(out);
    List<String> lines = lines();
    assertEquals("the Internet is REACHABLE", lines.get(0));
    assertEquals(
        List.of(
            "the Internet is UNREACHABLE",
            "  resolver by dns: REACHED",
            "  portal by http: MISSED",
            "  portal by tcp: MISSED"),
        lines.subList(lines.size() - 4, lines.size()));
  }

  @Test
  @DisplayName("orders go to a file while their server is away, and to the server when it is back")
  void failoverOfAService() throws IOException, InterruptedException {
    FailoverOfAService.run(out);
    List<String> lines = lines();
    assertEquals("order 1 is taken by the server", lines.get(0));
    assertEquals("order 2 was not taken by the server, so the file has it", lines.get(2));
    assertTrue(lines.get(3).endsWith("; 3 failures in a row, the fallback is used from now on"));
    assertEquals("order 3 is taken by the file", lines.get(4));
    assertEquals(
        List.of(
            "PRIMARY: everything has arrived; the primary is used again from now on",
            "order 4 is taken by the server",
            "the server has [order 1, order 2, order 3, order 4]"),
        lines.subList(6, 9));
  }

  @Test
  @DisplayName("history lies in files, and is found again after a restart")
  void historyInSqlite() throws IOException, InterruptedException {
    HistoryInSqlite.run(out);
    assertEquals(
        List.of(
            "portal is UP",
            "portal is DOWN",
            "carried into the files: true",
            "(the program was started again)",
            "portal was DOWN when it ended",
            "history: UNKNOWN to UP",
            "history: UP to DOWN"),
        lines());
  }

  @Test
  @DisplayName("a day in PostgreSQL is read through the stores and with SQL")
  void historyInPostgres() throws Exception {
    HistoryInPostgres.run(out);
    assertEquals(
        List.of(
            "carried over: true",
            "2880 round trips, the longest took 14.0 ms",
            "tower-7: UNKNOWN to UP",
            "tower-7: UP to DOWN",
            "tower-7: DOWN to UP"),
        lines());
  }

  @Test
  @DisplayName("samples wait while PostgreSQL is stopped, and are all there afterwards")
  void surviveAnOutage() throws IOException, InterruptedException {
    SurviveAnOutage.run(out);
    List<String> all = lines();
    assertTrue(all.contains("it waits on local disk"), all.toString());
    assertTrue(all.contains("away: PORT_CLOSED"), all.toString());
    assertEquals("3000 samples were taken, 3000 are in the database", all.get(all.size() - 1));
  }
}
