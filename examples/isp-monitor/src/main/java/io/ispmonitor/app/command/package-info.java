/** What can be said to isp-monitor on a command line, and the program that then runs. */
@NullMarked
package io.ispmonitor.app.command;

import org.jspecify.annotations.NullMarked;
