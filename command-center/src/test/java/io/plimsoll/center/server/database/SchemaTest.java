package io.plimsoll.center.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {
    /// One that is not listed would never reach a database that is already there.
    @Test
    void everyMigrationIsListed() throws IOException, URISyntaxException {
        Path first = Path.of(
                Objects.requireNonNull(Schema.class.getResource("/" + Schema.FOLDER + "/" + Schema.SCRIPTS.getFirst()))
                        .toURI());
        try (Stream<Path> files = Files.list(Objects.requireNonNull(first.getParent()))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(Schema.SCRIPTS);
        }
    }
}
