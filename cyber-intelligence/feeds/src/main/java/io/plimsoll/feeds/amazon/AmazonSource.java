package io.plimsoll.feeds.amazon;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The files `os/amazon/<release>/*.xml`, packed or not, where the release is `1`, `2` or `2023`. They name fixes
/// only.
public final class AmazonSource implements FeedSource {
    private static final long MAX_BYTES = 2L << 30;
    private static final Pattern RELEASE = Pattern.compile("[0-9]{1,4}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");

    private final Path folder;
    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private String newest = "";

    private AmazonSource(Path folder) {
        this.folder = folder;
    }

    public static List<FeedSource> in(Path feeds) {
        return SourceFiles.in(feeds.resolve("os/amazon"), AmazonSource::isRelease).stream()
                .<FeedSource>map(AmazonSource::new)
                .toList();
    }

    private static boolean isRelease(Path folder) {
        return Files.isDirectory(folder)
                && RELEASE.matcher(folder.getFileName().toString()).matches();
    }

    private String release() {
        return folder.getFileName().toString();
    }

    /// The first release calls itself by the month of its last form, 2018.03.
    private String ecosystem() {
        return "Amazon Linux:" + (release().equals("1") ? "2018" : release());
    }

    @Override
    public String name() {
        return "Amazon Linux " + folder.getFileName();
    }

    @Override
    public Harvest read() {
        for (Path file : SourceFiles.named(folder, ".xml")) {
            try (InputStream in = SourceFile.open(file, MAX_BYTES);
                    SourceXml xml = SourceXml.open(in)) {
                read(xml);
            } catch (IOException e) {
                throw new UnreadableSourceException(file.getFileName().toString(), e);
            }
        }
        if (records == 0) {
            throw new UnreadableSourceException("there is no notice in it");
        }
        skipped.checkTolerable(records);
        return new Harvest(
                new Facts.Advisories(advisories, List.of(new Covered(ecosystem(), true))), newest, records, skipped);
    }

    private void read(SourceXml xml) {
        while (xml.next()) {
            if (xml.isStartOf("update")) {
                records++;
                boolean isSecurity = xml.attribute("type").equals("security");
                Notice notice = new Notice();
                try {
                    readNotice(xml, notice);
                    if (isSecurity && notice.hasFixes()) {
                        advisories.add(notice.toAdvisory("ALAS"));
                        newest = newest.compareTo(notice.published()) >= 0 ? newest : notice.published();
                    }
                } catch (IllegalArgumentException e) {
                    skipped.add(notice.id(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void readNotice(SourceXml xml, Notice notice) {
        while (xml.next() && !xml.isEndOf("update")) {
            if (xml.isStartOf("id")) {
                notice.setId(xml.text());
            } else if (xml.isStartOf("title")) {
                notice.setTitle(xml.text());
            } else if (xml.isStartOf("severity")) {
                notice.setSeverity(xml.text());
            } else if (xml.isStartOf("issued")) {
                String date = xml.attribute("date");
                notice.setPublished(DATE.matcher(date).matches() ? date.substring(0, 10) : "");
            } else if (xml.isStartOf("reference")) {
                notice.addCve(xml.attribute("id"));
            } else if (xml.isStartOf("package")) {
                addFix(xml, notice);
            }
        }
    }

    private void addFix(SourceXml xml, Notice notice) {
        String epoch = xml.attribute("epoch");
        String version = xml.attribute("version") + "-" + xml.attribute("release");
        String full = epoch.isEmpty() || epoch.equals("0") ? version : epoch + ":" + version;
        notice.addFix(ecosystem(), xml.attribute("name"), full, "");
    }
}
