/**
 * What is worth an alert: rules over values, answers, states and observations, and what evaluates
 * them. A {@link io.ispmonitor.alerting.rule.Rule} is data, made by a builder or read from a file;
 * {@link io.ispmonitor.alerting.rule.RuleSet} holds what happens against rules, and {@link
 * io.ispmonitor.alerting.rule.BackTest} holds what happened against one. No data neither raises
 * anything, except where a rule asks for it, nor ends anything.
 */
@NullMarked
package io.ispmonitor.alerting.rule;

import org.jspecify.annotations.NullMarked;
