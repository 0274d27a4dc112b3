/**
 * What must not be seen: passwords, tokens, communities. A {@link io.ispmonitor.secret.Secret}
 * shows itself in no log, no message and no {@code toString}.
 */
@NullMarked
package io.ispmonitor.secret;

import org.jspecify.annotations.NullMarked;
