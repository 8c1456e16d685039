package io.plimsoll.center.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
    private static final long STEP = Totp.step(NOW);

    /// RFC 6238, appendix B, of which the last six of eight digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(KEY, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void takesCodesOfOneStepBeforeAndAfterAndNoFurther() {
        for (long step = STEP - 1; step <= STEP + 1; step++) {
            assertThat(Totp.fitting(KEY, Totp.code(KEY, step), NOW, 0)).hasValue(step);
        }
        assertThat(Totp.fitting(KEY, Totp.code(KEY, STEP - 2), NOW, 0)).isEmpty();
        assertThat(Totp.fitting(KEY, Totp.code(KEY, STEP + 2), NOW, 0)).isEmpty();
        assertThat(Totp.fitting(KEY, "", NOW, 0)).isEmpty();
    }

    @Test
    void takesNoCodeTwiceAndNoneFromBeforeTheLastOne() {
        assertThat(Totp.fitting(KEY, Totp.code(KEY, STEP), NOW, STEP)).isEmpty();
        assertThat(Totp.fitting(KEY, Totp.code(KEY, STEP - 1), NOW, STEP)).isEmpty();
        assertThat(Totp.fitting(KEY, Totp.code(KEY, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void writesBase32AsTheStandard(String text, String encoded) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void namesItselfAndTheUserToTheApp() {
        assertThat(Totp.address(KEY, "a@b"))
                .isEqualTo("otpauth://totp/Plimsoll:a%40b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Plimsoll"
                        + "&algorithm=SHA1&digits=6&period=30");
    }
}
