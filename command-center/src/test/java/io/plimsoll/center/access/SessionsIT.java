package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.center.TestCenter;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.center.server.keys.TokenMint;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Looks at real sessions with clocks that are ahead.
class SessionsIT {
    private static final TestCenter CENTER = TestCenter.shared();

    @Test
    void endsAfterFifteenMinutesWithoutUse() {
        String token = CENTER.logIn("admin", TestCenter.PASSWORD);
        assertThat(at(Duration.ofMinutes(14)).byToken(token, "test")).isPresent();
        assertThat(at(Duration.ofMinutes(30)).byToken(token, "test")).isEmpty();
    }

    @Test
    void goesOnWhileItIsUsedButNotBeyondTwelveHours() {
        String token = CENTER.logIn("admin", TestCenter.PASSWORD);
        for (int minutes = 10; minutes < 12 * 60; minutes += 10) {
            assertThat(at(Duration.ofMinutes(minutes)).byToken(token, "test"))
                    .as("after %d minutes", minutes)
                    .isPresent();
        }
        assertThat(at(Duration.ofMinutes(12 * 60 + 1)).byToken(token, "test")).isEmpty();
    }

    @Test
    void lookingWhetherItHoldsIsNoUse() {
        String token = CENTER.logIn("admin", TestCenter.PASSWORD);
        var caller = at(Duration.ZERO).byToken(token, "test").orElseThrow();
        assertThat(at(Duration.ofMinutes(14)).isStillLoggedIn(caller)).isTrue();
        assertThat(at(Duration.ofMinutes(16)).isStillLoggedIn(caller)).isFalse();
    }

    private static Sessions at(Duration ahead) {
        return new Sessions(
                CENTER.part(Database.class),
                new TokenMint(CENTER.part(InstallationKeys.class).secretFor("session tokens")),
                CENTER.part(AuditTrail.class),
                Clock.offset(Clock.systemUTC(), ahead));
    }
}
