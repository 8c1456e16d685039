package io.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "shop/*, shop/web, true",
        "shop/*, shop/, true",
        "shop/*, shop, false",
        "shop/*, shop/a/web, false",
        "shop/**, shop/a/web, true",
        "**/web, shop/a/web, true",
        "**/web, web, false",
        "**web, web, true",
        "*, web, true",
        "*, shop/web, false",
        "**, shop/web, true",
        "shop/web, shop/web, true",
        "shop/web, shop/webx, false",
        "shop/web, xshop/web, false",
        "1.?, 1.4, true",
        "1.?, 1.40, false",
        "a?b, a/b, false",
        "1.*-prod, 1.4-rc1-prod, true",
        "1.*-prod, 1.4-prod-old, false",
        "v[12].+, v[12].+, true",
        "v[12].+, v1.x, false",
        "a***b, a/x/b, true",
        "Web, web, false"
    })
    void matchesTheWholeName(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void costsLittleHoweverManyStarsItHas() {
        assertThat(new NamePattern("*a".repeat(140)).matches("a".repeat(254) + "b"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb"})
    void isNoEmptyOrBrokenText(String text) {
        assertThatThrownBy(() -> new NamePattern(text)).hasMessageContaining("1 to 300 characters");
    }

    @Test
    void aFilterWithoutPatternsTakesAll() {
        assertThat(NameFilter.of(List.of(), List.of()).takes("shop/web")).isTrue();
    }

    @Test
    void whatIsKeptOutIsOutEvenIfItIsLetIn() {
        NameFilter filter = NameFilter.of(List.of("shop/**"), List.of("**/test-*"));
        assertThat(filter.takes("shop/web")).isTrue();
        assertThat(filter.takes("shop/a/test-web")).isFalse();
        assertThat(filter.takes("other/web")).isFalse();
    }
}
