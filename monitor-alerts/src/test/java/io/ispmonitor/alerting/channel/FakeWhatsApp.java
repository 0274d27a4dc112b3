package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Refused;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Cloud API, with one approved template of two placeholders. */
final class FakeWhatsApp implements FakeVendor {
  static final String TOKEN = "not-the-token-of-any-system-user";
  static final String TEMPLATE = "network_alert";
  private static final String PATH = "/v21.0/106540352242922/messages";

  private final List<List<String>> filled = new ArrayList<>();

  /** The parameters of each message. */
  synchronized List<List<String>> filled() {
    return List.copyOf(filled);
  }

  @Override
  public synchronized List<String> shown() {
    return filled.stream().map(all -> "Network alert: " + String.join(". ", all)).toList();
  }

  @Override
  public synchronized Says apply(Asked asked) {
    if (!asked.header("Authorization").equals("Bearer " + TOKEN)) {
      return error(401, "190", "Invalid OAuth access token");
    }
    Map<String, Object> fields = Fields.of(asked);
    Fields.only(fields, Set.of("messaging_product", "recipient_type", "to", "type", "template"));
    if (!asked.uri().toString().equals(PATH)
        || !Fields.text(fields, "messaging_product").equals("whatsapp")
        || !Fields.text(fields, "type").equals("template")
        || !Fields.text(fields, "to").equals("5511912345678")) {
      throw new Refused(asked.toString());
    }
    return template(Json.in(fields, "template"));
  }

  private Says template(Map<String, Object> template) {
    Fields.only(template, Set.of("name", "language", "components"));
    if (!Fields.text(template, "name").equals(TEMPLATE)
        || !Json.in(template, "language").equals(Map.of("code", "pt_BR"))) {
      return error(404, "132001", "Template name does not exist in the translation");
    }
    List<String> parameters = new ArrayList<>();
    for (Map<String, Object> component : Json.list(template, "components")) {
      Fields.only(component, Set.of("type", "parameters"));
      for (Map<String, Object> parameter : Json.list(component, "parameters")) {
        Fields.only(parameter, Set.of("type", "text"));
        parameters.add(Fields.text(parameter, "text"));
      }
    }
    return fill(parameters);
  }

  private Says fill(List<String> parameters) {
    if (parameters.size() != 2) {
      return error(400, "132000", "Number of parameters does not match");
    }
    for (String parameter : parameters) {
      if (parameter.isEmpty() || parameter.matches("(?s).*([\n\t]| {4}).*")) {
        throw new Refused("132012: parameter format: '" + parameter + "'");
      }
    }
    if (String.join("", parameters).length() > 1_000) {
      throw new Refused("132005: translated text too long");
    }
    filled.add(parameters);
    return Says.of(
        200,
        "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid.HBg%d=\"}]}"
            .formatted(filled.size()));
  }

  static Says error(int status, String code, String message) {
    return Says.of(
        status,
        "{\"error\":{\"message\":\"(#%s) %s\",\"type\":\"OAuthException\",\"code\":%s}}"
            .formatted(code, message, code));
  }
}
