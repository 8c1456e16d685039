package io.plimsoll.feeds.kev;

import static io.plimsoll.feeds.source.SourceJson.text;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceFile;
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The file `risk/kev/known_exploited_vulnerabilities.json` as CISA publishes it.
public final class KevSource implements FeedSource {
    private static final String FILE = "risk/kev/known_exploited_vulnerabilities.json";
    private static final long MAX_BYTES = 256L << 20;

    private final Path file;

    public KevSource(Path feeds) {
        this.file = feeds.resolve(FILE);
    }

    @Override
    public String name() {
        return "CISA KEV";
    }

    @Override
    public Harvest read() {
        try (InputStream in = SourceFile.open(file, MAX_BYTES)) {
            return read(in);
        } catch (NoSuchFileException e) {
            throw new UnreadableSourceException("there is no file " + FILE);
        } catch (IOException e) {
            throw new UnreadableSourceException(FILE, e);
        }
    }

    /// Bytes in, ids out.
    static Harvest read(InputStream in) {
        JsonNode root = root(in);
        JsonNode entries = root.path("vulnerabilities");
        if (!entries.isArray()) {
            throw new UnreadableSourceException("it has no list of vulnerabilities");
        }
        Set<String> ids = new HashSet<>();
        Skipped skipped = new Skipped();
        for (JsonNode entry : entries) {
            String id = text(entry, "cveID");
            if (Ids.isCve(id)) {
                ids.add(id);
            } else {
                skipped.add("an entry", "its cveID is '" + id + "'");
            }
        }
        skipped.checkTolerable(entries.size());
        return new Harvest(new Facts.Exploited(ids), text(root, "dateReleased"), entries.size(), skipped);
    }

    private static JsonNode root(InputStream in) {
        try {
            return SourceJson.MAPPER.readTree(in);
        } catch (JacksonException e) {
            throw new UnreadableSourceException("it is not JSON: " + e.getOriginalMessage());
        }
    }
}
