package io.ispmonitor.alerting.channel;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to post. Shows no more of itself than the host: the address, the headers and the body
 * may hold secrets.
 *
 * @param uri where to
 * @param headers without those that HTTP itself needs
 * @param body sent in UTF-8
 */
record HttpPost(URI uri, Map<String, String> headers, String body) {

  /** JSON without further headers. */
  static HttpPost json(URI uri, NoticeJson.Part body) {
    return new HttpPost(
        uri, Map.of("Content-Type", "application/json; charset=utf-8"), NoticeJson.text(body));
  }

  /** The same with one more header. */
  HttpPost with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpPost(uri, more, body);
  }

  String host() {
    return uri.getHost();
  }

  @Override
  public String toString() {
    return "POST to " + host();
  }
}
