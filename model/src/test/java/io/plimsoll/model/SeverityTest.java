package io.plimsoll.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    @ParameterizedTest
    @CsvSource({
        "0.0,NEGLIGIBLE",
        "0.1,LOW",
        "3.9,LOW",
        "4.0,MEDIUM",
        "6.9,MEDIUM",
        "7.0,HIGH",
        "8.9,HIGH",
        "9.0,CRITICAL",
        "10.0,CRITICAL"
    })
    void ratesScoresAsTheCvssSpecificationDoes(double score, Severity expected) {
        assertThat(Severity.ofScore(score)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Critical,CRITICAL", "IMPORTANT,HIGH", "moderate,MEDIUM", "unimportant,NEGLIGIBLE", "gibberish,UNKNOWN"
    })
    void readsTheWordsThatVendorsUse(String word, Severity expected) {
        assertThat(Severity.ofWord(word)).isEqualTo(expected);
    }
}
