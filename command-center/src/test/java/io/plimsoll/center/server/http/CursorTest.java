package io.plimsoll.center.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorTest {
    @Test
    void survivesItsWord() {
        Cursor cursor = Cursor.of("ä b", 42, "");
        assertThat(Cursor.decode(cursor.encoded())).isEqualTo(cursor);
        assertThat(cursor.number(1)).isEqualTo(42);
    }

    @Test
    void refusesWhatNoListGave() {
        for (String word : new String[] {"!!", Cursor.of("x").encoded()}) {
            assertThatThrownBy(() -> Cursor.decode(word).number(0)).hasMessageContaining("begin again without it");
        }
        assertThatThrownBy(() -> Cursor.of("a").text(1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.of("a\0b").text(0)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aPageNamesTheNextOnlyWhenThereIsOne() {
        Total total = Total.of(3);
        assertThat(Page.of(List.of(1, 2), 2, total, n -> Cursor.of(n)).next()).isNull();
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, total, n -> Cursor.of(n));
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.next()).isEqualTo(Cursor.of(2).encoded());
    }

    @Test
    void totalsAreExactUpToTenThousand() {
        assertThat(Total.of(10_000)).isEqualTo(new Total(10_000, "eq"));
        assertThat(Total.of(10_001)).isEqualTo(new Total(10_000, "gte"));
    }

    @Test
    void wordsThatNoIndexHoldsAreCountedLess() {
        assertThat(asking("").exactUpTo()).isEqualTo(10_000);
        assertThat(asking("op lib").exactUpTo()).isEqualTo(10_000);
        assertThat(asking("op").exactUpTo()).isEqualTo(1_000);
        assertThat(asking("o p").exactUpTo()).isEqualTo(1_000);
        assertThat(Total.of(1_000, 1_000)).isEqualTo(new Total(1_000, "eq"));
        assertThat(Total.of(1_001, 1_000)).isEqualTo(new Total(1_000, "gte"));
    }

    private static PageRequest asking(String query) {
        return PageRequest.of(Optional.empty(), Optional.empty(), Optional.of(query));
    }

    @Test
    void readsWhatIsAskedFor() {
        PageRequest request = PageRequest.of(Optional.of(""), Optional.empty(), Optional.of("  Shop  WEB "));
        assertThat(request.limit()).isEqualTo(50);
        assertThat(request.words()).containsExactly("shop", "web");
        assertThat(Words.literal("100%_\\")).isEqualTo("100\\%\\_\\\\");
    }
}
