package io.plimsoll.center.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.policy.Scope;
import io.plimsoll.policy.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final StoredException.Signature BOB =
            new StoredException.Signature("bob", Instant.parse("2026-11-01T00:00:00Z"));

    @Test
    void isWhatTheFileWouldSayWithItsAuthor() {
        NewException asked = new NewException(
                "CVE-2020-8203", new NewException.NewScope("lodash", null, "shop/*"), " known ", "2027-03-31");

        assertThat(asked.waiver("alice", TODAY))
                .isEqualTo(new Waiver(
                        "CVE-2020-8203",
                        "lodash",
                        "*",
                        new Scope(List.of("shop/*")),
                        "known",
                        LocalDate.of(2027, 3, 31),
                        "alice"));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-29, true", "2027-11-29, true", "2026-11-28, false", "2027-11-30, false"})
    void endsFromTodayToAYearFromNow(String expiry, boolean taken) {
        NewException asked = new NewException("CVE-1", null, "known", expiry);
        if (taken) {
            assertThat(asked.waiver("alice", TODAY).expiry()).isEqualTo(expiry);
        } else {
            assertThatThrownBy(() -> asked.waiver("alice", TODAY))
                    .hasMessageContaining("from 2026-11-29 to 2027-11-29, a year from now at most, not " + expiry);
        }
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> new NewException(
                                "leaks/private-key",
                                new NewException.NewScope("lodash", null, "i".repeat(501)),
                                null,
                                "soon")
                        .waiver("alice", TODAY))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'image' has at most 500 characters")
                .hasMessageContaining("the exception lacks 'reason'")
                .hasMessageContaining("is a day such as 2027-03-31, not 'soon'")
                .hasMessageContaining("needs a scope with a 'path'")
                .hasMessageContaining("leave out 'package'");
        assertThatThrownBy(() -> new NewException(null, null, null, null).waiver("alice", TODAY))
                .hasMessageContaining("the exception lacks 'id'");
        assertThatThrownBy(() -> new NewException("image", null, "known", "2027-03-31").waiver("alice", TODAY))
                .hasMessageContaining("needs a scope with an 'image'");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29, false, false, false, IN_FORCE",
        "2026-11-29, true,  false, false, WAITING",
        "2026-11-29, true,  true,  false, IN_FORCE",
        "2026-11-28, false, false, false, EXPIRED",
        "2026-11-28, true,  false, false, EXPIRED",
        "2026-11-28, true,  true,  true,  WITHDRAWN",
        "2026-11-29, false, false, true,  WITHDRAWN",
    })
    void countsOnlyWhileItIsConfirmedNotWithdrawnAndNotOver(
            LocalDate expiry, boolean needsConfirmation, boolean confirmed, boolean withdrawn, ExceptionState state) {
        StoredException stored = new StoredException(
                UUID.randomUUID(),
                new Waiver("CVE-1", "*", "*", Scope.ALL, "known", expiry, "alice"),
                Instant.EPOCH,
                needsConfirmation,
                Optional.ofNullable(signature(confirmed)),
                Optional.ofNullable(signature(withdrawn)),
                "",
                0,
                0);

        assertThat(stored.state(TODAY)).isEqualTo(state);
    }

    private static StoredException.@Nullable Signature signature(boolean given) {
        return given ? BOB : null;
    }
}
