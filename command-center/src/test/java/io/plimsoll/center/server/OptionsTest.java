package io.plimsoll.center.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void listensOnThisMachineOnlyUnlessTold() {
        CenterSettings settings = settings("--data", "/d", "--database-socket", "/s");
        assertThat(settings.listen()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(7443);
        assertThat(settings.enforcerPort()).isEqualTo(7444);
    }

    @Test
    void theEnforcersPortFollowsTheOther() {
        CenterSettings settings = settings("--data", "/d", "--database-socket", "/s", "--port", "9000");
        assertThat(settings.enforcerPort()).isEqualTo(9001);
        assertThat(settings.data()).isEqualTo(Path.of("/d"));
        assertThat(settings.scans()).isEqualTo(2);
    }

    @Test
    void keepsTheTrailAsLongAsPciAsksFor() {
        assertThat(settings("--data", "/d", "--database-socket", "/s").trailMonths())
                .isEqualTo(new TrailMonths(3, 12));
        assertThat(settings("--data", "/d", "--database-socket", "/s", "--audit-online-months", "18")
                        .trailMonths())
                .isEqualTo(new TrailMonths(18, 18));
        assertThatThrownBy(() -> settings("--audit-online-months", "2", "--audit-kept-months", "11"))
                .hasMessageContaining("'--audit-online-months' is a number from 3 to 240, not '2'")
                .hasMessageContaining("'--audit-kept-months' is a number from 12 to 240, not '11'");
        assertThatThrownBy(() -> settings("--audit-online-months", "18", "--audit-kept-months", "12"))
                .hasMessageContaining("'--audit-kept-months' is at least '--audit-online-months', 18, not '12'");
    }

    @Test
    void reportsAllMistakesAtOnce() {
        assertThatThrownBy(() -> settings("--port", "70000", "--scans", "17", "--colour", "blue", "--listen"))
                .hasMessageContaining("'--scans' is a number from 1 to 16, not '17'")
                .hasMessageContaining("'--data' is missing")
                .hasMessageContaining("'--database-socket' is missing")
                .hasMessageContaining("'--port' is a port from 0 to 65535, not '70000'")
                .hasMessageContaining("'--colour' is not known")
                .hasMessageContaining("'--listen' lacks its value");
    }

    private static CenterSettings settings(String... arguments) {
        return CenterSettings.of(arguments, Optional.empty());
    }
}
