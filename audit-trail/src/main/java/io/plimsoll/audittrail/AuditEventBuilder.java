package io.plimsoll.audittrail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts an event together. Texts from outside are made clean here; what is not said stays empty, and the outcome is
/// success until [#failed] is called.
public final class AuditEventBuilder {
    private final EventType type;
    private final Instant time;
    private final TreeMap<String, String> details = new TreeMap<>();
    private Outcome outcome = Outcome.SUCCESS;
    private String reason = "";
    private String actor = "";
    private String source = "";
    private AuditObject object = new AuditObject("", "", "");
    private String imageId = "";
    private String imageName = "";
    private String host = "";
    private String policy = "";
    private String rule = "";
    private @Nullable Origin origin;

    AuditEventBuilder(EventType type, Instant time) {
        this.type = type;
        this.time = time;
    }

    public AuditEventBuilder by(String who) {
        actor = AuditText.clean(who);
        return this;
    }

    public AuditEventBuilder from(String where) {
        source = AuditText.clean(where);
        return this;
    }

    public AuditEventBuilder on(String kind, String id, String name) {
        object = new AuditObject(AuditText.clean(kind), AuditText.clean(id), AuditText.clean(name));
        return this;
    }

    public AuditEventBuilder image(String id, String name) {
        imageId = AuditText.clean(id);
        imageName = AuditText.clean(name);
        return this;
    }

    public AuditEventBuilder host(String name) {
        host = AuditText.clean(name);
        return this;
    }

    /// What decided.
    public AuditEventBuilder decidedBy(String decidingPolicy, String decidingRule) {
        policy = AuditText.clean(decidingPolicy);
        rule = AuditText.clean(decidingRule);
        return this;
    }

    public AuditEventBuilder because(String why) {
        reason = AuditText.clean(why);
        return this;
    }

    /// It did not come about.
    public AuditEventBuilder failed(String why) {
        outcome = Outcome.FAILURE;
        reason = AuditText.clean(why.isBlank() ? "no reason was given" : why);
        return this;
    }

    /// Adds a detail; beyond the maximum number they are left out.
    public AuditEventBuilder detail(String key, String value) {
        if (details.size() < AuditText.MAXIMUM_DETAILS) {
            details.put(AuditText.clean(key), AuditText.clean(value));
        }
        return this;
    }

    public AuditEventBuilder details(Map<String, String> more) {
        new TreeMap<>(more).forEach(this::detail);
        return this;
    }

    public AuditEventBuilder origin(Origin where) {
        origin = where;
        return this;
    }

    /// The event, as received at this time.
    public AuditEvent received(Instant at) {
        return new AuditEvent(
                type,
                time,
                at.truncatedTo(ChronoUnit.MILLIS),
                outcome,
                reason,
                actor,
                source,
                object,
                imageId,
                imageName,
                host,
                policy,
                rule,
                details,
                origin);
    }
}
