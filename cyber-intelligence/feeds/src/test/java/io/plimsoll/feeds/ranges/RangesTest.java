package io.plimsoll.feeds.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.versions.GemVersions;
import io.plimsoll.advisories.versions.MavenVersions;
import io.plimsoll.advisories.versions.SemanticVersions;
import io.plimsoll.advisories.versions.VersionScheme;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<1.2.0; 1.1.9; 1.2.0",
                "<=1.2.0; 1.2.0; 1.2.1",
                ">1.2.0; 1.2.1; 1.2.0",
                ">1.2.0; 1.3.0-alpha; 1.2.0-alpha",
                ">= 1.2.0, < 2; 1.9.9; 2.0.0",
                ">=1.2.0 <1.3.0 || =2.0.1; 2.0.1; 2.0.0",
                ">=1.2.0 <1.3.0||>=1.4.0; 1.4.0; 1.3.5",
                "=1.2.0; 1.2.0; 1.2.1",
                "==1.2.0; 1.2.0; 1.2.1",
                "1.2.0; 1.2.0; 1.2.1",
                "!=1.2.0; 1.2.1; 1.2.0",
                "^1.2.3; 1.9.0; 2.0.0-rc.1",
                "^0.2.3; 0.2.9; 0.3.0",
                "^0.0.3; 0.0.3; 0.0.4",
                "~1.2.3; 1.2.9; 1.3.0",
                "8.x; 8.17.0; 9.0.0",
                "8.x || 6.x; 6.1.0; 7.0.0",
                "2.0.x; 2.0.7; 2.1.0",
                ">= 2.2.x; 2.2.0; 2.1.9",
                "*; 0.0.1; ",
            })
    void understandsComparisons(String text, String inside, @Nullable String outside) {
        check(SemanticVersions.INSTANCE, new Comparators(SemanticVersions.INSTANCE).read(text), inside, outside);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "~> 2.3.1; 2.3.9; 2.4.0",
                "~> 2.3.1; 2.3.1; 2.4.0.rc1",
                "~> 2.3; 2.9; 3.0",
                "~> 5.2.4, >= 5.2.4.5; 5.2.9; 5.2.4.4",
            })
    void understandsThePessimisticOperator(String text, String inside, @Nullable String outside) {
        check(GemVersions.INSTANCE, new Comparators(GemVersions.INSTANCE).read(text), inside, outside);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(,1.4]; 1.4; 1.4.1",
                "(,1.4); 1.3; 1.4",
                "[1.0,1.2),[1.4]; 1.4; 1.2",
                "[1.0,1.2),[1.4]; 1.0; 1.3",
                "[2.0,); 9; 1.9",
                "(2.0,3.0); 2.1; 2.0",
                "(,); 1; ",
                "[,1.11.7); 1.11.6; 1.11.7",
            })
    void understandsBrackets(String text, String inside, @Nullable String outside) {
        check(MavenVersions.INSTANCE, new BracketRanges(MavenVersions.INSTANCE).read(text), inside, outside);
    }

    @Test
    void takesTheComplement() {
        VersionSet good = new Comparators(GemVersions.INSTANCE).read("~> 2.3.1 || >= 2.5.0 || < 1.0");
        assertThat(good.complement().toRanges())
                .containsExactly(
                        new VersionRange("1.0", new VersionRange.End.Fixed("2.3.1")),
                        new VersionRange("2.4.a", new VersionRange.End.Fixed("2.5.0")));
        assertThat(VersionSet.none(GemVersions.INSTANCE).complement().toRanges())
                .containsExactly(new VersionRange("0", new VersionRange.End.Open()));
    }

    @Test
    void saysThatNothingIsLeft() {
        assertThatThrownBy(
                        () -> VersionSet.all(GemVersions.INSTANCE).complement().toRanges())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its ranges hold no version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "||", "<", "<1 ||", "<<1", "soon", ">1.0.0-rc1", "^99999999999999999999", "a b", "<1|>2"
            })
    void refusesComparisonsItDoesNotUnderstand(String text) {
        assertThatThrownBy(() ->
                        new Comparators(SemanticVersions.INSTANCE).read(text).toRanges())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "[", "[1", "[1,2", "[1,2]x", "{1,2}", "[1,2,3]"})
    void refusesBracketsItDoesNotUnderstand(String text) {
        assertThatThrownBy(() ->
                        new BracketRanges(MavenVersions.INSTANCE).read(text).toRanges())
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Many parts, and the complement of many: refused before they cost time.
    @Test
    void refusesTooMuch() {
        String many = "=1.0.0||".repeat(2000) + "=1.0.0";
        assertThatThrownBy(() -> new Comparators(SemanticVersions.INSTANCE).read(many))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BracketRanges(MavenVersions.INSTANCE).read("[".repeat(50_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void check(VersionScheme scheme, VersionSet set, String inside, @Nullable String outside) {
        List<VersionRange> ranges = set.toRanges();
        assertThat(ranges).as("%s in %s", inside, ranges).anyMatch(range -> range.contains(inside, scheme));
        if (outside != null) {
            assertThat(ranges).as("%s in %s", outside, ranges).noneMatch(range -> range.contains(outside, scheme));
        }
    }
}
