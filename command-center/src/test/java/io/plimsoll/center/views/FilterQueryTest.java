package io.plimsoll.center.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterQueryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome=failure",
                "tab=incidents&outcome=failure&type=user.login-failed",
                "from=2026-11-23T00%3A00%3A00.000Z&to=2026-11-24T00%3A00%3A00.000Z",
                "query=gr%C3%BC%C3%9Fe+und+%26%3D%23",
                "query=%222024%22",
                "label=team=payments"
            })
    void takesWhatAnAddressHolds(String query) {
        assertThat(FilterQuery.mistake(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?outcome=failure",
                "outcome",
                "outcome=",
                "=failure",
                "outcome=failure&",
                "outcome=failure&&type=exec",
                "outcome=failure&outcome=success",
                "out.come=failure",
                "query=two words",
                "query=gr\u00fc\u00dfe",
                "query=%",
                "query=%zz",
                "query=%c3%28",
                "query=%ed%a0%80",
                "query=%00",
                "query=%0d%0aSet-Cookie",
                "query=a#b",
                "query=<b>",
                "query=\"x\""
            })
    void refusesWhatNoAddressHolds(String query) {
        assertThat(FilterQuery.mistake(query)).isPresent();
    }

    @Test
    void isBounded() {
        assertThat(FilterQuery.mistake("query=" + "x".repeat(500))).isEmpty();
        assertThat(FilterQuery.mistake("query=" + "x".repeat(501))).isPresent();
        assertThat(FilterQuery.mistake(fields(FilterQuery.MOST_FIELDS))).isEmpty();
        assertThat(FilterQuery.mistake(fields(FilterQuery.MOST_FIELDS + 1)))
                .hasValueSatisfying(mistake -> assertThat(mistake).contains("not 31"));
        assertThat(FilterQuery.mistake("a=" + "x".repeat(FilterQuery.LONGEST))).isPresent();
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "f" + i + "=x").collect(Collectors.joining("&"));
    }
}
