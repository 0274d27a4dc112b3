package io.ispmonitor.app.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.app.site.Site;
import io.ispmonitor.app.web.access.AuditEntry;
import io.ispmonitor.app.web.access.AuditLog;
import io.ispmonitor.app.web.access.Caller;
import io.ispmonitor.time.TimeSource;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request of somebody who may make it, and its answer. For the thread that handles it. */
public final class Call extends Parameters {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final @Nullable Caller caller;
  private final InetAddress address;
  private final Optional<Site> site;
  private final AuditLog audit;
  private final TimeSource time;

  Call(
      Context ctx,
      @Nullable Caller caller,
      InetAddress address,
      Optional<Site> site,
      AuditLog audit,
      TimeSource time) {
    super(ctx);
    this.caller = caller;
    this.address = address;
    this.site = site;
    this.audit = audit;
    this.time = time;
  }

  /** What HTTP knows of it. */
  public Context http() {
    return ctx;
  }

  /** From where it comes. */
  public InetAddress address() {
    return address;
  }

  /** What is watched here, if anything is. */
  public Optional<Site> maybeSite() {
    return site;
  }

  /**
   * What is watched here.
   *
   * @throws Refusal while another instance does
   */
  public Site site() {
    return site.orElseThrow(
        () ->
            Refusal.notNow(
                "this instance watches nothing now, since another one is in charge or it is just starting; ask that one, see /api/health",
                SOON));
  }

  @Override
  Instant now() {
    return site().time().instant();
  }

  /** Who makes it; empty where nobody has to be known. */
  public Optional<Caller> maybeCaller() {
    return Optional.ofNullable(caller);
  }

  /** Who makes it. */
  public Caller caller() {
    return maybeCaller().orElseThrow(() -> Refusal.unknownCaller("log in first: POST /api/login"));
  }

  /** Notes what was done. */
  public void audit(String action, String target, String detail) {
    Caller by = caller();
    Instant now = time.instant();
    audit.add(
        new AuditEntry(
            now,
            by.name(),
            by.role().word(),
            by.address().getHostAddress(),
            action,
            target,
            detail));
  }

  /** Answers with JSON. */
  public void json(JsonNode answer) {
    ctx.contentType("application/json").result(Json.text(answer).getBytes(StandardCharsets.UTF_8));
  }

  /** Answers that something was made. */
  public void created(JsonNode answer) {
    ctx.status(201);
    json(answer);
  }

  /** Answers that it will be done. */
  public void accepted() {
    ctx.status(202);
    json(Json.object());
  }

  /** Answers that it is done. */
  public void done() {
    ctx.status(204);
  }

  /** Answers with a table for spreadsheets. */
  public void csv(String name, String text) {
    ctx.contentType("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .result(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Answers when something comes, without keeping a thread.
   *
   * @param atMost after what time it is refused
   */
  public <T> void later(CompletableFuture<T> future, Duration atMost, Consumer<T> answer) {
    ctx.future(
        () ->
            future
                .copy()
                .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .handle(
                    (value, failure) -> {
                      if (failure != null) {
                        throw refused(failure, atMost);
                      }
                      answer.accept(value);
                      return value;
                    }));
  }

  private static RuntimeException refused(Throwable failure, Duration atMost) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      return Refusal.notNow(
          "it takes longer than %d s; ask again in a moment".formatted(atMost.toSeconds()), SOON);
    }
    return cause instanceof RuntimeException known ? known : new CompletionException(cause);
  }
}
