/**
 * What it takes to run unattended for years: the service manager is told how things stand, somebody
 * outside hears when they do not, and the log neither fills the disk nor drowns what matters.
 */
@NullMarked
package io.ispmonitor.app.service;

import org.jspecify.annotations.NullMarked;
