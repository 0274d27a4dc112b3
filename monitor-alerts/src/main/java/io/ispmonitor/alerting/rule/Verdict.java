package io.ispmonitor.alerting.rule;

/**
 * What a rule says of a device right now.
 *
 * @param rule the rule's id
 * @param key the key that its trouble has, or would have
 * @param isFiring whether there is trouble
 * @param words why, or why not
 */
public record Verdict(String rule, String key, boolean isFiring, String words) {}
