package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Patterns in which `*` stands for any run of characters.
class PatternTest {
    @ParameterizedTest
    @CsvSource({
        "'',      '',           true",
        "'',      a,            false",
        "*,       '',           true",
        "*,       a,            true",
        "a,       a,            true",
        "a,       ab,           false",
        "a*,      a,            true",
        "*a,      ba,           true",
        "*a,      ab,           false",
        "a*a,     a,            false",
        "a*a,     aa,           true",
        "ab*ba,   aba,          false",
        "a**b,    axyb,         true",
        "*b*,     abc,          true",
        "*bc*bc*, abc,          false",
        "a*b*c,   a-b-b-c-c,    true",
        "shop/*,  shop/web:1,   true",
        "shop/*,  shopping/web, false",
        "a.c,     abc,          false",
        "a[b]*,   a[b]c,        true",
    })
    void meansTheWholeName(String pattern, String name, boolean matches) {
        assertThat(Scope.matches(pattern, name)).isEqualTo(matches);
    }

    @Test
    void takesAnyRunForAStarEvenLines() {
        assertThat(Scope.matches("/app/*.key", "/app/a\nb.key")).isTrue();
    }

    /// A pattern of many stars over a path of an image made for it: one that tries every way never comes to an end.
    @Test
    void doesNotTryEveryWay() {
        assertThat(Scope.matches("*a".repeat(40) + "*b", "a".repeat(4096))).isFalse();
    }
}
