package io.plimsoll.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void noHeaderIsNoChallenge() {
        assertThat(Challenge.parse(List.of())).isEmpty();
        assertThat(Challenge.parse(List.of("", " , ", "\"x\""))).isEmpty();
    }

    @Test
    void readsWhatRegistriesSend() {
        assertThat(Challenge.parse(List.of(
                        "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                                + "scope=\"repository:a/b:pull,push\"",
                        "BASIC Realm = registry")))
                .containsExactly(
                        new Challenge(
                                "bearer",
                                Map.of(
                                        "realm", "https://auth.docker.io/token",
                                        "service", "registry.docker.io",
                                        "scope", "repository:a/b:pull,push")),
                        new Challenge("basic", Map.of("realm", "registry")));
    }

    @Test
    void readsSeveralOfOneHeader() {
        assertThat(Challenge.parse(List.of("Negotiate, Basic realm=\"a \\\"b\\\"\", Bearer realm=c , service=d")))
                .containsExactly(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("basic", Map.of("realm", "a \"b\"")),
                        new Challenge("bearer", Map.of("realm", "c", "service", "d")));
    }

    @Test
    void firstOfTwoRealmsCountsAndAnEndlessHeaderCountsNothing() {
        assertThat(Challenge.parse(List.of("Basic realm=a, realm=b")).getFirst().parameter("realm"))
                .isEqualTo("a");
        assertThat(Challenge.parse(List.of("Basic realm=\"" + "\\a".repeat(10_000))))
                .isEmpty();
        assertThat(Challenge.parse(List.of("Basic realm=\"" + "\\a".repeat(4_000))))
                .containsExactly(new Challenge("basic", Map.of()));
    }
}
