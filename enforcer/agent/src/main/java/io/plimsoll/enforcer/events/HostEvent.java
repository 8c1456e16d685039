package io.plimsoll.enforcer.events;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.policy.Authorship;
import io.plimsoll.policy.Violation;
import java.util.Map;
import java.util.TreeMap;

/// One event of this host for the audit trail, before it has its number and its time.
///
/// @param actor who did it, such as `unknown (engine API)` or `system:enforcer`
/// @param source from where, such as `unix:/run/docker.sock`
/// @param imageId `sha256:...`; empty where no image is involved
/// @param policy name of the policy that decided; empty where none did, and so is the rule
/// @param reason why; a failure always has one
public record HostEvent(
        EventType type,
        boolean succeeded,
        String actor,
        String source,
        Subject subject,
        String imageId,
        String imageName,
        String policy,
        String rule,
        String reason,
        Map<String, String> details) {
    /// Nobody can tell yet who speaks to the engine.
    public static final String ENGINE_CALLER = "unknown (engine API)";

    /// The Enforcer itself.
    public static final String ENFORCER = "system:enforcer";

    public HostEvent {
        details = Map.copyOf(details);
        if (!succeeded && reason.isBlank()) {
            throw new IllegalArgumentException("a failure has a reason: " + type.word());
        }
    }

    /// A success of the Enforcer itself; the other methods refine it.
    public static HostEvent of(EventType type, Subject subject) {
        return new HostEvent(type, true, ENFORCER, "host", subject, "", "", "", "", "", Map.of());
    }

    /// It did not come about.
    public HostEvent failed(String why) {
        return new HostEvent(type, false, actor, source, subject, imageId, imageName, policy, rule, why, details);
    }

    /// It did not come about, because of this rule.
    public HostEvent failed(Violation violation) {
        return because(violation).failed(violation.reason());
    }

    public HostEvent by(String newActor, String newSource) {
        return new HostEvent(
                type, succeeded, newActor, newSource, subject, imageId, imageName, policy, rule, reason, details);
    }

    public HostEvent image(String id, String name) {
        return new HostEvent(type, succeeded, actor, source, subject, id, name, policy, rule, reason, details);
    }

    public HostEvent decidedBy(String newPolicy, String newRule) {
        return new HostEvent(
                type, succeeded, actor, source, subject, imageId, imageName, newPolicy, newRule, reason, details);
    }

    public HostEvent because(String why) {
        return new HostEvent(type, succeeded, actor, source, subject, imageId, imageName, policy, rule, why, details);
    }

    public HostEvent because(Violation violation) {
        HostEvent event = decidedBy(violation.policy(), violation.rule()).because(violation.reason());
        Authorship written = violation.written();
        return written == null
                ? event
                : event.with("policy-version", written.version())
                        .with("policy-by", written.by())
                        .with("policy-since", written.since());
    }

    public HostEvent with(String key, Object value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(key, value.toString());
        return new HostEvent(type, succeeded, actor, source, subject, imageId, imageName, policy, rule, reason, more);
    }
}
