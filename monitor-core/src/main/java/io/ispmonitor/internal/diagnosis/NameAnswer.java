package io.ispmonitor.internal.diagnosis;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a name resolver said.
 *
 * @param address the address; null when there is none
 * @param failure why the resolver failed; null when it did not
 */
public record NameAnswer(@Nullable InetAddress address, @Nullable String failure) {}
