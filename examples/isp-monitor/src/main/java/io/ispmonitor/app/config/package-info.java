/**
 * What isp-monitor is told to do: one file in YAML, overridden by the environment, read as a whole.
 * Whatever is wrong with it is told at once, each error with its line, what stands there, and what
 * to do instead. Secrets are named in the file and lie elsewhere.
 */
@NullMarked
package io.ispmonitor.app.config;

import org.jspecify.annotations.NullMarked;
