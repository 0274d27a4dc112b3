package io.ispmonitor.app.web.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that is not done, and why, in a sentence for who made it. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable Duration after;

  private Refusal(int status, String message, @Nullable Duration after) {
    super(message, null, false, false);
    this.status = status;
    this.after = after;
  }

  /** It asks for something that cannot be. */
  public static Refusal badRequest(String message) {
    return new Refusal(400, message, null);
  }

  /** Nobody knows who makes it. */
  public static Refusal unknownCaller(String message) {
    return new Refusal(401, message, null);
  }

  /** Who makes it may not. */
  public static Refusal forbidden(String message) {
    return new Refusal(403, message, null);
  }

  /** There is no such thing. */
  public static Refusal notFound(String message) {
    return new Refusal(404, message, null);
  }

  /** It does not fit how things stand. */
  public static Refusal conflict(String message) {
    return new Refusal(409, message, null);
  }

  /** Its body is too large. */
  public static Refusal tooLarge(String message) {
    return new Refusal(413, message, null);
  }

  /** Its body is not JSON. */
  public static Refusal notJson(String message) {
    return new Refusal(415, message, null);
  }

  /** It comes too often. */
  public static Refusal tooOften(String message, Duration after) {
    return new Refusal(429, message, after);
  }

  /** It cannot be done now. */
  public static Refusal notNow(String message, Duration after) {
    return new Refusal(503, message, after);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** After how many seconds to try again, at least 1; 0 for nothing to say. */
  public long afterSeconds() {
    return after == null ? 0 : Math.max(1, (after.toMillis() + 999) / 1_000);
  }

  /** Why, in a sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
