package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.util.List;

/**
 * What MikroTik's RouterOS adds to a router, by the types of {@code MIKROTIK-MIB}. Made after the
 * MIB, not after a device.
 */
public final class MikrotikObjects {
  private static final Oid VOLTAGE = Oid.of("1.3.6.1.4.1.14988.1.1.3.8.0");
  private static final Oid REGISTERED = Oid.of("1.3.6.1.4.1.14988.1.1.1.2.1");
  private static final Oid REGISTERED_COUNT = Oid.of("1.3.6.1.4.1.14988.1.1.1.4.0");
  private static final long MOST_32 = 0xffff_ffffL;

  private MikrotikObjects() {}

  /** The supply voltage, {@code mtxrHlVoltage}: in tenths of a volt. */
  public static ObjectTable voltage(double volts) {
    int tenths = (int) Math.round(volts * 10);
    return ObjectTable.builder().put(VOLTAGE, new SnmpValue.Int(tenths)).build();
  }

  /**
   * The registration table, {@code mtxrWlRtabTable}, and how many are in it. A row is found by the
   * station's address and the interface. Bytes are of 32 bits there.
   *
   * @param ifIndex the wireless interface at which they are registered
   */
  public static ObjectTable registrations(int ifIndex, List<WirelessStation> stations) {
    ObjectTable.Builder table = ObjectTable.builder();
    for (WirelessStation station : stations) {
      Oid row = Oid.ofParts(station.macParts()).append(ifIndex);
      put(table, row, station);
    }
    return table.put(REGISTERED_COUNT, new SnmpValue.Gauge32(stations.size())).build();
  }

  private static void put(ObjectTable.Builder table, Oid row, WirelessStation is) {
    SnmpValue rate = new SnmpValue.Gauge32(is.bitsPerSecond());
    table
        .put(column(3, row), new SnmpValue.Int(is.signalDbm()))
        .put(column(4, row), moment -> count(is.sent(), moment))
        .put(column(5, row), moment -> count(is.received(), moment))
        .put(column(8, row), rate)
        .put(column(9, row), rate)
        .put(column(11, row), Moment::upTicks)
        .put(column(12, row), new SnmpValue.Int(is.signalDbm() - is.noiseDbm()))
        .put(column(20, row), new SnmpValue.Text(Octets.ofText(is.name())));
  }

  private static Oid column(int column, Oid row) {
    return REGISTERED.append(column).append(row);
  }

  private static SnmpValue count(Flow flow, Moment moment) {
    return new SnmpValue.Counter32(WirelessStation.octets(flow, moment) & MOST_32);
  }
}
