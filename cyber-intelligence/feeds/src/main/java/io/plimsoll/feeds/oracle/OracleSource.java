package io.plimsoll.feeds.oracle;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Notice;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceFile;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceXml;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The files `os/oracle/*.xml`, packed or not: OVAL definitions. They name fixes only.
public final class OracleSource implements FeedSource {
    private static final long MAX_BYTES = 4L << 30;

    private final List<Path> files;
    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final SortedSet<String> releases = new TreeSet<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private String newest = "";

    private OracleSource(List<Path> files) {
        this.files = files;
    }

    public static List<FeedSource> in(Path feeds) {
        List<Path> files = SourceFiles.named(feeds.resolve("os/oracle"), ".xml");
        return files.isEmpty() ? List.of() : List.of(new OracleSource(files));
    }

    @Override
    public String name() {
        return "Oracle Linux OVAL";
    }

    @Override
    public Harvest read() {
        for (Path file : files) {
            try (InputStream in = SourceFile.open(file, MAX_BYTES);
                    SourceXml xml = SourceXml.open(in)) {
                read(xml);
            } catch (IOException e) {
                throw new UnreadableSourceException(file.getFileName().toString(), e);
            }
        }
        if (records == 0) {
            throw new UnreadableSourceException("there is no definition in it");
        }
        skipped.checkTolerable(records);
        List<Covered> covered = releases.stream().map(r -> new Covered(r, true)).toList();
        return new Harvest(new Facts.Advisories(advisories, covered), newest, records, skipped);
    }

    private void read(SourceXml xml) {
        while (xml.next()) {
            if (xml.isStartOf("definition")) {
                records++;
                Notice notice = new Notice();
                try {
                    Definition.read(xml, notice);
                    if (notice.hasFixes()) {
                        keep(notice.toAdvisory("ELSA"));
                    }
                } catch (IllegalArgumentException e) {
                    skipped.add(notice.id(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void keep(FeedAdvisory advisory) {
        advisories.add(advisory);
        advisory.affected().forEach(affected -> releases.add(affected.advised().ecosystem()));
        newest = newest.compareTo(advisory.published()) >= 0 ? newest : advisory.published();
    }
}
