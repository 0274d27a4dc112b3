package io.ispmonitor.app.web.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a request asks for; what cannot be asked for is refused in a sentence. */
abstract class Parameters {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int LONGEST_PARAMETER = 700;

  final Context ctx;

  Parameters(Context ctx) {
    this.ctx = ctx;
  }

  /** The present moment, up to which is asked where nothing else is said. */
  abstract Instant now();

  /** A part of its path. */
  public String path(String name) {
    String value = ctx.pathParam(name);
    if (value.length() > LONGEST_PARAMETER) {
      throw Refusal.badRequest(
          "%s in the address has more than %d characters".formatted(name, LONGEST_PARAMETER));
    }
    return value;
  }

  /** A parameter; empty when it is missing or has no text. */
  public Optional<String> query(String name) {
    String value = ctx.queryParam(name);
    if (value != null && value.length() > LONGEST_PARAMETER) {
      throw Refusal.badRequest(
          "parameter %s has more than %d characters".formatted(name, LONGEST_PARAMETER));
    }
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  /** A parameter that is a whole number. */
  public int number(String name, int least, int most, int usual) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return usual;
    }
    if (!text.get().matches("[0-9]{1,9}")
        || Integer.parseInt(text.get()) < least
        || Integer.parseInt(text.get()) > most) {
      throw Refusal.badRequest(
          "parameter %s must be a whole number from %d to %d, was '%s'"
              .formatted(name, least, most, Body.shown(text.get())));
    }
    return Integer.parseInt(text.get());
  }

  /** A parameter that is a time. */
  public Optional<Instant> time(String name) {
    return query(name).map(text -> Body.instant("parameter " + name, text));
  }

  /** Which part of a list it asks for. */
  public Page page() {
    return new Page(number("offset", 0, 100_000_000, 0), number("limit", 1, Page.MOST, Page.USUAL));
  }

  /** The time it asks for: from, to and step; the last day unless it says otherwise. */
  public Range range() {
    Instant to = time("to").orElseGet(() -> now());
    Instant from = time("from").orElseGet(() -> to.minus(DAY));
    if (!from.isBefore(to)) {
      throw Refusal.badRequest(
          "parameter from must be before to, were %s and %s".formatted(from, to));
    }
    if (!from.isBefore(now())) {
      throw Refusal.badRequest("parameter from must be before now, was %s".formatted(from));
    }
    Duration length = Duration.between(from, to);
    if (length.compareTo(Range.LONGEST) > 0) {
      throw Refusal.badRequest(
          "from %s to %s is more than %d days; ask for less"
              .formatted(from, to, Range.LONGEST.toDays()));
    }
    int seconds = number("step", 1, 31_622_400, 0);
    Duration step = seconds == 0 ? Range.usualStep(length) : Duration.ofSeconds(seconds);
    if (length.dividedBy(step) >= Range.MOST_STEPS) {
      throw Refusal.badRequest(
          "a step of %d s makes more than %d steps from %s to %s; make it longer"
              .formatted(step.toSeconds(), Range.MOST_STEPS, from, to));
    }
    return new Range(from, to, step);
  }

  /** Its body, with no other fields than these. */
  public Body body(String... fields) {
    return Body.read(ctx, Set.of(fields));
  }

  /**
   * What comes of something that checks what was sent; what it refuses is refused as a bad request.
   */
  public <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(Body.shownWhole(String.valueOf(e.getMessage())));
    }
  }

  /** The same for what comes to nothing. */
  public void check(Runnable work) {
    checked(
        () -> {
          work.run();
          return true;
        });
  }
}
