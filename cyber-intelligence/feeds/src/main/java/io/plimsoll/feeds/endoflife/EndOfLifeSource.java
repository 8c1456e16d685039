package io.plimsoll.feeds.endoflife;

import static io.plimsoll.feeds.source.SourceJson.text;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceFile;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The files `endoflife/<product>.json`, in either form of the API of endoflife.date: a list of cycles, or a
/// result with releases. Products that are no distribution are passed over.
public final class EndOfLifeSource implements FeedSource {
    private static final long MAX_BYTES = 16 << 20;

    private final List<Path> files;

    private EndOfLifeSource(List<Path> files) {
        this.files = files;
    }

    public static List<FeedSource> in(Path feeds) {
        List<Path> files = SourceFiles.named(feeds.resolve("endoflife"), ".json");
        return files.isEmpty() ? List.of() : List.of(new EndOfLifeSource(files));
    }

    @Override
    public String name() {
        return "endoflife.date";
    }

    @Override
    public Harvest read() {
        Map<String, LocalDate> ends = new TreeMap<>();
        Skipped skipped = new Skipped();
        int records = 0;
        for (Path file : files) {
            String product = file.getFileName().toString().replaceFirst("\\.json$", "");
            JsonNode root = root(file);
            for (JsonNode release : root.isArray() ? root : root.path("result").path("releases")) {
                records++;
                try {
                    Products.ecosystem(product, cycle(release))
                            .ifPresent(name -> end(product, release).ifPresent(day -> ends.put(name, day)));
                } catch (DateTimeException e) {
                    skipped.add(product + " " + cycle(release), String.valueOf(e.getMessage()));
                }
            }
        }
        if (records == 0) {
            throw new UnreadableSourceException("there is no release in it");
        }
        skipped.checkTolerable(records);
        return new Harvest(new Facts.EndsOfLife(ends), "", records, skipped);
    }

    private static JsonNode root(Path file) {
        try (InputStream in = SourceFile.open(file, MAX_BYTES)) {
            return SourceJson.MAPPER.readTree(in);
        } catch (JacksonException e) {
            throw new UnreadableSourceException(file.getFileName() + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableSourceException(file.getFileName().toString(), e);
        }
    }

    private static String cycle(JsonNode release) {
        String cycle = text(release, "cycle");
        return cycle.isEmpty() ? text(release, "name") : cycle;
    }

    /// The extended support of Debian is free for everybody; that of others is sold. An end that is `true` or `false`
    /// has no day.
    private static Optional<LocalDate> end(String product, JsonNode release) {
        List<String> fields = product.equals("debian")
                ? List.of("extendedSupport", "eoesFrom", "eol", "eolFrom")
                : List.of("eol", "eolFrom");
        return fields.stream()
                .map(field -> text(release, field))
                .filter(day -> !day.isEmpty())
                .findFirst()
                .map(LocalDate::parse);
    }
}
