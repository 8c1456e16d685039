package io.plimsoll.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AuditEventTest {
    @Test
    void isASuccessUntilItFailed() {
        AuditEvent event =
                AuditEvent.of(EventType.SERVER_STARTED, TestTrail.NOON).received(TestTrail.NOON);
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.reason()).isEmpty();
    }

    @Test
    void givesEveryFailureAReason() {
        assertThat(AuditEvent.of(EventType.USER_LOGIN_FAILED, TestTrail.NOON)
                        .failed(" ")
                        .received(TestTrail.NOON)
                        .reason())
                .isEqualTo("no reason was given");
    }

    @Test
    void showsCharactersThatHideOrForgeText() {
        AuditEvent event = AuditEvent.of(EventType.EXEC_DENIED, TestTrail.NOON)
                .on("container", "c1", "a\u001b[2Jb\u202ec\0d\ud800e\nf")
                .received(TestTrail.NOON);
        assertThat(event.object().name()).isEqualTo("a\\u001b[2Jb\\u202ec\\u0000d\\ud800e\nf");
    }

    @Test
    void boundsTextsAndDetails() {
        AuditEventBuilder builder =
                AuditEvent.of(EventType.EXEC_DENIED, TestTrail.NOON).because("x".repeat(300_000));
        for (int i = 0; i < 1000; i++) {
            builder.detail("key-" + i, "value");
        }
        AuditEvent event = builder.received(TestTrail.NOON);
        assertThat(event.reason())
                .hasSizeLessThanOrEqualTo(AuditText.MAXIMUM_LENGTH)
                .endsWith("…");
        assertThat(event.details()).hasSize(AuditText.MAXIMUM_DETAILS);
    }

    @Test
    void keepsTimesToTheMillisecondOnly() {
        assertThatThrownBy(() -> {
                    AuditEvent e = TestTrail.event("a");
                    new AuditEvent(
                            e.type(),
                            e.time().plusNanos(1000),
                            e.receivedAt(),
                            e.outcome(),
                            e.reason(),
                            e.actor(),
                            e.source(),
                            e.object(),
                            e.imageId(),
                            e.imageName(),
                            e.host(),
                            e.policy(),
                            e.rule(),
                            e.details(),
                            e.origin());
                })
                .hasMessageContaining("to the millisecond");
    }

    @Test
    void everyWordOfTheCatalogueIsUniqueAndFoundAgain() {
        List<String> words =
                Arrays.stream(EventType.values()).map(EventType::word).toList();
        assertThat(words).doesNotHaveDuplicates().allMatch(w -> w.matches("[a-z-]+\\.[a-z-]+"));
        assertThat(words).allMatch(w -> EventType.ofWord(w).orElseThrow().word().equals(w));
        assertThat(EventType.ofWord("nothing.happened")).isEmpty();
    }

    @Test
    void everyFieldChangesTheHash() {
        List<UnaryOperator<AuditEventBuilder>> changes = List.of(
                b -> b,
                b -> b.by("x"),
                b -> b.from("x"),
                b -> b.on("x", "", ""),
                b -> b.on("", "x", ""),
                b -> b.on("", "", "x"),
                b -> b.image("x", ""),
                b -> b.image("", "x"),
                b -> b.host("x"),
                b -> b.decidedBy("x", ""),
                b -> b.decidedBy("", "x"),
                b -> b.because("x"),
                b -> b.failed("x"),
                b -> b.detail("x", ""),
                b -> b.detail("", "x"),
                b -> b.origin(new Origin("x", "", 1)),
                b -> b.origin(new Origin("", "x", 1)),
                b -> b.origin(new Origin("", "", 1)));
        Set<Object> hashes = new HashSet<>();
        changes.forEach(change -> hashes.add(ChainHead.EMPTY
                .seal(change.apply(AuditEvent.of(EventType.USER_LOGIN, TestTrail.NOON))
                        .received(TestTrail.NOON))
                .hash()));
        hashes.add(ChainHead.EMPTY
                .seal(AuditEvent.of(EventType.USER_LOGOUT, TestTrail.NOON).received(TestTrail.NOON))
                .hash());
        hashes.add(ChainHead.EMPTY
                .seal(AuditEvent.of(EventType.USER_LOGIN, TestTrail.NOON.plusMillis(1))
                        .received(TestTrail.NOON))
                .hash());
        hashes.add(ChainHead.EMPTY
                .seal(AuditEvent.of(EventType.USER_LOGIN, TestTrail.NOON).received(TestTrail.NOON.plusMillis(1)))
                .hash());
        assertThat(hashes).hasSize(changes.size() + 3);
    }

    /// Breaks when the canonical form changes: then all trails ever written could no longer be verified.
    @Test
    void theCanonicalFormStaysAsItIs() {
        AuditEvent event = AuditEvent.of(EventType.CONTAINER_START_REFUSED, TestTrail.NOON)
                .by("unknown (engine API)")
                .from("unix:/run/docker.sock")
                .on("container", "0123456789ab", "shop")
                .image("sha256:00", "shop/web:1.4")
                .host("web-1")
                .decidedBy("production", "unscanned")
                .failed("image shop/web:1.4 has not been scanned")
                .detail("b", "2")
                .detail("a", "ä")
                .origin(new Origin("e1", "s1", 42))
                .received(TestTrail.NOON.plusSeconds(1));
        assertThat(ChainHead.EMPTY.seal(event).hash().hex())
                .isEqualTo("2033d37813d6e73243aba4bd29b4a721e7ba6540722d87d896b82527ad0face5");
    }
}
