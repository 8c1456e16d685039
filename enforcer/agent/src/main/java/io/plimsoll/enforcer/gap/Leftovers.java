package io.plimsoll.enforcer.gap;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What shim and `plimsoll rescue` wrote down for us. Belongs to one thread.
///
/// The shim appends starts that nobody judged to `ungoverned-starts` beside its socket, one JSON object in a
/// line; rescue appends `<time> rescue by <user>` to `rescue.log` in the data folder of the launcher, or in
/// ours.
public final class Leftovers {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final LeftFile starts;
    private final List<LeftFile> rescues;
    private final Journal journal;
    private final String source;

    /// @param source where the engine is spoken to, such as `unix:/run/docker.sock`
    public Leftovers(Path runFolder, Path dataFolder, Journal journal, Failures failures, String source) {
        this.starts = new LeftFile(runFolder.resolve("ungoverned-starts"), failures);
        this.rescues = List.of(
                new LeftFile(dataFolder.resolve("rescue.log"), failures),
                new LeftFile(dataFolder.resolveSibling("rescue.log"), failures));
        this.journal = journal;
        this.source = source;
    }

    /// Turns what is there into events.
    public void tell() {
        starts.take(line -> isSafe(start(line)));
        rescues.forEach(file -> file.take(line -> isSafe(rescue(line))));
    }

    private boolean isSafe(HostEvent event) {
        return journal.record(event).awaitWritten(LONGEST);
    }

    private HostEvent start(String line) {
        try {
            JsonNode start = JsonMapper.shared().readTree(line);
            return HostEvent.of(
                            EventType.CONTAINER_START_UNGOVERNED,
                            Subject.container(start.path("id").asString(""), ""))
                    .by(HostEvent.ENGINE_CALLER, source)
                    .because(
                            "started without a decision: " + start.path("cause").asString(""))
                    .with("started-at", start.path("time").asString(""))
                    .with("runtime-command", start.path("command").asString(""))
                    .with("bundle", start.path("bundle").asString(""));
        } catch (JacksonException e) {
            return HostEvent.of(EventType.CONTAINER_START_UNGOVERNED, Subject.host())
                    .by(HostEvent.ENGINE_CALLER, source)
                    .because("started without a decision; the shim's record is damaged")
                    .with("record", line);
        }
    }

    private static HostEvent rescue(String line) {
        String[] words = line.split(" rescue by ", 2);
        return HostEvent.of(EventType.HOST_RESCUED, Subject.host())
                .by(words.length == 2 ? words[1] : "unknown", "host")
                .because("the engine was given back by 'plimsoll rescue'")
                .with("rescued-at", words[0]);
    }
}
