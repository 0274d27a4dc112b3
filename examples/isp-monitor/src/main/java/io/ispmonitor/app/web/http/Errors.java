package io.ispmonitor.app.web.http;

import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.metric.StoreRefusedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is not done: a status, and a sentence in JSON. */
public final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private Errors() {}

  /** For all routes. */
  public static void add(RoutesConfig http) {
    http.exception(Refusal.class, (e, ctx) -> refused(ctx, e));
    http.exception(HistoryException.class, (e, ctx) -> withoutHistory(ctx, e));
    http.exception(StoreRefusedException.class, (e, ctx) -> notStored(ctx, e));
    http.exception(HttpResponseException.class, (e, ctx) -> ofServer(ctx, e.getStatus()));
    http.exception(CompletionException.class, (e, ctx) -> unwrapped(ctx, e));
    http.exception(Exception.class, (e, ctx) -> failed(ctx, e));
  }

  private static void unwrapped(Context ctx, CompletionException e) {
    if (e.getCause() instanceof Refusal refusal) {
      refused(ctx, refusal);
    } else if (e.getCause() instanceof HistoryException history) {
      withoutHistory(ctx, history);
    } else if (e.getCause() instanceof StoreRefusedException store) {
      notStored(ctx, store);
    } else {
      failed(ctx, e);
    }
  }

  private static void refused(Context ctx, Refusal refusal) {
    if (refusal.afterSeconds() > 0) {
      ctx.header("Retry-After", Long.toString(refusal.afterSeconds()));
    }
    answer(ctx, refusal.status(), refusal.sentence());
  }

  private static void withoutHistory(Context ctx, HistoryException e) {
    LOG.warn("HISTORY_NOT_READ {} {}", ctx.method(), Body.shown(ctx.path()), e);
    refused(
        ctx,
        Refusal.notNow(
            "the history cannot be read now; what happens is still shown, see /api/storage-status for the database",
            AGAIN));
  }

  private static void notStored(Context ctx, StoreRefusedException e) {
    LOG.warn("CHANGE_NOT_STORED {} {}", ctx.method(), Body.shown(ctx.path()), e);
    refused(
        ctx,
        Refusal.notNow(
            "this was not stored and does not hold: the store takes nothing now, see /api/storage-status; try again",
            AGAIN));
  }

  private static void ofServer(Context ctx, int status) {
    String path = Body.shown(ctx.path());
    switch (status) {
      case 404 ->
          answer(
              ctx,
              404,
              "there is no %s %s; see /api/openapi.json for what there is"
                  .formatted(ctx.method(), path));
      case 405 -> answer(ctx, 405, "%s cannot be done with %s".formatted(ctx.method(), path));
      default -> answer(ctx, status, "the request for %s cannot be understood".formatted(path));
    }
  }

  private static void failed(Context ctx, Exception e) {
    LOG.error("REQUEST_FAILED {} {}", ctx.method(), Body.shown(ctx.path()), e);
    answer(
        ctx,
        500,
        "the server failed at this request; its log says why, at REQUEST_FAILED; try again");
  }

  private static void answer(Context ctx, int status, String sentence) {
    ctx.status(status)
        .contentType("application/json")
        .result(Json.text(Json.object().put("error", sentence)).getBytes(StandardCharsets.UTF_8));
  }
}
