package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Total COUNTED = Total.of(70);

    @Test
    void aFirstPageThatShowsEverythingIsNotCountedAgain() {
        Page<String> page = Page.of(List.of("a", "b"), request(Optional.empty()), PageTest::nobodyCounts, Cursor::of);

        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), null, Total.of(2)));
    }

    @Test
    void aListThatGoesOnIsCounted() {
        Page<String> page = Page.of(List.of("a", "b", "c"), request(Optional.empty()), () -> COUNTED, Cursor::of);

        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), Cursor.of("b").encoded(), COUNTED));
    }

    @Test
    void theLastPageIsCountedBecauseThereAreOthersBeforeIt() {
        Page<String> page = Page.of(List.of("a"), request(Optional.of(Cursor.of("0"))), () -> COUNTED, Cursor::of);

        assertThat(page).isEqualTo(new Page<>(List.of("a"), null, COUNTED));
    }

    private static PageRequest request(Optional<Cursor> after) {
        return new PageRequest(after, 2, List.of());
    }

    private static Total nobodyCounts() {
        throw new AssertionError("the list was counted");
    }
}
