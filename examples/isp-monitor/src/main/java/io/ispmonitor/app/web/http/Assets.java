package io.ispmonitor.app.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the page, from the class path; each is read once. A browser that has one already
 * gets no second copy. Thread-safe.
 */
public final class Assets {
  private static final String PAGE = "/web/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** Nothing that leads out of its place. */
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*\\.([a-z0-9]+)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "webmanifest", "application/manifest+json",
          "woff2", "font/woff2");

  private final Map<String, Asset> read = new ConcurrentHashMap<>();

  /** Adds the files to what is served. */
  public void add(RoutesConfig http) {
    http.get("/", ctx -> serve(ctx, PAGE, "index.html"));
    http.get("/{name}", ctx -> serve(ctx, PAGE, ctx.pathParam("name")));
    for (String folder : List.of("js", "css", "text", "img")) {
      http.get(
          "/" + folder + "/<name>", ctx -> serve(ctx, PAGE, folder + "/" + ctx.pathParam("name")));
    }
    http.get("/lib/uplot/{name}", ctx -> serve(ctx, UPLOT, ctx.pathParam("name")));
  }

  private void serve(Context ctx, String place, String name) {
    Asset asset =
        find(place, name)
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "there is no file %s here; begin at /".formatted(Body.shown(ctx.path()))));
    ctx.header("ETag", asset.tag()).header("Cache-Control", "no-cache");
    if (asset.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType(asset.type()).result(asset.open());
    }
  }

  private Optional<Asset> find(String place, String name) {
    var matcher = NAME.matcher(name);
    if (!matcher.matches() || !TYPES.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    String whole = place + name;
    Optional<Asset> found =
        Optional.ofNullable(read.get(whole)).or(() -> read(whole, TYPES.get(matcher.group(2))));
    found.ifPresent(asset -> read.put(whole, asset));
    return found;
  }

  private static Optional<Asset> read(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(new Asset(type, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
    }
  }
}
