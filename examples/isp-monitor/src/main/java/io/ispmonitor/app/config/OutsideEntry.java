package io.ispmonitor.app.config;

import io.ispmonitor.synthetic.DnsTarget;
import io.ispmonitor.synthetic.HttpTarget;
import org.jspecify.annotations.Nullable;

/**
 * What a server outside is asked for in the place of echoes; one of these.
 *
 * @param http a page; null when it is asked for something else
 * @param dns a name that it resolves; null when it is asked for something else
 * @param tcp a port to be open; 0 when it is asked for something else
 */
public record OutsideEntry(@Nullable HttpTarget http, @Nullable DnsTarget dns, int tcp) {

  /** The label of devices that are asked so, with the word for how. */
  public static final String LABEL = "asked-by";

  /** The word for how it is asked. */
  String word() {
    return http != null ? "http" : dns != null ? "dns" : "tcp";
  }
}
