package io.ispmonitor.snmp.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Source.Confidence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
  @TempDir Path directory;
  private Written written = new Written(Path.of("."));

  @BeforeEach
  void setUp() {
    written = new Written(directory);
  }

  private static Item item(List<Item> items, String metric) {
    List<Item> found = items.stream().filter(is -> is.metric().name().equals(metric)).toList();
    assertEquals(1, found.size(), metric + " in " + found);
    return found.get(0);
  }

  private static List<String> oids(List<Item> items) {
    return items.stream().map(is -> is.oid().toString()).toList();
  }

  @Test
  @DisplayName("all that an object may have can be written, and is what was written")
  void item() {
    Profile profile =
        written
            .read(
                "oid box 1.3.6.1.4.1.9",
                "metric m.gauge V 0.5",
                "metric m.rate bit/s 1 rate",
                "profile p \"A title\"",
                "match box.1 box.2",
                "include system if-mib",
                "firmware \"v([0-9.]+)\"",
                "quirk no-bulk wrong-uptime",
                "source in-use \"a book\"",
                "table t",
                "name box.7",
                "name mac 3",
                "name index",
                "discontinuity box.8",
                "comes-and-goes",
                "count wireless.clients",
                "gauge m.gauge box.1 scale 1/8 offset -5 over box.2 decimals box.3 prefix box.4"
                    + " novalue -1,65535 least -2.5 most 1e3 where box.5=1,2 where box.6=3"
                    + " firmware 7.1..7.20 every 15m source mib M",
                "counter m.rate box.9 narrow box.10 ceiling m.gauge",
                "state if.oper box.11 1=up,\"2=lower layer down\" # a comment",
                "share wireless.ccq m.rate over m.gauge",
                "end",
                "gauge power.voltage box.0")
            .named("p");

    Oid box = Oid.of("1.3.6.1.4.1.9");
    Metric gauge = Metric.gauge("m.gauge", Unit.VOLTS, 0.5);
    Metric rate = Metric.rate("m.rate", Unit.BITS_PER_SECOND, 1);
    Source book = new Source(Confidence.IN_USE, "a book");
    assertEquals("A title", profile.title());
    assertEquals(List.of(box.append(1), box.append(2)), profile.matches());
    assertEquals(List.of("system", "if-mib"), profile.includes());
    assertEquals(Set.of(Quirk.NO_BULK, Quirk.WRONG_UPTIME), profile.quirks());
    assertEquals(Firmware.of("8.7"), profile.firmwareOf("XC.v8.7"));
    assertEquals(List.of(box.append(0)), profile.items().stream().map(Item::oid).toList());
    Table table = profile.tables().get(0);
    assertEquals(
        List.of(new Naming.ByColumn(box.append(7)), new Naming.ByMac(3), new Naming.ByIndex()),
        table.naming());
    assertEquals(box.append(8), table.discontinuity());
    assertTrue(table.comesAndGoes());
    assertEquals(Metric.gauge("wireless.clients", Unit.COUNT, 1), table.count());
    assertEquals(
        List.of(
            Item.gauge(gauge, box.append(1))
                .scaled(0.125, -5)
                .over(box.append(2))
                .precision(box.append(3), box.append(4))
                .noValue(-1, 65_535)
                .between(-2.5, 1_000)
                .where(box.append(5), 1, 2)
                .where(box.append(6), 3)
                .firmware(new FirmwareRange(Firmware.of("7.1"), Firmware.of("7.20")))
                .every(Duration.ofMinutes(15))
                .source(new Source(Confidence.MIB, "M")),
            Item.counter(rate, box.append(9))
                .narrow(box.append(10))
                .ceiling("m.gauge")
                .source(book),
            Item.state(
                    Metric.gauge("if.oper", Unit.COUNT, 1),
                    box.append(11),
                    Map.of(1L, "up", 2L, "lower layer down"))
                .source(book)),
        table.items());
    assertEquals(
        List.of(new Share(Metric.gauge("wireless.ccq", Unit.RATIO, 0.001), "m.rate", "m.gauge")),
        table.shares());
  }

  @ParameterizedTest
  @DisplayName("a device has the profile with the longest beginning of its sysObjectID")
  @CsvSource({
    "1.3.6.1.4.1.14988.1, mikrotik",
    "1.3.6.1.4.1.14988, mikrotik",
    "1.3.6.1.4.1.149881, generic",
    "1.3.6.1.4.1.10002.1, ubiquiti",
    "1.3.6.1.4.1.41112.1.4, ubiquiti-airmax",
    "1.3.6.1.4.1.41112.1.5, ubiquiti-edgeos",
    "1.3.6.1.4.1.41112.1.6, ubiquiti-unifi",
    "1.3.6.1.4.1.41112.1.7, ubiquiti",
    "1.3.6.1.4.1.17713.21.1.1, cambium-epmp",
    "1.3.6.1.4.1.161.19.250.256, cambium-pmp",
    "1.3.6.1.4.1.43356.1.1.1, mimosa",
    "1.3.6.1.4.1.2011.2.248, huawei-gpon",
    "1.3.6.1.4.1.3902.1082.1001.9999, zte-zxa10",
    "1.3.6.1.4.1.5875.800, fiberhome",
    "1.3.6.1.4.1.26138.1, intelbras",
    "1.3.6.1.4.1.8072.3.2.10, net-snmp",
    "1.3.6.1.4.1, generic",
    "0.0, generic"
  })
  void forDevice(String sysObjectId, String name) {
    assertEquals(name, Written.BUILT_IN.forDevice(Oid.of(sysObjectId), "").name());
  }

  @Test
  @DisplayName("a device that does not say what it is has the generic profile")
  void unknown() {
    Profile generic = Written.BUILT_IN.forDevice(null, "");

    assertEquals("generic", generic.name());
    assertEquals(List.of(), generic.includes());
    assertEquals(
        List.of("interfaces", "processors", "storage", "inputs", "outputs", "sensors"),
        generic.tables().stream().map(Table::name).toList());
  }

  @Test
  @DisplayName("devices that are asked for the same share one instance, whatever they say")
  void shared() {
    Profiles profiles = Profiles.builtIn();
    Oid airos = Oid.of("1.3.6.1.4.1.41112.1.4");
    Profile first = profiles.forDevice(airos, "XC.v8.7.5");

    assertSame(first, profiles.forDevice(Oid.of("1.3.6.1.4.1.41112.1.4.9"), "XC.v8.7.6"));
    assertNotSame(first, profiles.forDevice(airos, "XC.v8.7.7"));
    assertSame(profiles.forDevice(airos, "XC.v6.3.6"), profiles.forDevice(airos, "XC.v8.7.7"));
  }

  @Test
  @DisplayName("an object for some versions stands in for one for all, on these versions only")
  void firmware() {
    Profiles profiles =
        written.read(
            "profile p \"P\"",
            "firmware \"v(\\d[.\\d]*)\"",
            "gauge power.voltage 1.1",
            "gauge power.voltage 1.2 firmware 7.1..7.3",
            "gauge power.voltage 1.3 firmware 7.4..",
            "gauge power.current 1.4 firmware ..6");

    assertEquals(List.of("1.1"), oids(profiles.forName("p", "nothing").items()));
    assertEquals(List.of("1.1", "1.4"), oids(profiles.forName("p", "v5.9").items()));
    assertEquals(List.of("1.2"), oids(profiles.forName("p", "v7.3").items()));
    assertEquals(List.of("1.1"), oids(profiles.forName("p", "v7.3.1").items()));
    assertEquals(List.of("1.3"), oids(profiles.forName("p", "v7.4").items()));
    assertEquals(List.of("1.1"), oids(profiles.forName("p", "v7").items()));
  }

  @Test
  @DisplayName("the version is looked for at the beginning of a description only")
  void longDescription() {
    Profiles profiles =
        written.read(
            "profile p \"P\"",
            "firmware \"v(\\d)\"",
            "gauge power.voltage 1.1",
            "gauge power.voltage 1.2 firmware 7..");

    assertEquals(List.of("1.2"), oids(profiles.forName("p", " ".repeat(998) + "v7").items()));
    assertEquals(List.of("1.1"), oids(profiles.forName("p", " ".repeat(999) + "v7").items()));
  }

  @Test
  @DisplayName("a profile outranks what it includes, and what is included first what is so later")
  void ranks() {
    Profiles profiles =
        written.read(
            "profile base \"B\"",
            "gauge power.voltage 1.1",
            "gauge power.current 1.2",
            "gauge power.consumption 1.3",
            "profile first \"F\"",
            "include base",
            "profile second \"S\"",
            "include base",
            "gauge power.voltage 2.1",
            "gauge power.current 2.2",
            "profile top \"T\"",
            "include first second",
            "gauge power.voltage 3.1");

    Profile top = profiles.forName("top", "");
    assertEquals(Oid.of("3.1"), item(top.items(), "power.voltage").oid());
    assertEquals(Oid.of("2.2"), item(top.items(), "power.current").oid());
    assertEquals(Oid.of("1.3"), item(top.items(), "power.consumption").oid());
  }

  @Test
  @DisplayName("a table of the same name changes single columns of an included one")
  void tables() {
    Profile top =
        written
            .read(
                "profile top \"T\"",
                "include if-mib",
                "table interfaces",
                "gauge if.speed 1.3.5",
                "counter wireless.in 1.3.6 ceiling if.speed",
                "end")
            .forName("top", "");

    Table interfaces = top.tables().get(0);
    Table included = Written.BUILT_IN.named("if-mib").tables().get(0);
    assertEquals(1, top.tables().size());
    assertEquals(included.naming(), interfaces.naming());
    assertEquals(included.shares(), interfaces.shares());
    assertEquals(included.discontinuity(), interfaces.discontinuity());
    assertEquals(included.items().size() + 1, interfaces.items().size());
    assertEquals(Oid.of("1.3.5"), item(interfaces.items(), "if.speed").oid());
  }

  @Test
  @DisplayName("a column of another table only gives names")
  void foreign() {
    Table interfaces = Written.BUILT_IN.named("if-mib").tables().get(0);
    Table stations = Written.BUILT_IN.named("mikrotik").tables().get(1);
    Oid ifName = Oid.of("1.3.6.1.2.1.31.1.1.1.1");

    assertFalse(interfaces.isForeign(ifName));
    assertFalse(interfaces.isForeign(Oid.of("1.3.6.1.2.1.2.2.1.2")));
    assertTrue(stations.isForeign(ifName));
    assertTrue(stations.isForeign(Oid.of("1.3.6.1.2.1.31.1.1.1")));
    assertFalse(stations.isForeign(Oid.of("1.3.6.1.4.1.14988.1.1.1.1.1.5")));
  }

  @Test
  @DisplayName("where a single object and a count have one metric, the object has it")
  void count() {
    Profile p =
        written
            .read(
                "profile base \"B\"",
                "gauge wireless.clients 1.3.1",
                "profile p \"P\"",
                "include base",
                "table t",
                "count wireless.clients",
                "gauge temperature 1.3.2",
                "end")
            .forName("p", "");

    assertEquals(Oid.of("1.3.1"), item(p.items(), "wireless.clients").oid());
    assertNull(p.tables().get(0).count());
  }

  @Test
  @DisplayName("a share goes with the metric that it is made of")
  void share() {
    Profiles profiles =
        written.read(
            "profile p \"P\"",
            "firmware \"v(\\d)\"",
            "table t",
            "counter if.in 1.3.1",
            "gauge if.speed 1.3.2 firmware 7..",
            "share if.in.utilisation if.in over if.speed",
            "end",
            "table new",
            "gauge temperature 1.3.3 firmware 7..",
            "end");

    assertEquals(2, profiles.forName("p", "v7").tables().size());
    assertEquals(1, profiles.forName("p", "v7").tables().get(0).shares().size());
    assertEquals(1, profiles.forName("p", "v6").tables().size());
    assertEquals(List.of(), profiles.forName("p", "v6").tables().get(0).shares());
  }

  @Test
  @DisplayName("conditions part two columns of one metric")
  void conditions() {
    Profile profile =
        written
            .read(
                "profile p \"P\"",
                "table t",
                "gauge temperature 1.3.1 where 1.3.9=1",
                "gauge temperature 1.3.1 scale 1/10 where 1.3.9=2,3",
                "end")
            .forName("p", "");

    assertEquals(2, profile.tables().get(0).items().size());
  }

  @Test
  @DisplayName("a profile of the host takes the place of a built-in one of its name")
  void replaced() {
    Profiles profiles =
        written.read(
            "profile mikrotik \"Mine\"",
            "match 1.3.6.1.4.1.14988",
            "profile generic \"Mine too\"",
            "include system");

    assertEquals("Mine", profiles.forDevice(Oid.of("1.3.6.1.4.1.14988.1"), "").title());
    assertEquals("Mine too", profiles.forDevice(null, "").title());
    assertEquals(Written.BUILT_IN.all().size(), profiles.all().size());
    assertEquals("MikroTik RouterOS", Written.BUILT_IN.named("mikrotik").title());
  }

  @Test
  @DisplayName("all files of a directory are read, and metrics are common to them")
  void directory() {
    written.file("a.profile", "profile a \"A\"", "include b", "gauge own.metric 1.3");
    written.file("b.profile", "profile b \"B\"");
    written.file("c.profile", "metric own.metric V 1");
    written.file("readme.txt", "nothing for us");

    Profiles profiles = Written.BUILT_IN.with(directory);
    assertEquals("own.metric", profiles.named("a").items().get(0).metric().name());
    assertTrue(profiles.metrics().contains(Metric.gauge("own.metric", Unit.VOLTS, 1)));
  }

  @Test
  @DisplayName("profiles that the host builds are used like written ones")
  void built() {
    Metric own = Metric.gauge("own.metric", Unit.VOLTS, 1);
    Profile profile =
        new Profile(
            "own",
            "Own",
            List.of(Oid.of("1.3.6.1.4.1.9")),
            List.of("system"),
            null,
            Set.of(),
            List.of(Item.gauge(own, Oid.of("1.3.6.1.4.1.9.1.0"))),
            List.of());
    Profiles profiles = Written.BUILT_IN.with(profile);

    assertEquals(2, profiles.forDevice(Oid.of("1.3.6.1.4.1.9.5"), "").items().size());
    assertTrue(profiles.metrics().contains(own));
  }

  @Test
  @DisplayName("a name that is not there is told with the nearest")
  void named() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Written.BUILT_IN.named("mikrotic"));
    assertEquals("there is no profile 'mikrotic'; did you mean 'mikrotik'?", refused.getMessage());
  }
}
