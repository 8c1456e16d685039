package io.plimsoll.feeds.cvss;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceLines;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A file `risk/cvss-vectors.tsv`, packed or not: CVE, source, version, vector, score, severity. The score is
/// computed from the vector, not taken from the table. The file does not date itself.
public final class CvssSource implements FeedSource {
    private static final String HEADER = "cve\t";

    private final Path feeds;

    public CvssSource(Path feeds) {
        this.feeds = feeds;
    }

    @Override
    public String name() {
        return "CVSS vectors";
    }

    @Override
    public Harvest read() {
        List<Path> files = SourceFiles.named(feeds.resolve("risk"), "cvss-vectors.tsv");
        if (files.isEmpty()) {
            throw new UnreadableSourceException("there is no file risk/cvss-vectors.tsv.gz");
        }
        try (SourceLines lines = SourceLines.open(files.getFirst())) {
            return read(lines);
        }
    }

    /// Lines in, vectors out.
    static Harvest read(SourceLines lines) {
        Map<String, List<Vector>> byId = new HashMap<>();
        Skipped skipped = new Skipped();
        int records = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.startsWith(HEADER) && !line.isBlank()) {
                records++;
                String[] columns = line.split("\t", -1);
                if (columns.length >= 4 && Ids.isCve(columns[0]) && Scores.isVector(columns[3])) {
                    byId.computeIfAbsent(columns[0], _ -> new ArrayList<>(2))
                            .add(new Vector(columns[3], source(columns[1])));
                } else {
                    skipped.add("the line '" + OneLine.of(line) + "'", "not a CVE with a vector");
                }
            }
        }
        skipped.checkTolerable(records);
        return new Harvest(new Facts.Vectors(byId), "", records, skipped);
    }

    /// Who gave the vector, without who passed it on: `ubuntu-cve-tracker-nvd` is the NVD's.
    private static String source(String column) {
        return OneLine.of(column).replaceFirst("^(ubuntu-cve-tracker|vulnrichment)-", "");
    }
}
