/**
 * The channels that come with the module: by which people, and other programs, are told. Each can
 * be constructed directly, or made from settings by its factory.
 */
@NullMarked
package io.ispmonitor.alerting.channel;

import org.jspecify.annotations.NullMarked;
