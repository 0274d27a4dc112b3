package io.ispmonitor.app.web.api;

import io.ispmonitor.app.web.http.Call;
import io.ispmonitor.app.web.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The description of the API, in OpenAPI 3.1. */
final class DescriptionApi {
  private static final String FILE = "/openapi/openapi.json";

  private final String text = read();

  void add(Routes routes) {
    routes.getForAll("/api/openapi.json", this::all);
  }

  private void all(Call call) {
    call.http().contentType("application/json").result(text);
  }

  private static String read() {
    try (InputStream in = DescriptionApi.class.getResourceAsStream(FILE)) {
      return new String(
          Objects.requireNonNull(in, FILE + " is missing in the program").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file " + FILE + " cannot be read", e);
    }
  }
}
