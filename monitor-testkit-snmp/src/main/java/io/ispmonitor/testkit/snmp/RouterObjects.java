package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import java.util.function.Function;

/** The objects of a router: {@code SNMPv2-MIB} (RFC 3418) and {@code IF-MIB} (RFC 2863). */
final class RouterObjects {
  private static final Oid SYSTEM = Oid.of("1.3.6.1.2.1.1");
  private static final Oid IF_NUMBER = Oid.of("1.3.6.1.2.1.2.1.0");
  private static final Oid IF_ENTRY = Oid.of("1.3.6.1.2.1.2.2.1");
  private static final Oid IF_X_ENTRY = Oid.of("1.3.6.1.2.1.31.1.1.1");
  private static final int ETHERNET = 6;
  private static final int MTU = 1_500;
  private static final int UP = 1;
  private static final int DOWN = 2;
  private static final long MOST_32 = 0xffff_ffffL;
  private static final long MEGABIT = 1_000_000;

  private final RouterModel model;
  private final int shift;
  private final ObjectTable.Builder table = ObjectTable.builder();

  private RouterObjects(RouterModel model, int shift) {
    this.model = model;
    this.shift = shift;
  }

  static ObjectTable of(RouterModel model, int shift) {
    RouterObjects objects = new RouterObjects(model, shift);
    objects.system();
    for (int place = 0; place < model.interfaces().size(); place++) {
      objects.describe(place);
      objects.state(place);
      objects.count(place);
    }
    return objects.table.build();
  }

  private void system() {
    table.put(SYSTEM.append(1, 0), text(model.description()));
    table.put(SYSTEM.append(2, 0), new SnmpValue.ObjectId(model.objectId()));
    table.put(SYSTEM.append(3, 0), Moment::upTicks);
    table.put(SYSTEM.append(5, 0), moment -> text(moment.agent().router().name()));
    table.put(IF_NUMBER, new SnmpValue.Int(model.interfaces().size()));
  }

  private void describe(int place) {
    InterfaceModel is = model.interfaces().get(place);
    int index = model.index(place, shift);
    table.put(IF_ENTRY.append(1, index), new SnmpValue.Int(index));
    table.put(IF_ENTRY.append(2, index), text(is.name()));
    table.put(IF_ENTRY.append(3, index), new SnmpValue.Int(ETHERNET));
    table.put(IF_ENTRY.append(4, index), new SnmpValue.Int(MTU));
    table.put(
        IF_ENTRY.append(5, index), new SnmpValue.Gauge32(Math.min(is.bitsPerSecond(), MOST_32)));
    table.put(IF_ENTRY.append(6, index), moment -> mac(moment, place));
    table.put(IF_X_ENTRY.append(1, index), text(is.name()));
    table.put(
        IF_X_ENTRY.append(15, index),
        new SnmpValue.Gauge32(Math.min(is.bitsPerSecond() / MEGABIT, MOST_32)));
    table.put(IF_X_ENTRY.append(18, index), text(is.alias()));
  }

  private void state(int place) {
    int index = model.index(place, shift);
    port(IF_ENTRY.append(7, index), place, port -> status(port.isEnabled()));
    port(IF_ENTRY.append(8, index), place, port -> status(port.isUp()));
    port(IF_ENTRY.append(9, index), place, port -> Moment.ticks(port.changedNanos()));
    port(IF_X_ENTRY.append(19, index), place, port -> Moment.ticks(port.countedFromNanos()));
  }

  private void count(int place) {
    int index = model.index(place, shift);
    InterfaceModel is = model.interfaces().get(place);
    Tally in = Tally.of(place, is, is.in(), is.trouble().inErrors(), is.trouble().inDiscards());
    Tally out = Tally.of(place, is, is.out(), is.trouble().outErrors(), is.trouble().outDiscards());
    count32(IF_ENTRY.append(10, index), in::octets);
    count32(IF_ENTRY.append(11, index), in::packets);
    count32(IF_ENTRY.append(13, index), in::discards);
    count32(IF_ENTRY.append(14, index), in::errors);
    count32(IF_ENTRY.append(16, index), out::octets);
    count32(IF_ENTRY.append(17, index), out::packets);
    count32(IF_ENTRY.append(19, index), out::discards);
    count32(IF_ENTRY.append(20, index), out::errors);
    if (is.counting().has64Bits()) {
      count64(IF_X_ENTRY.append(6, index), in::octets);
      count64(IF_X_ENTRY.append(7, index), in::packets);
      count64(IF_X_ENTRY.append(10, index), out::octets);
      count64(IF_X_ENTRY.append(11, index), out::packets);
    }
  }

  /** What a counter of 64 bits would hold. */
  private interface Count {
    long at(Moment moment);
  }

  private void count32(Oid oid, Count count) {
    table.put(oid, moment -> new SnmpValue.Counter32(count.at(moment) & MOST_32));
  }

  private void count64(Oid oid, Count count) {
    table.put(oid, moment -> new SnmpValue.Counter64(count.at(moment)));
  }

  private void port(Oid oid, int place, Function<Port, SnmpValue> holds) {
    table.put(oid, moment -> holds.apply(moment.life().ports().at(place)));
  }

  private static SnmpValue status(boolean isUp) {
    return new SnmpValue.Int(isUp ? UP : DOWN);
  }

  private static SnmpValue text(String text) {
    return new SnmpValue.Text(Octets.ofText(text));
  }

  /** Locally administered, and another one for each interface of each agent. */
  private static SnmpValue mac(Moment moment, int place) {
    int agent = moment.agent().number();
    return new SnmpValue.Text(
        Octets.of(
            (byte) 2,
            (byte) (agent >> 16),
            (byte) (agent >> 8),
            (byte) agent,
            (byte) (place >> 8),
            (byte) place));
  }
}
