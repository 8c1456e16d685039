package io.plimsoll.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Distribution;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebianReleaseTest {
    @Test
    void knowsNoReleaseWithoutNumberAndName() {
        assertThat(release("", "")).isEmpty();
    }

    @Test
    void readsNumberNameOrBoth() {
        assertThat(release("12", "bookworm")).contains(DebianRelease.BOOKWORM);
        assertThat(release("12", "")).contains(DebianRelease.BOOKWORM);
        assertThat(release("12.4", "")).contains(DebianRelease.BOOKWORM);
        assertThat(release("", "bookworm")).contains(DebianRelease.BOOKWORM);
    }

    @Test
    void refusesContradictionsTestingAndStrangers() {
        assertThat(release("12", "trixie")).isEmpty();
        assertThat(release("99", "bookworm")).isEmpty();
        assertThat(release("99", "")).isEmpty();
        assertThat(release("", "sid")).isEmpty();
        assertThat(DebianRelease.of(new Distribution("debian", "", "trixie", "Debian GNU/Linux trixie/sid")))
                .isEmpty();
        assertThat(DebianRelease.of(new Distribution("raspbian", "12", "bookworm", "")))
                .isEmpty();
    }

    private static Optional<DebianRelease> release(String versionId, String codename) {
        return DebianRelease.of(new Distribution("debian", versionId, codename, ""));
    }
}
