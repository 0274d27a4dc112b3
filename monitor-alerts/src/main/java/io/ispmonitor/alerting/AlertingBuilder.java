package io.ispmonitor.alerting;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.InMemoryAlertLedger;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.InMemoryLimitStore;
import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.LimitStore;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.alerting.message.Phrases;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.RuleSet;
import io.ispmonitor.time.TimeSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Describes an {@link Alerting}. For one thread. */
public final class AlertingBuilder {
  private static final long MANY_SUBSCRIBERS = 1_000;

  private final Map<NotificationChannel, ChannelOptions> channels = new LinkedHashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<Inhibition> inhibitions = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, String> phrases = new LinkedHashMap<>();
  private SeverityPolicy severities = SeverityPolicy.emergencyFrom(MANY_SUBSCRIBERS);
  private ZoneId zone = ZoneOffset.UTC;
  private AlertStore alerts = new InMemoryAlertStore();
  private AlertLedger ledger = new InMemoryAlertLedger();
  private Outbox outbox = new InMemoryOutbox();
  private LimitStore limits = new InMemoryLimitStore();

  AlertingBuilder() {}

  /** A channel, used as is usual; see {@link ChannelOptions#usual()}. */
  public AlertingBuilder channel(NotificationChannel channel) {
    return channel(channel, ChannelOptions.usual());
  }

  /** A channel. It is closed with the monitor. */
  public AlertingBuilder channel(NotificationChannel channel, ChannelOptions options) {
    channels.put(channel, options);
    return this;
  }

  /** Who is told of what; the first route that wants an alert gets it. All channels unless said. */
  public AlertingBuilder route(Route route) {
    routes.add(route);
    return this;
  }

  /** What is worth an alert besides devices that are out. */
  public AlertingBuilder rule(Rule rule) {
    rules.add(rule);
    return this;
  }

  /** What is worth an alert, such as the rules of a file. */
  public AlertingBuilder rules(Collection<? extends Rule> more) {
    rules.addAll(more);
    return this;
  }

  /** Where limits of single devices are kept; in memory unless said. The host closes it. */
  public AlertingBuilder limits(LimitStore store) {
    this.limits = store;
    return this;
  }

  /** Alerts that keep others back. */
  public AlertingBuilder inhibit(Inhibition inhibition) {
    inhibitions.add(inhibition);
    return this;
  }

  /** How grave an outage is; an emergency from 1,000 subscribers on unless said. */
  public AlertingBuilder severities(SeverityPolicy policy) {
    this.severities = policy;
    return this;
  }

  /** The zone in which messages tell times; UTC unless said. */
  public AlertingBuilder zone(ZoneId zone) {
    this.zone = zone;
    return this;
  }

  /** Another wording of a phrase, in all languages; see the properties files of the module. */
  public AlertingBuilder phrase(String name, String template) {
    phrases.put(name, template);
    return this;
  }

  /** Where alerts are kept; in memory unless said. The host closes it. */
  public AlertingBuilder alerts(AlertStore store) {
    this.alerts = store;
    return this;
  }

  /** Where decisions are kept; in memory unless said. The host closes it. */
  public AlertingBuilder ledger(AlertLedger ledger) {
    this.ledger = ledger;
    return this;
  }

  /** Where notices wait; in memory unless said. The host closes it. */
  public AlertingBuilder outbox(Outbox outbox) {
    this.outbox = outbox;
    return this;
  }

  /**
   * The alerting.
   *
   * @throws IllegalArgumentException when there is no channel, two have one name, a route or a
   *     fallback leads to one that is not there, or rules do not fit together
   */
  public Alerting build() {
    Set<String> names = new TreeSet<>();
    for (NotificationChannel channel : channels.keySet()) {
      if (!names.add(channel.name())) {
        throw new IllegalArgumentException("two channels are called " + channel.name());
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("alerting needs a channel, be it one that only logs");
    }
    routes.forEach(route -> check("route " + route.name(), channelsOf(route), names));
    channels.forEach(
        (channel, options) -> {
          String to = options.fallback();
          check(
              "the fallback of " + channel.name(), to == null ? Stream.of() : Stream.of(to), names);
        });
    checkFallbacks();
    // So that what cannot be read, or does not fit together, is told here.
    Phrases.of(Locale.ENGLISH, phrases);
    RuleSet.of(rules, TimeSource.system());
    List<Route> wanted =
        routes.isEmpty()
            ? List.of(Route.to(names.toArray(String[]::new)).named("all"))
            : List.copyOf(routes);
    return new Alerting(
        new AlertingSettings(
            new LinkedHashMap<>(channels),
            Routes.toldApart(wanted),
            List.copyOf(inhibitions),
            List.copyOf(rules),
            limits,
            severities,
            zone,
            Map.copyOf(phrases),
            alerts,
            ledger,
            outbox));
  }

  /** What all of them reject would go round for ever. */
  private void checkFallbacks() {
    Map<String, String> fallbacks = new HashMap<>();
    channels.forEach(
        (channel, options) -> {
          String to = options.fallback();
          if (to != null) {
            fallbacks.put(channel.name(), to);
          }
        });
    for (String start : fallbacks.keySet()) {
      Set<String> passed = new LinkedHashSet<>();
      String next = start;
      while (next != null && passed.add(next)) {
        next = fallbacks.get(next);
      }
      if (next != null) {
        throw new IllegalArgumentException(
            "the fallbacks of %s lead back to %s; one of them needs none".formatted(passed, next));
      }
    }
  }

  private static Stream<String> channelsOf(Route route) {
    return Stream.concat(
        route.channels().stream(),
        route.escalation().stream().flatMap(step -> step.channels().stream()));
  }

  private static void check(String who, Stream<String> wanted, Set<String> names) {
    wanted
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "%s leads to channel '%s', which is not there; there are %s"
                      .formatted(who, name, names));
            });
  }
}
