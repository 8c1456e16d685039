package io.plimsoll.center.enforcers;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.FromCenter;
import io.plimsoll.api.enforcer.v1.FromEnforcer;
import io.plimsoll.api.enforcer.v1.Heartbeat;
import io.plimsoll.center.TestCenter;
import io.plimsoll.center.TestEnforcer;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.keys.InstallationKeys;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Looks at a real Enforcer with a clock that is ahead.
class SilenceIT {
    private static final TestCenter CENTER = TestCenter.shared();

    @Test
    void anEnforcerWithoutASignOfLifeForHalfAMinuteIsSilentAndThatIsAnEvent() {
        try (TestEnforcer enforcer =
                TestEnforcer.enrol(CENTER, "quiet").connect().describe("quiet", "machine-quiet")) {
            enforcer.report("quiet", 1).hear(FromCenter::hasEventsKept);
            ahead(Duration.ofSeconds(20)).noteSilent();
            assertThat(state()).isEqualTo("connected");
            ahead(Duration.ofSeconds(40)).noteSilent();
            assertThat(state()).isEqualTo("silent");
            ahead(Duration.ofSeconds(80)).noteSilent();
            assertThat(silentEvents()).hasSize(1);
            assertThat(silentEvents().get(0).path("outcome").asString()).isEqualTo("failure");
            enforcer.say(FromEnforcer.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));
            enforcer.report("quiet", 2).hear(FromCenter::hasEventsKept);
            assertThat(state()).isEqualTo("connected");
        }
    }

    private static Enforcers ahead(Duration time) {
        return new Enforcers(
                CENTER.part(Database.class),
                CENTER.part(InstallationKeys.class).authority(),
                CENTER.part(AuditTrail.class),
                Clock.offset(Clock.systemUTC(), time),
                CENTER.part(Live.class));
    }

    private static String state() {
        return CENTER.get("/api/v1/hosts?query=quiet", CENTER.administrator())
                .json()
                .at("/items/0/state")
                .asString();
    }

    private static JsonNode silentEvents() {
        return CENTER.get("/api/v1/audit-events?type=enforcer.silent&query=quiet", CENTER.administrator())
                .json()
                .path("items");
    }
}
