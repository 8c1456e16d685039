package io.plimsoll.enforcer.engine;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Repeats;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.engine.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes down what the engine says happened. Who asked it is not known here. Belongs to one thread.
final class EngineAudit {
    /// Health checks and the like come by the thousand.
    private static final Set<EventType> FREQUENT = Set.of(
            EventType.ENGINE_EXEC_CREATE,
            EventType.ENGINE_EXEC_START,
            EventType.ENGINE_EXEC_DIE,
            EventType.ENGINE_EXEC_DETACH,
            EventType.ENGINE_CONTAINER_HEALTH,
            EventType.ENGINE_CONTAINER_TOP,
            EventType.ENGINE_CONTAINER_RESIZE,
            EventType.ENGINE_CONTAINER_ATTACH,
            EventType.ENGINE_CONTAINER_DETACH,
            EventType.ENGINE_OTHER);

    private static final Map<String, String> SPELLED = Map.of(
            "archive-path", "copy",
            "extract-to-dir", "copy",
            "health_status", "health");

    private final Journal journal;
    private final Repeats repeats;
    private final OwnExports ownExports;
    private final String source;

    /// @param source where the engine is spoken to, such as `unix:/run/docker.sock`
    EngineAudit(Journal journal, OwnExports ownExports, String source) {
        this.journal = journal;
        this.repeats = new Repeats(journal, Duration.ofMinutes(5), 64);
        this.ownExports = ownExports;
        this.source = source;
    }

    void record(EngineEvent event, Instant now) {
        HostEvent record = eventOf(event);
        if (FREQUENT.contains(record.type())) {
            repeats.record(event.actorId(), event.action(), record, now);
        } else {
            journal.record(record);
        }
    }

    /// Records what was counted. To be called every few seconds.
    void flush(Instant now) {
        repeats.flush(now);
    }

    private HostEvent eventOf(EngineEvent event) {
        int colon = event.action().indexOf(": ");
        String action = colon < 0 ? event.action() : event.action().substring(0, colon);
        Optional<EventType> known = typeOf(event.type(), action);
        HostEvent record = HostEvent.of(known.orElse(EventType.ENGINE_OTHER), subject(event))
                .by(isOurs(event) ? HostEvent.ENFORCER : HostEvent.ENGINE_CALLER, source)
                .with("engine-time", event.at());
        if (event.type().equals("container")) {
            record = record.image("", event.attributes().getOrDefault("image", ""));
        }
        if (known.isEmpty()) {
            record = record.with("action", event.type() + " " + action);
        }
        if (colon >= 0) {
            record = record.with(
                    action.startsWith("exec_") ? "command" : "what",
                    event.action().substring(colon + 2));
        }
        String exitCode = event.attributes().get("exitCode");
        return exitCode == null ? record : record.with("exit-code", exitCode);
    }

    private boolean isOurs(EngineEvent event) {
        return event.type().equals("image") && event.action().equals("save") && ownExports.take(event.actorId());
    }

    private static Optional<EventType> typeOf(String type, String action) {
        String spelled = SPELLED.getOrDefault(action, action);
        if (type.equals("plugin")) {
            return Optional.of(EventType.ENGINE_PLUGIN_CHANGED);
        }
        String word = spelled.startsWith("exec_") ? spelled.replace('_', '-') : type + "-" + spelled;
        return EventType.ofWord("engine." + word);
    }

    private static Subject subject(EngineEvent event) {
        String name = event.attributes().getOrDefault("name", "");
        return new Subject(event.type().equals("daemon") ? "host" : event.type(), event.actorId(), name);
    }
}
