package io.ispmonitor.alerting.rule;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that was told and nobody asked for, such as a trap. With an event that ends it, it is
 * trouble until that comes; without, it is told each time and has no end. What a source says is of
 * a part of the device, its instance: the one that it names, otherwise that of its first value, if
 * it carries any. Trouble and what ends it have to be of the same instance.
 *
 * @param heading what every rule has
 * @param source who tells, such as {@code trap}
 * @param event what happened
 * @param clearedBy what ends it; null for nothing
 */
public record ObservationRule(
    Heading heading, NamePattern source, NamePattern event, @Nullable NamePattern clearedBy)
    implements Rule {
  static final Set<String> PLACES = Facts.places("source", "event", "text", "instance");

  /** Checks everything. */
  public ObservationRule {
    String id = heading.id();
    Objects.requireNonNull(source, "source");
    Bounds.checkName(id, "event", event.text());
    if (event.equals(clearedBy)) {
      throw new IllegalArgumentException(
          "rule %s: event '%s' cannot both begin and end trouble".formatted(id, event));
    }
    heading.summary().check(id, PLACES);
  }

  @Override
  public String type() {
    return "observation";
  }

  @Override
  public boolean hasEnd() {
    return clearedBy != null;
  }

  /** What a source says happened; both may hold {@code *}. */
  public static Builder of(String id, String source, String event) {
    return new Builder(id, new NamePattern(source), new NamePattern(event));
  }

  /** Describes an {@link ObservationRule}. For one thread. */
  public static final class Builder extends RuleBuilder<Builder> {
    private final NamePattern source;
    private final NamePattern event;
    private @Nullable NamePattern clearedBy;

    private Builder(String id, NamePattern source, NamePattern event) {
      super(id, "{name}: {source} says {event} {text}");
      this.source = source;
      this.event = event;
    }

    /** What ends it; may hold {@code *}. */
    public Builder clearedBy(String event) {
      this.clearedBy = new NamePattern(event);
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public ObservationRule build() {
      return new ObservationRule(heading(), source, event, clearedBy);
    }
  }
}
