package io.plimsoll.feeds.vulnrichment;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Description;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceDocuments;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.UnreadableSourceException;
import io.plimsoll.model.Ssvc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The repository as `risk/vulnrichment/*.tar.gz`, or unpacked in that folder. It is dated by its newest record.
public final class VulnrichmentSource implements FeedSource {
    private static final Pattern WANTED = Pattern.compile("(?:.*/)?(CVE-[0-9]{4}-[0-9]{4,10})\\.json");

    private final Path folder;
    private final Map<String, List<Vector>> vectors = new HashMap<>();
    private final Map<String, Description> descriptions = new HashMap<>();
    private final Map<String, Ssvc> decisions = new HashMap<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private String newest = "";

    private VulnrichmentSource(Path folder) {
        this.folder = folder;
    }

    public static List<FeedSource> in(Path feeds) {
        Path folder = feeds.resolve("risk/vulnrichment");
        return Files.isDirectory(folder) ? List.of(new VulnrichmentSource(folder)) : List.of();
    }

    @Override
    public String name() {
        return "CISA vulnrichment";
    }

    @Override
    public Harvest read() {
        List<Path> archives = SourceFiles.named(folder, ".tar");
        for (Path from : archives.isEmpty() ? List.of(folder) : archives) {
            SourceDocuments.read(from, path -> WANTED.matcher(path).matches(), this::add);
        }
        if (records == 0) {
            throw new UnreadableSourceException("there is no record in it");
        }
        skipped.checkTolerable(records);
        return new Harvest(
                new Facts.Several(List.of(
                        new Facts.Vectors(vectors),
                        new Facts.Descriptions(descriptions),
                        new Facts.Decisions(decisions))),
                newest,
                records,
                skipped);
    }

    private void add(String path, byte[] bytes) {
        records++;
        try {
            CveRecord record = CveRecord.parse(bytes);
            newest = newest.compareTo(record.updated()) >= 0 ? newest : record.updated();
            if (record.isPublished()) {
                vectors.put(record.id(), record.vectors());
                descriptions.put(record.id(), record.description());
                record.decision().ifPresent(decision -> decisions.put(record.id(), decision));
            }
        } catch (IllegalArgumentException e) {
            skipped.add(path, String.valueOf(e.getMessage()));
        }
    }
}
