package io.plimsoll.feeds.debian;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.SourceFile;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A file `os/debian/*.json` as the tracker exports it: source package, CVE, release, answer. The file does not date
/// itself.
public final class DebianTrackerSource implements FeedSource {
    private static final long MAX_BYTES = 2L << 30;

    private final Path file;
    private final String name;

    private DebianTrackerSource(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    public static List<FeedSource> in(Path feeds) {
        List<Path> files = SourceFiles.named(feeds.resolve("os/debian"), ".json");
        return files.stream()
                .<FeedSource>map(file -> new DebianTrackerSource(
                        file, files.size() == 1 ? "Debian tracker" : "Debian tracker " + file.getFileName()))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Harvest read() {
        try (InputStream in = SourceFile.open(file, MAX_BYTES)) {
            return read(in);
        } catch (IOException e) {
            throw new UnreadableSourceException(file.getFileName().toString(), e);
        }
    }

    /// Bytes in, answers out.
    static Harvest read(InputStream in) {
        DebianAnswers answers = new DebianAnswers();
        try (JsonParser parser = SourceJson.MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableSourceException("it is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String source = parser.currentName();
                parser.nextToken();
                JsonNode vulnerabilities = SourceJson.value(parser);
                vulnerabilities.properties().forEach(v -> answers.add(source, v.getKey(), v.getValue()));
            }
        } catch (JacksonException e) {
            throw new UnreadableSourceException("it is not the tracker's JSON: " + e.getOriginalMessage());
        }
        answers.skipped().checkTolerable(answers.records());
        return new Harvest(
                new Facts.Advisories(answers.advisories(), answers.covered()),
                "",
                answers.records(),
                answers.skipped());
    }
}
