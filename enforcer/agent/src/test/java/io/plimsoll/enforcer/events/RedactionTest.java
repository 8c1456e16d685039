package io.plimsoll.enforcer.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @Test
    void leavesNothingAsItIs() {
        assertThat(Redaction.redact("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh -c ls -l /etc",
                "mysql -u root -h db",
                "java -jar app.jar --port 8080",
                "curl https://registry.example:5000/v2/",
                "token",
                "mkdir -p /data/passwords",
                "sha256:9f9fa3c597347972e846e1fed287005e9dd5132866f310cfa1eeb240b6658072",
                "1795465247947"
            })
    void leavesOrdinaryCommandsAlone(String command) {
        assertThat(Redaction.redact(command)).isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app --password=hunter2 -v                  | hunter2
            app --password hunter2 -v                  | hunter2
            app -db-passwd 'hunter2 two'               | hunter2
            env DB_PASSWORD=hunter2 run                | hunter2
            env POSTGRES_PASSWORD="hunter2 x" run      | hunter2
            {"apiKey": "hunter2"}                      | hunter2
            curl -H Authorization:Bearer\\ hunter2hunter2 x | hunter2hunter2
            curl -H 'Authorization: Basic aHVudGVyMg==' x | aHVudGVyMg
            curl -u admin:hunter2 https://x            | hunter2
            psql postgres://shop:hunter2@db/shop       | hunter2
            mysql -u root -phunter2 shop               | hunter2
            aws AKIAIOSFODNN7EXAMPLE                   | AKIAIOSFODNN7EXAMPLE
            git clone ghp_0123456789012345678901234567890123 | ghp_01234
            x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc | eyJhbGciOiJIUzI1NiJ9
            pay 4111 1111 1111 1111 now                | 1111
            pay 5500-0000-0000-0004                    | 5500
            """)
    void takesSecretsOut(String command, String secret) {
        assertThat(Redaction.redact(command)).doesNotContain(secret).contains(Redaction.INSTEAD);
    }

    @Test
    void takesKeysOut() {
        String key = "echo '-----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY-----' > k";
        assertThat(Redaction.redact(key)).isEqualTo("echo '" + Redaction.INSTEAD);
    }

    @Test
    void endsForHostileText() {
        assertThat(Redaction.redact("pwd".repeat(1_000_000))).hasSizeLessThan(5000);
        assertThat(Redaction.redact("mysql ".repeat(1_000_000))).hasSizeLessThan(5000);
        assertThat(Redaction.redact("-token ".repeat(1_000_000))).hasSizeLessThan(50_000);
    }
}
