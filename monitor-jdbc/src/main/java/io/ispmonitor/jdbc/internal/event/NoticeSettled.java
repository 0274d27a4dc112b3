package io.ispmonitor.jdbc.internal.event;

/**
 * A notice is delivered, or given up.
 *
 * @param channel the channel's name
 * @param noticeId the notice's id
 */
public record NoticeSettled(String channel, String noticeId) {}
