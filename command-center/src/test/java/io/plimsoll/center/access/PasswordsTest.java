package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void asksForTwelveCharactersWithLettersAndDigits() {
        assertThat(Passwords.weakness("")).isPresent();
        assertThat(Passwords.weakness("elevenchar1")).isPresent();
        assertThat(Passwords.weakness("onlyletters-only")).isPresent();
        assertThat(Passwords.weakness("123456789012")).isPresent();
        assertThat(Passwords.weakness("x1".repeat(501))).isPresent();
        assertThat(Passwords.weakness("correct-horse-42")).isEmpty();
    }

    @Test
    void aRandomOneIsStrongAndNeverTheSame() {
        String password = Passwords.random();
        assertThat(Passwords.weakness(password)).isEmpty();
        assertThat(Passwords.random()).isNotEqualTo(password);
    }

    @Test
    void aHashFitsItsPasswordOnlyAndHidesIt() {
        Passwords passwords = new Passwords();
        String hash = passwords.hash("correct-horse-42");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(passwords.hash("correct-horse-42")).isNotEqualTo(hash);
        assertThat(passwords.fits("correct-horse-42", Optional.of(hash))).isTrue();
        assertThat(passwords.fits("correct-horse-43", Optional.of(hash))).isFalse();
        assertThat(passwords.fits("correct-horse-42", Optional.empty())).isFalse();
    }

    /// A hash that the reference implementation (`argon2` of Debian) made of `password` and the salt
    /// `somesaltsomesalt`.
    @Test
    void agreesWithTheReferenceImplementation() {
        assertThat(
                        Argon2.fits(
                                "password",
                                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE"))
                .isTrue();
    }
}
