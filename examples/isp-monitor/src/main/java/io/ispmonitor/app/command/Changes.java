package io.ispmonitor.app.command;

import io.ispmonitor.app.config.Configuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What of a configuration cannot change while it runs. */
final class Changes {
  private static final Map<String, Function<Configuration, Object>> FIXED = fixed();

  private Changes() {}

  private static Map<String, Function<Configuration, Object>> fixed() {
    Map<String, Function<Configuration, Object>> parts = new LinkedHashMap<>();
    parts.put("the name", Configuration::name);
    parts.put("the zone", Configuration::zone);
    parts.put("the database", of -> String.valueOf(of.database()));
    parts.put("the retention", Configuration::retention);
    parts.put("how devices are pinged", Configuration::ping);
    parts.put("inhibitions", Configuration::inhibitions);
    parts.put("how often servers outside are asked", Configuration::outside);
    parts.put("how often SNMP is asked", Configuration::snmp);
    parts.put("an uplink", Configuration::uplinks);
    parts.put("a channel", of -> Map.copyOf(of.channels()));
    parts.put("a route", Configuration::routes);
    parts.put("a rule", Configuration::rules);
    parts.put("maintenance", Configuration::maintenance);
    parts.put("where the console listens", of -> of.web().bind() + ":" + of.web().port());
    parts.put("the instance", of -> String.valueOf(of.instance()));
    parts.put("the heartbeat", of -> Optional.ofNullable(of.heartbeat()));
    return parts;
  }

  /** The parts that differ, in words. */
  static List<String> thatNeedARestart(Configuration before, Configuration after) {
    return FIXED.entrySet().stream()
        .filter(
            part -> !Objects.equals(part.getValue().apply(before), part.getValue().apply(after)))
        .map(Map.Entry::getKey)
        .toList();
  }
}
