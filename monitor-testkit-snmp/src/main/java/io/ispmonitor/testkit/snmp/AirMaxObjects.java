package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.util.List;

/**
 * What Ubiquiti's airMAX adds to an access point, by the types of {@code UBNT-AirMAX-MIB}. Made
 * after the MIB, not after a device.
 */
public final class AirMaxObjects {
  private static final Oid STATION = Oid.of("1.3.6.1.4.1.41112.1.4.7.1");
  private static final Oid STATION_COUNT = Oid.of("1.3.6.1.4.1.41112.1.4.5.1.15");
  private static final int GOOD_CCQ = 95;

  private AirMaxObjects() {}

  /**
   * The table of stations, {@code ubntStaTable}, and how many are in it. A row is found by the
   * radio and the station's address. Rates are in bit/s, bytes of 64 bits.
   *
   * @param radio the number of the radio, 1 as a rule
   */
  public static ObjectTable stations(int radio, List<WirelessStation> stations) {
    ObjectTable.Builder table = ObjectTable.builder();
    for (WirelessStation station : stations) {
      put(table, Oid.ofParts(radio).append(station.macParts()), station);
    }
    return table.put(STATION_COUNT.append(radio), new SnmpValue.Int(stations.size())).build();
  }

  private static void put(ObjectTable.Builder table, Oid row, WirelessStation is) {
    SnmpValue rate = new SnmpValue.Int(is.bitsPerSecond());
    table
        .put(column(2, row), new SnmpValue.Text(Octets.ofText(is.name())))
        .put(column(3, row), new SnmpValue.Int(is.signalDbm()))
        .put(column(4, row), new SnmpValue.Int(is.noiseDbm()))
        .put(column(5, row), new SnmpValue.Int(is.distanceMetres()))
        .put(column(6, row), new SnmpValue.Int(GOOD_CCQ))
        .put(column(11, row), rate)
        .put(column(12, row), rate)
        .put(column(13, row), moment -> count(is.sent(), moment))
        .put(column(14, row), moment -> count(is.received(), moment))
        .put(column(15, row), Moment::upTicks);
  }

  private static Oid column(int column, Oid row) {
    return STATION.append(column).append(row);
  }

  private static SnmpValue count(Flow flow, Moment moment) {
    return new SnmpValue.Counter64(WirelessStation.octets(flow, moment));
  }
}
