/**
 * What it costs to bring samples into PostgreSQL and to get them back: our storage beside rows with
 * an index, and beside the table that Zabbix keeps numbers in. Inside a namespace and with a
 * cluster that {@code compare-store.sh} has made.
 */
@NullMarked
package io.ispmonitor.benchmarks.store;

import org.jspecify.annotations.NullMarked;
