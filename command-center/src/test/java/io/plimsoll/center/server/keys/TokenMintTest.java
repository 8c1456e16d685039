package io.plimsoll.center.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenMintTest {
    private final TokenMint mint = new TokenMint(new byte[] {1});

    @Test
    void knowsOnlyWhatItMade() {
        String token = mint.make();
        assertThat(token).matches("[A-Za-z0-9_-]{64}");
        assertThat(mint.kept(token)).isPresent();
        assertThat(mint.kept(token))
                .as("what is kept is not the token")
                .hasValueSatisfying(kept -> assertThat(kept.hex()).doesNotContain(token));
        assertThat(mint.make()).isNotEqualTo(token);
    }

    @Test
    void refusesEverythingElseByArithmetic() {
        String token = mint.make();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(mint.kept(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
        for (String stranger :
                new String[] {"", "x", token + "A", token.substring(1), " ".repeat(64), "é".repeat(64)}) {
            assertThat(mint.kept(stranger)).as(stranger).isEmpty();
        }
        assertThat(new TokenMint(new byte[] {2}).kept(token)).isEmpty();
    }
}
