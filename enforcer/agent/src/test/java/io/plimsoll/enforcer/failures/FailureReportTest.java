package io.plimsoll.enforcer.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.policy.HostPolicy;
import io.plimsoll.policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Failures failures = new Failures();
    private final List<HostEvent> events = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final FailureReport report = new FailureReport(
            failures,
            event -> {
                events.add(event);
                return longest -> true;
            },
            lines::add);

    @Test
    void saysNothingWhenNothingFailed() {
        report.tell(NOW);
        assertThat(events).isEmpty();
    }

    @Test
    void tellsTheFirstAtOnceAndMoreTogether() {
        failures.note(Failure.GATE_NOT_SET, "c1");
        report.tell(NOW);
        for (int i = 2; i <= 1000; i++) {
            failures.note(Failure.GATE_NOT_SET, "c" + i);
            report.tell(NOW.plusSeconds(1));
        }
        assertThat(events).hasSize(1);
        report.tell(NOW.plus(Duration.ofMinutes(1)));
        assertThat(events).hasSize(2);
        assertThat(events.getLast().details())
                .containsEntry("count", "999")
                .containsEntry("failure", "gate-not-set")
                .containsEntry("direction", "runtime_policy");
        assertThat(lines.getLast()).isEqualTo("the exec gate could not be set: c1000 (999 times)");
    }

    @Test
    void everyFailureHasAWordAndASentence() {
        assertThat(Arrays.stream(Failure.values()).map(Failure::sentence)).doesNotContain("");
        assertThat(Arrays.stream(Failure.values()).map(Failure::word)).doesNotHaveDuplicates();
    }

    @Test
    void theTableDecidesTheDirection() {
        HostPolicy deny = new HostPolicy(HostPolicy.Direction.DENY, Duration.ZERO);
        HostPolicy allow = new HostPolicy(HostPolicy.Direction.ALLOW, Duration.ZERO);
        assertThat(Failure.QUESTION_MALFORMED.allowsStart(allow, Mode.AUDIT)).isFalse();
        assertThat(Failure.DECISION_BROKEN.allowsStart(allow, Mode.ENFORCE)).isTrue();
        assertThat(Failure.DECISION_BROKEN.allowsStart(deny, Mode.AUDIT)).isFalse();
        assertThat(Failure.GATE_NOT_SET.allowsStart(allow, Mode.ENFORCE)).isFalse();
        assertThat(Failure.GATE_NOT_SET.allowsStart(deny, Mode.AUDIT)).isTrue();
        assertThat(Failure.SPOOL_FULL.allowsStart(deny, Mode.ENFORCE)).isTrue();
        assertThatThrownBy(() -> Failure.SCAN_FAILED.allowsStart(deny, Mode.ENFORCE))
                .isInstanceOf(IllegalStateException.class);
    }
}
