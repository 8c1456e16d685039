package io.plimsoll.enforcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.fakes.ListJournal;
import io.plimsoll.engine.EngineEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineAuditTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.000000001Z");

    @TempDir
    Path folder;

    private final ListJournal journal = new ListJournal();
    private final OwnExports ownExports = new OwnExports();
    private final EngineAudit audit = new EngineAudit(journal, ownExports, "unix:/run/docker.sock");

    private static EngineEvent event(String type, String action) {
        return new EngineEvent(type, action, "id1", Map.of("name", "web", "image", "shop/web:1"), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "container, create, engine.container-create",
        "container, die, engine.container-die",
        "container, 'health_status: healthy', engine.container-health",
        "container, extract-to-dir, engine.container-copy",
        "container, 'exec_create: sh -c ls', engine.exec-create",
        "image, untag, engine.image-untag",
        "network, connect, engine.network-connect",
        "volume, mount, engine.volume-mount",
        "daemon, reload, engine.daemon-reload",
        "plugin, enable, engine.plugin-changed",
        "builder, prune, engine.other",
        "container, invented, engine.other"
    })
    void namesWhatHappened(String type, String action, String word) {
        audit.record(event(type, action), NOW);
        assertThat(journal.only().type().word()).isEqualTo(word);
        assertThat(journal.only().actor()).isEqualTo("unknown (engine API)");
        assertThat(journal.only().details()).containsEntry("engine-time", NOW.toString());
    }

    @Test
    void carriesCommandsAndBoundsHealthChecks() {
        for (int i = 0; i < 100; i++) {
            audit.record(event("container", "exec_create: sh -c check"), NOW);
        }
        assertThat(journal.only().details()).containsEntry("command", "sh -c check");
        audit.flush(NOW.plusSeconds(3600));
        assertThat(journal.events()).hasSize(2);
        assertThat(journal.events().getLast().details()).containsEntry("repeated", "99");
    }

    @Test
    void tellsOurOwnExportsFromThoseOfOthers() {
        ownExports.begin("id1");
        audit.record(event("image", "save"), NOW);
        audit.record(event("image", "save"), NOW);
        assertThat(journal.events().getFirst().actor()).isEqualTo("system:enforcer");
        assertThat(journal.events().getLast().actor()).isEqualTo("unknown (engine API)");
        assertThat(journal.types()).containsOnly(EventType.ENGINE_IMAGE_SAVE);
    }

    @Test
    void remembersUpToWhereEventsWereSeen() {
        EventCursor cursor = new EventCursor(folder.resolve("cursor"), Instant.EPOCH);
        EngineEvent first = event("container", "create");
        EngineEvent sameInstant = event("container", "start");
        assertThat(cursor.next()).isEmpty();
        assertThat(cursor.isNew(first)).isTrue();
        cursor.seen(first);
        assertThat(cursor.isNew(first)).isFalse();
        assertThat(cursor.isNew(sameInstant)).isTrue();
        cursor.seen(sameInstant);
        cursor.keep();

        EventCursor afterRestart = new EventCursor(folder.resolve("cursor"), Instant.EPOCH);
        assertThat(afterRestart.next()).contains(NOW);
        assertThat(afterRestart.isNew(first)).isFalse();
        EventCursor journalIsNewer = new EventCursor(folder.resolve("cursor"), NOW.plusSeconds(1));
        assertThat(journalIsNewer.next()).contains(NOW.plusSeconds(1));
    }
}
