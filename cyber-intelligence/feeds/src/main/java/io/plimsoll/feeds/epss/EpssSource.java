package io.plimsoll.feeds.epss;

import io.plimsoll.feeds.source.Facts;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files `epss_scores-*.csv`, packed or not, in a folder `risk/epss*`. Where there are several, the newest counts.
public final class EpssSource implements FeedSource {
    private static final Pattern DATE = Pattern.compile("#.*score_date:([0-9T:+Z-]+).*");
    private static final String HEADER = "cve,epss,percentile";

    private final Path feeds;

    public EpssSource(Path feeds) {
        this.feeds = feeds;
    }

    @Override
    public String name() {
        return "EPSS";
    }

    @Override
    public Harvest read() {
        return files().stream()
                .map(EpssSource::read)
                .max(Comparator.comparing(Harvest::date))
                .orElseThrow(() -> new UnreadableSourceException("there is no file risk/epss*/epss_scores-*.csv"));
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path folder : SourceFiles.in(
                feeds.resolve("risk"), f -> f.getFileName().toString().startsWith("epss"))) {
            files.addAll(SourceFiles.named(folder, ".csv"));
        }
        return files;
    }

    private static Harvest read(Path file) {
        try (SourceLines lines = SourceLines.open(file)) {
            return read(lines);
        }
    }

    /// Lines in, probabilities out.
    static Harvest read(SourceLines lines) {
        Map<String, Double> byId = new HashMap<>();
        Skipped skipped = new Skipped();
        String date = "";
        int records = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("#")) {
                Matcher matcher = DATE.matcher(line);
                date = matcher.matches() ? matcher.group(1) : date;
            } else if (!line.equals(HEADER) && !line.isBlank()) {
                records++;
                add(line, byId, skipped);
            }
        }
        skipped.checkTolerable(records);
        if (records == 0) {
            throw new UnreadableSourceException("it holds no scores");
        }
        return new Harvest(new Facts.Probabilities(byId), date, records, skipped);
    }

    private static void add(String line, Map<String, Double> byId, Skipped skipped) {
        String[] columns = line.split(",", -1);
        try {
            double probability = Double.parseDouble(columns.length > 1 ? columns[1] : "");
            if (!Ids.isCve(columns[0]) || !(probability >= 0 && probability <= 1)) {
                throw new NumberFormatException("not a CVE with a probability");
            }
            byId.put(columns[0], probability);
        } catch (NumberFormatException e) {
            skipped.add("the line '" + OneLine.of(line) + "'", "not a CVE with a probability");
        }
    }
}
