package io.ispmonitor.snmp.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.InterfaceMetrics;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.profile.Item.Form;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInProfilesTest {
  private static final Path PAGE = Path.of("../docs/profiles.md");
  private static final Profiles PROFILES = Written.BUILT_IN;

  private static List<Item> items(Profile profile, String of) {
    return of.equals("device")
        ? profile.items()
        : profile.tables().stream()
            .filter(table -> table.name().equals(of))
            .findFirst()
            .orElseThrow()
            .items();
  }

  private static Table table(String profile, String name) {
    return PROFILES.named(profile).tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What the model makes of a number that a device sends. */
  private static String valueOf(Item item, long raw) {
    double value = raw * item.factor() + item.offset();
    boolean isNone = item.noValue().contains(raw) || value < item.least() || value > item.most();
    return isNone ? "none" : Values.text(value);
  }

  @ParameterizedTest
  @DisplayName("what a device sends becomes what the metric promises")
  @CsvSource({
    "system, device, device.uptime, 1.3.6.1.2.1.1.3.0, 12345, 123.45, s, mib",
    "if-mib, interfaces, if.in, 1.3.6.1.2.1.31.1.1.1.6, 1000, 8000, bit/s, mib",
    "if-mib, interfaces, if.out, 1.3.6.1.2.1.31.1.1.1.10, 1000, 8000, bit/s, mib",
    "if-mib, interfaces, if.speed, 1.3.6.1.2.1.31.1.1.1.15, 1000, 1000000000, bit/s, mib",
    "if-mib, interfaces, if.speed, 1.3.6.1.2.1.31.1.1.1.15, 0, none, bit/s, mib",
    "if-mib, interfaces, if.in.errors, 1.3.6.1.2.1.2.2.1.14, 7, 7, 1/s, mib",
    "host-resources, processors, cpu.load, 1.3.6.1.2.1.25.3.3.1.2, 37, 0.37, ratio, assumed",
    "ups-mib, device, battery.time, 1.3.6.1.2.1.33.1.2.3.0, 30, 1800, s, in-use",
    "ups-mib, device, battery.charge, 1.3.6.1.2.1.33.1.2.4.0, 85, 0.85, ratio, in-use",
    "ups-mib, device, battery.voltage, 1.3.6.1.2.1.33.1.2.5.0, 548, 54.8, V, in-use",
    "ups-mib, inputs, ups.input.voltage, 1.3.6.1.2.1.33.1.3.3.1.3, 228, 228, V, in-use",
    "mikrotik, device, power.voltage, 1.3.6.1.4.1.14988.1.1.3.8.0, 241, 24.1, V, mib",
    "mikrotik, device, power.current, 1.3.6.1.4.1.14988.1.1.3.13.0, 350, 0.35, A, mib",
    "mikrotik, device, power.consumption, 1.3.6.1.4.1.14988.1.1.3.12.0, 84, 8.4, W, mib",
    "mikrotik, device, temperature.cpu, 1.3.6.1.4.1.14988.1.1.3.11.0, 415, 41.5, C, mib",
    "mikrotik, device, dhcp.leases, 1.3.6.1.4.1.14988.1.1.6.1.0, 12, 12, count, mib",
    "mikrotik, stations, wireless.ccq, 1.3.6.1.4.1.14988.1.1.1.1.1.9, 93, 0.93, ratio, mib",
    "mikrotik, access-points, wireless.clients, 1.3.6.1.4.1.14988.1.1.1.3.1.6, 31, 31, count, mib",
    "mikrotik, clients, wireless.signal, 1.3.6.1.4.1.14988.1.1.1.2.1.3, -61, -61, dBm, mib",
    "mikrotik, clients, wireless.snr, 1.3.6.1.4.1.14988.1.1.1.2.1.12, 0, none, dB, mib",
    "mikrotik, clients, wireless.snr, 1.3.6.1.4.1.14988.1.1.1.2.1.12, 37, 37, dB, mib",
    "mikrotik, clients, wireless.in, 1.3.6.1.4.1.14988.1.1.1.2.1.5, 100, 800, bit/s, mib",
    "mikrotik, poe, power.poe.voltage, 1.3.6.1.4.1.14988.1.1.15.1.1.4, 238, 23.8, V, mib",
    "mikrotik, sfp, optical.rx, 1.3.6.1.4.1.14988.1.1.19.1.1.10, -7123, -7.123, dBm, mib",
    "mikrotik, lte, lte.rsrp, 1.3.6.1.4.1.14988.1.1.16.1.1.4, -98, -98, dBm, mib",
    "mikrotik, w60g-stations, wireless.distance, 1.3.6.1.4.1.14988.1.1.1.9.1.10, 850, 850, m, mib",
    "ubiquiti-airmax, device, wireless.signal, 1.3.6.1.4.1.41112.1.4.5.1.5.1, -55, -55, dBm, mib",
    "ubiquiti-airmax, device, wireless.frequency, 1.3.6.1.4.1.41112.1.4.1.1.4.1, 5805, 5805000000, Hz, mib",
    "ubiquiti-airmax, device, cpu.load, 1.3.6.1.4.1.41112.1.4.8.3.0, 2550, 0.255, ratio, mib",
    "ubiquiti-airmax, clients, wireless.capacity.out, 1.3.6.1.4.1.41112.1.4.7.1.17, 86000, 86000000, bit/s, mib",
    "ubiquiti-airmax, clients, wireless.latency, 1.3.6.1.4.1.41112.1.4.7.1.21, 4, 0.004, s, mib",
    "ubiquiti-unifi, networks, wireless.ccq, 1.3.6.1.4.1.41112.1.6.1.2.1.3, 991, 0.991, ratio, mib",
    "ubiquiti-unifi, radios, wireless.airtime, 1.3.6.1.4.1.41112.1.6.1.1.1.6, 40, 0.4, ratio, mib",
    "cambium-epmp, device, wireless.snr, 1.3.6.1.4.1.17713.21.1.2.18.0, 30, 30, dB, mib",
    "cambium-pmp, device, wireless.frequency, 1.3.6.1.4.1.161.19.3.1.7.37.0, 5480000, 5480000000, Hz, assumed",
    "cambium-pmp, device, wireless.frequency, 1.3.6.1.4.1.161.19.3.1.7.37.0, 5480, none, Hz, assumed",
    "mimosa, chains, wireless.noise, 1.3.6.1.4.1.43356.2.1.2.6.1.1.4, -923, -92.3, dBm, mib",
    "mimosa, device, wireless.errors.in, 1.3.6.1.4.1.43356.2.1.2.7.4.0, 125, 0.0125, ratio, mib",
    "huawei-gpon, gpon-optics, optical.tx, 1.3.6.1.4.1.2011.6.128.1.1.2.23.1.4, 321, 3.21, dBm, mib",
    "huawei-gpon, gpon-optics, optical.tx, 1.3.6.1.4.1.2011.6.128.1.1.2.23.1.4, 2147483647, none, dBm, mib",
    "huawei-gpon, onu-optics, onu.optical.rx, 1.3.6.1.4.1.2011.6.128.1.1.2.51.1.4, -2155, -21.55, dBm, in-use",
    "huawei-gpon, onu-optics, onu.optical.rx_at_olt, 1.3.6.1.4.1.2011.6.128.1.1.2.51.1.6, 7775, -22.25, dBm, assumed",
    "huawei-gpon, onu-optics, onu.optical.rx_at_olt, 1.3.6.1.4.1.2011.6.128.1.1.2.51.1.6, 0, none, dBm, assumed",
    "huawei-power, power-dc, power.voltage, 1.3.6.1.4.1.2011.6.2.1.3.1.1, 53500, 53.5, V, mib",
    "zte-zxa10, optics-c3xx, optical.rx, 1.3.6.1.4.1.3902.1015.3.1.13.1.1, -19500, -19.5, dBm, mib",
    "zte-zxa10, optics-c3xx, optical.rx, 1.3.6.1.4.1.3902.1015.3.1.13.1.1, -80000, none, dBm, mib",
    "zte-zxa10, optics-c6xx, optical.bias, 1.3.6.1.4.1.3902.1082.30.40.2.4.1.5, 12000, 0.012, A, mib",
    "zte-zxa10, onu-optics, onu.optical.rx, 1.3.6.1.4.1.3902.1012.3.50.12.1.1.10, 4500, -21, dBm, assumed",
    "fiberhome, onu-optics, onu.optical.rx, 1.3.6.1.4.1.5875.800.3.9.3.3.1.6, -2011, -20.11, dBm, in-use",
    "fiberhome, onu-optics, onu.optical.voltage, 1.3.6.1.4.1.5875.800.3.9.3.3.1.8, 330, 3.3, V, assumed",
    "intelbras, device, temperature, 1.3.6.1.4.1.26138.1.5.1.1.0, 44, 44, C, in-use"
  })
  void values(
      String profile,
      String of,
      String metric,
      String oid,
      long raw,
      String value,
      String unit,
      String trust) {
    Item item =
        items(PROFILES.named(profile), of).stream()
            .filter(is -> is.metric().name().equals(metric) && is.oid().equals(Oid.of(oid)))
            .findFirst()
            .orElseThrow();

    assertEquals(value, valueOf(item, raw));
    assertEquals(unit, Values.name(item.metric().unit()));
    assertEquals(trust, item.source().confidence().word());
  }

  @Test
  @DisplayName(
      "octets have a 32-bit stand-in and cannot exceed the speed; the speed is asked seldom")
  void interfaces() {
    Table interfaces = table("if-mib", "interfaces");
    Map<Oid, Oid> narrow =
        Map.of(
            Oid.of("1.3.6.1.2.1.31.1.1.1.6"), Oid.of("1.3.6.1.2.1.2.2.1.10"),
            Oid.of("1.3.6.1.2.1.31.1.1.1.10"), Oid.of("1.3.6.1.2.1.2.2.1.16"));
    List<Item> octets =
        interfaces.items().stream().filter(is -> narrow.containsKey(is.oid())).toList();
    assertEquals(2, octets.size());
    for (Item item : octets) {
      assertEquals(narrow.get(item.oid()), item.narrow());
      assertEquals("if.speed", item.ceiling());
      assertEquals(Form.COUNTER, item.form());
    }
    assertEquals(Oid.of("1.3.6.1.2.1.31.1.1.1.19"), interfaces.discontinuity());
    Item speed =
        interfaces.items().stream()
            .filter(is -> is.metric().equals(InterfaceMetrics.SPEED))
            .findFirst()
            .orElseThrow();
    assertEquals(Duration.ofMinutes(10), speed.every());
    assertEquals(
        List.of(InterfaceMetrics.IN_UTILISATION, InterfaceMetrics.OUT_UTILISATION),
        interfaces.shares().stream().map(Share::metric).toList());
  }

  @Test
  @DisplayName("an interface is lowerLayerDown when its number is 7")
  void operStatus() {
    Item oper =
        table("if-mib", "interfaces").items().stream()
            .filter(is -> is.metric().equals(InterfaceMetrics.OPER))
            .findFirst()
            .orElseThrow();
    assertEquals(Oid.of("1.3.6.1.2.1.2.2.1.8"), oper.oid());
    assertEquals(
        Map.of(
            1L,
            "up",
            2L,
            "down",
            3L,
            "testing",
            4L,
            "unknown",
            5L,
            "dormant",
            6L,
            "notPresent",
            7L,
            "lowerLayerDown"),
        oper.states());
  }

  @ParameterizedTest
  @DisplayName("a temperature of airOS is right on every version, and none where it cannot be told")
  @CsvSource({
    "XC.v8.7.3, 54, 54",
    "XC.v8.7.4, 540000000, 54",
    "XC.v8.7.6, 540000000, 54",
    "XC.v8.7.7, 54, 54",
    "Linux, 54, 54",
    "Linux, 540000000, none"
  })
  void airos(String sysDescr, long raw, String value) {
    Profile profile = PROFILES.forDevice(Oid.of("1.3.6.1.4.1.41112.1.4"), sysDescr);
    List<Item> temperatures =
        profile.items().stream().filter(is -> is.metric().name().equals("temperature")).toList();

    assertEquals(1, temperatures.size());
    assertEquals(value, valueOf(temperatures.get(0), raw));
  }

  @Test
  @DisplayName("agents that do not answer GetBulk, or tell the wrong time, are known")
  void quirks() {
    assertEquals(Set.of(Quirk.NO_BULK), PROFILES.named("ubiquiti-airmax").quirks());
    assertEquals(Set.of(Quirk.NO_BULK), PROFILES.forName("ubiquiti", "").quirks());
    assertEquals(Set.of(Quirk.WRONG_UPTIME), PROFILES.named("zte-zxa10").quirks());
    assertEquals(Set.of(), PROFILES.named("mikrotik").quirks());
  }

  @Test
  @DisplayName("clients of radios come and go, and are named by their MAC address")
  void clients() {
    Table mikrotik = table("mikrotik", "clients");
    Table airmax = table("ubiquiti-airmax", "clients");

    assertTrue(mikrotik.comesAndGoes() && airmax.comesAndGoes());
    assertEquals(List.of(new Naming.ByMac(0)), mikrotik.naming());
    assertEquals(List.of(new Naming.ByMac(1)), airmax.naming());
    assertEquals("wireless.clients", String.valueOf(mikrotik.count()));
  }

  @Test
  @DisplayName("quality and numbers of clients are levels, although MIKROTIK-MIB says counters")
  void levels() {
    Contents.items(PROFILES.named("mikrotik"))
        .filter(is -> is.metric().name().matches("wireless\\.(ccq|clients).*"))
        .forEach(is -> assertEquals(Form.GAUGE, is.form(), is.toString()));
  }

  @Test
  @DisplayName("the optics of units at customers are read each quarter of an hour at the most")
  void onuOptics() {
    for (Profile profile : PROFILES.all()) {
      Contents.items(profile)
          .filter(is -> is.metric().name().startsWith("onu.optical."))
          .forEach(is -> assertEquals(Duration.ofMinutes(15), is.every(), is.toString()));
    }
    assertEquals(
        Set.of(2_147_483_647L), table("huawei-gpon", "onu-optics").items().get(0).noValue());
  }

  @Test
  @DisplayName("a gauge of RouterOS 7 has the unit that its row says")
  void gauges() {
    Map<String, Long> unitOf =
        Map.of(
            "temperature",
            1L,
            "fan.speed",
            2L,
            "power.voltage",
            3L,
            "power.current",
            4L,
            "power.consumption",
            5L,
            "sensor.status",
            6L);
    List<Item> gauges = table("mikrotik", "gauges").items();
    assertEquals(6, gauges.size());
    for (Item item : gauges) {
      RowCondition condition = item.where().get(0);
      assertEquals(Oid.of("1.3.6.1.4.1.14988.1.1.3.100.1.4"), condition.column());
      assertEquals(Set.of(unitOf.get(item.metric().name())), condition.values());
    }
  }

  @Test
  @DisplayName("a sensor is read by its type, with precision and power of ten")
  void sensors() {
    for (Item item : table("entity-sensor", "sensors").items()) {
      if (item.form() == Form.GAUGE) {
        assertEquals(Oid.of("1.3.6.1.2.1.99.1.1.1.3"), item.decimals());
        assertEquals(Oid.of("1.3.6.1.2.1.99.1.1.1.2"), item.prefix());
        assertFalse(item.where().isEmpty());
      }
    }
  }

  @Test
  @DisplayName("memory in use is what is not available, as a share of all")
  void memory() {
    Item memory =
        PROFILES.named("ucd-snmp").items().stream()
            .filter(is -> is.metric().name().equals("memory.used"))
            .findFirst()
            .orElseThrow();
    assertEquals(Oid.of("1.3.6.1.4.1.2021.4.6.0"), memory.oid());
    assertEquals(Oid.of("1.3.6.1.4.1.2021.4.5.0"), memory.over());
    assertEquals(0.75, 256.0 / 1024 * memory.factor() + memory.offset());
  }

  @Test
  @DisplayName("the vocabulary says the same as the constants of the core")
  void constants() throws IllegalAccessException {
    Map<String, Metric> byName = new HashMap<>();
    PROFILES.metrics().forEach(metric -> byName.put(metric.name(), metric));
    List<Class<?>> holders = List.of(InterfaceMetrics.class, PowerMetrics.class);
    int compared = 0;
    for (Class<?> holder : holders) {
      for (Field field : holder.getFields()) {
        Metric metric = (Metric) field.get(null);
        assertEquals(metric, byName.get(metric.name()), metric::name);
        compared++;
      }
    }
    assertEquals(14, compared);
  }

  @Test
  @DisplayName("every metric of the vocabulary is measured by some profile")
  void vocabulary() {
    Set<Metric> measured = new HashSet<>();
    PROFILES.all().forEach(profile -> measured.addAll(Contents.metrics(profile)));
    List<Metric> unused = new ArrayList<>(PROFILES.metrics());
    unused.removeAll(measured);
    assertEquals(List.of(), unused);
  }

  @Test
  @DisplayName("every object says where the knowledge of it comes from")
  void sources() {
    for (Profile profile : PROFILES.all()) {
      Contents.items(profile)
          .forEach(is -> assertFalse(is.source().text().isBlank(), is::toString));
    }
  }

  @ParameterizedTest
  @DisplayName("single objects have an index, and columns have none")
  @ValueSource(strings = {"device", "table"})
  void indexes(String of) {
    for (Profile profile : PROFILES.all()) {
      if (of.equals("device")) {
        profile.items().forEach(is -> assertTrue(isInstance(is.oid()), is.toString()));
      } else {
        profile
            .tables()
            .forEach(
                table -> table.items().forEach(is -> assertFalse(isZero(is.oid()), is.toString())));
      }
    }
  }

  /** Indexes of single objects: 0, of airMAX the radio 1, of MikroTik the main memory. */
  private static boolean isInstance(Oid oid) {
    int last = oid.part(oid.size() - 1);
    return last == 0 || last == 65_536 || (last == 1 && oid.toString().contains(".41112.1.4."));
  }

  private static boolean isZero(Oid oid) {
    return oid.part(oid.size() - 1) == 0;
  }

  @Test
  @DisplayName("the page lists the built-in profiles as they are")
  void page() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Profile profile : PROFILES.all()) {
      ProfileText.write(profile, text);
      text.append("\n");
    }
    String page = Files.readString(PAGE);
    assertEquals(text.toString().strip(), page.substring(page.indexOf("### `cambium")).strip());
  }

  @Test
  @DisplayName("the example of the page can be read")
  void example(@TempDir Path directory) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("```text\n") + 8;
    Profiles profiles =
        new Written(directory).read(page.substring(begin, page.indexOf("```", begin)));

    Oid rectifier = Oid.of("1.3.6.1.4.1.99999.2");
    assertEquals(5, profiles.forDevice(rectifier, "Firmware V3.3").items().size());
    assertEquals(
        FirmwareRange.ANY.toString(),
        profiles.forDevice(rectifier, "Firmware V2").items().get(1).firmware().toString());
  }
}
