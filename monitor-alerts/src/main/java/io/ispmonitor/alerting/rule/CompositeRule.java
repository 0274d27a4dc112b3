package io.ispmonitor.alerting.rule;

import java.util.List;
import java.util.Set;

/**
 * Trouble while enough other rules have trouble with the same device. A rule with trouble in
 * several parts of the device counts once. The others may be {@linkplain RuleBuilder#silent()
 * silent}.
 *
 * @param heading what every rule has
 * @param atLeast how many of them
 * @param members the ids of the others, 1 to 100; each has trouble that ends
 */
public record CompositeRule(Heading heading, int atLeast, List<String> members) implements Rule {
  static final Set<String> PLACES = Facts.places("members");
  private static final int MOST_MEMBERS = 100;

  /** Checks and copies. */
  public CompositeRule {
    members = List.copyOf(members);
    String id = heading.id();
    if (members.isEmpty() || members.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "rule %s: it has 1 to %d members, not %d".formatted(id, MOST_MEMBERS, members.size()));
    }
    if (Set.copyOf(members).size() < members.size()) {
      throw new IllegalArgumentException(
          "rule %s: a member is named twice in %s".formatted(id, members));
    }
    if (atLeast < 1 || atLeast > members.size()) {
      throw new IllegalArgumentException(
          "rule %s: at least %d of %d members cannot be".formatted(id, atLeast, members.size()));
    }
    heading.summary().check(id, PLACES);
  }

  @Override
  public String type() {
    return "composite";
  }

  /** Trouble while all of these have trouble with a device. */
  public static Builder allOf(String id, String... members) {
    return new Builder(id, members.length, List.of(members));
  }

  /** Trouble while any of these has trouble with a device. */
  public static Builder anyOf(String id, String... members) {
    return new Builder(id, 1, List.of(members));
  }

  /** Trouble while at least so many of these have trouble with a device. */
  public static Builder atLeast(int count, String id, String... members) {
    return new Builder(id, count, List.of(members));
  }

  /** Trouble while at least so many of these have trouble with a device. */
  public static Builder atLeast(int count, String id, List<String> members) {
    return new Builder(id, count, List.copyOf(members));
  }

  /** Describes a {@link CompositeRule}. For one thread. */
  public static final class Builder extends RuleBuilder<Builder> {
    private final int atLeast;
    private final List<String> members;

    private Builder(String id, int atLeast, List<String> members) {
      super(id, "{name}: {members}");
      this.atLeast = atLeast;
      this.members = members;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public CompositeRule build() {
      return new CompositeRule(heading(), atLeast, members);
    }
  }
}
