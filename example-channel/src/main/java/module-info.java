/** A channel of one's own: push messages by way of an ntfy server. */
module io.ispmonitor.examples.ntfy {
  requires transitive io.ispmonitor.core;
  requires transitive org.jspecify;
  requires java.net.http;

  exports io.ispmonitor.examples.ntfy;

  provides io.ispmonitor.alert.ChannelFactory with
      io.ispmonitor.examples.ntfy.NtfyChannelFactory;
}
