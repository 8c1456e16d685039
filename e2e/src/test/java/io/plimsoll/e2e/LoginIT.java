package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Wrong passwords, typed at the command line.
@Tag("kernel")
@ExtendWith(SharedHost.class)
class LoginIT {
    private static final int ALLOWED_FAILURES = 10;

    @Test
    void saysThatThePasswordIsWrongAndKeepsNoSession(SharedHost.Protected shared) {
        CommandLine line = CommandLine.ofStranger(shared.host());
        Command.Outcome wrong = line.logIn("admin", "not the password 1");
        assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(2);
        assertThat(wrong.errors()).isEqualTo("plimsoll: wrong name or password\n");
        assertThat(line.run("get", "images").errors()).contains("not logged in");
        assertThat(shared.administrator().events("user.login-failed"))
                .anySatisfy(e -> assertThat(e.path("actor").asString()).isEqualTo("admin"));
        line.logIn("admin", GuardedHost.PASSWORD).outputOrFail();
    }

    /// A name that does not exist is treated as one that does, so that nobody learns which do.
    @Test
    void locksAnAccountAfterTenFailuresAndNobodyElses(SharedHost.Protected shared) {
        CommandLine line = CommandLine.ofStranger(shared.host());
        for (int i = 0; i < ALLOWED_FAILURES; i++) {
            assertThat(line.logIn("mallory", "guess number " + i).errors()).contains("wrong name or password");
        }
        Command.Outcome locked = line.logIn("mallory", "guess number 11");
        assertThat(locked.exit()).as(locked.toString()).isEqualTo(2);
        assertThat(locked.errors()).contains("too many failed logins; try again after 2");
        line.logIn("admin", GuardedHost.PASSWORD).outputOrFail();
    }
}
