package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Role;
import java.security.KeyStore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gets a page by HTTP or HTTPS and checks what comes back. Every question is a connection and a
 * full TLS handshake of its own, so that each phase is measured and the certificate is seen.
 *
 * <p>Columns, in this order: {@link SyntheticMetrics#HTTP_TOTAL}, {@link
 * SyntheticMetrics#HTTP_LOOKUP}, {@link SyntheticMetrics#HTTP_CONNECT}, {@link
 * SyntheticMetrics#HTTP_TLS}, {@link SyntheticMetrics#HTTP_FIRST_BYTE}, {@link
 * SyntheticMetrics#HTTP_PASSED}, {@link SyntheticMetrics#HTTP_STATUS}, {@link
 * SyntheticMetrics#HTTP_CERTIFICATE_DAYS}. What did not take place is a gap.
 *
 * <p>Outcomes: answered when the answer is what {@link HttpTarget} expects; silent when not a byte
 * came; refused when the port is closed; broken when the name in the URL could not be looked up, or
 * the resolver failed on one in a redirect; everything else, such as a redirect to a name that does
 * not exist, is a failed check as told in the documentation of this package.
 */
public final class HttpProbe extends OutlookProbe<HttpTarget> {
  private final Trust trust;

  private HttpProbe(Builder builder, Function<Device, @Nullable HttpTarget> targets) {
    super(
        builder,
        targets,
        SyntheticMetrics.HTTP_TOTAL,
        SyntheticMetrics.HTTP_LOOKUP,
        SyntheticMetrics.HTTP_CONNECT,
        SyntheticMetrics.HTTP_TLS,
        SyntheticMetrics.HTTP_FIRST_BYTE,
        SyntheticMetrics.HTTP_PASSED,
        SyntheticMetrics.HTTP_STATUS,
        SyntheticMetrics.HTTP_CERTIFICATE_DAYS);
    this.trust = Trust.in(builder.anchors).warm();
  }

  /** Starts a probe that asks by this outlook, which stays the host's to close. */
  public static Builder over(Outlook outlook) {
    return new Builder(outlook);
  }

  @Override
  Conversation conversation(Terms terms, HttpTarget target) {
    return new HttpConversation(outlook.loop(), terms, target, columns, trust);
  }

  /**
   * Collects options. By default the probe is called {@code http} and is for {@link Role#DATA}. Not
   * for use by several threads.
   */
  public static final class Builder extends Options<Builder> {
    private @Nullable Function<Device, @Nullable HttpTarget> targets;
    private @Nullable KeyStore anchors;

    private Builder(Outlook outlook) {
      super(outlook, "HTTP", "http", Role.DATA);
    }

    @Override
    Builder self() {
      return this;
    }

    /** What all devices are asked. */
    public Builder target(HttpTarget target) {
      return targets(device -> target);
    }

    /**
     * What each device is asked; called for every question, and must not block. Null is a device
     * that should not be asked: leave it out by {@code Schedule.on}.
     */
    public Builder targets(Function<Device, @Nullable HttpTarget> targets) {
      this.targets = targets;
      return this;
    }

    /** Trusts the certificates in this store, in place of those of the Java platform. */
    public Builder trust(KeyStore anchors) {
      this.anchors = anchors;
      return this;
    }

    /** The probe. */
    public HttpProbe build() {
      return new HttpProbe(this, required(targets, "target", "what it asks by target or targets"));
    }
  }
}
