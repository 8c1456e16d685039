package io.plimsoll.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.advisories.bundle.BundleKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder;

    @Test
    void isMadeAtFirstUseForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("keys/feed.key");
        SigningKey key = SigningKey.loadOrCreate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(BundleKey.read(SigningKey.publicKeyFile(file))).isEqualTo(key.publicKey());
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("feed.key", "feed.key.pub");
        }
    }

    @Test
    void isTheSameKeyTheSecondTime() {
        Path file = folder.resolve("feed.key");
        assertThat(SigningKey.loadOrCreate(file).publicKey())
                .isEqualTo(SigningKey.loadOrCreate(file).publicKey());
    }

    @Test
    void readsTheKeyOfRfc8410AndWritesItsPublicKeyBesideIt() throws IOException {
        Path file = folder.resolve("rfc.key");
        Files.writeString(file, """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
                -----END PRIVATE KEY-----
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        SigningKey.loadOrCreate(file);
        assertThat(Files.readString(SigningKey.publicKeyFile(file))).isEqualTo("""
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
                -----END PUBLIC KEY-----
                """);
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        Path file = folder.resolve("feed.key");
        SigningKey.loadOrCreate(file);
        for (String modes : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));
            assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                    .isInstanceOf(FeedBuildException.class)
                    .hasMessageContaining(modes)
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    void refusesWhatIsNoKey() throws IOException {
        Path file = folder.resolve("feed.key");
        for (String content :
                new String[] {"", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"}) {
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                    .isInstanceOf(FeedBuildException.class)
                    .hasMessageContaining("no Ed25519 private key");
        }
        assertThatThrownBy(() -> SigningKey.loadOrCreate(folder)).isInstanceOf(FeedBuildException.class);
    }
}
