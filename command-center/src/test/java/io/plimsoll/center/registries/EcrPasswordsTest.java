package io.plimsoll.center.registries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EcrPasswordsTest {
    private static final UUID ID = new UUID(1, 2);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final EcrPasswords passwords = new EcrPasswords(() -> now);

    private static Registry registry(String address, String sealed) {
        return new Registry(
                ID,
                "ecr",
                RegistryKind.ECR,
                new Destination(address, false, "", List.of(), "AKIAIOSFODNN7EXAMPLE"),
                Optional.of(sealed),
                new Wanted(List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null));
    }

    private void keep(Duration validity) {
        passwords.keep(registry("a", "s"), new EcrPasswords.Given("AWS", "pass", now.plus(validity)));
    }

    private Optional<String> found() {
        return passwords.find(registry("a", "s")).map(EcrPasswords.Given::password);
    }

    @Test
    void findsNothingAtFirst() {
        assertThat(found()).isEmpty();
    }

    @Test
    void aPasswordIsUsedUntilAnHourBeforeItsEnd() {
        keep(Duration.ofHours(12));
        now = now.plus(Duration.ofHours(11)).minusSeconds(1);
        assertThat(found()).contains("pass");
        now = now.plusSeconds(1);
        assertThat(found()).isEmpty();
    }

    @Test
    void noPasswordIsUsedForLongerThanAwsGivesThem() {
        keep(Duration.ofDays(1000));
        now = now.plus(Duration.ofHours(11));
        assertThat(found()).isEmpty();
    }

    @Test
    void whatEndsSoonIsUsedOnce() {
        keep(Duration.ofMinutes(59));
        assertThat(found()).isEmpty();
    }

    @Test
    void itGoesNowhereElseAndForNoOtherKey() {
        keep(Duration.ofHours(12));
        assertThat(passwords.find(registry("evil.example.com", "s"))).isEmpty();
        assertThat(passwords.find(registry("a", "other"))).isEmpty();
    }

    @Test
    void whatIsForgottenIsAskedForAnew() {
        keep(Duration.ofHours(12));
        passwords.forget(registry("a", "s"));
        assertThat(found()).isEmpty();
    }

    @Test
    void aPasswordIsNotToldAsText() {
        assertThat(new EcrPasswords.Given("AWS", "pass", now).toString()).doesNotContain("pass");
        assertThat(new AccessKey("id", "secret", "token").toString()).isEqualTo("AccessKey[id]");
    }

    @Test
    void anAccessKeyIsReadAsItWasSealed() {
        for (String token : List.of("", "token")) {
            AccessKey key = new AccessKey("id", "secret", token);
            assertThat(AccessKey.of("id", key.text())).isEqualTo(key);
        }
    }
}
