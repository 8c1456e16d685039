package io.plimsoll.feeds.osv;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceDocuments;
import io.plimsoll.feeds.source.SourceFile;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A folder `osv/<ecosystem>` with an `all.zip` as OSV exports it, an `all.tar.xz` as Canonical does, or with JSON
/// documents.
///
/// The folder covers an ecosystem only if it bears its name: a folder of chosen advisories adds what it knows, but its
/// silence means nothing.
public final class OsvSource implements FeedSource {
    private static final int MAX_ENTRIES = 2_000_000;
    private static final int MAX_DOCUMENT = 16 << 20;
    private static final long MAX_TOTAL = 16L << 30;

    private final Path folder;
    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private long total;
    private String newest = "";

    private OsvSource(Path folder) {
        this.folder = folder;
    }

    /// Every folder below `osv` that holds something to read; those named after an ecosystem come first.
    public static List<FeedSource> in(Path feeds) {
        return SourceFiles.in(feeds.resolve("osv"), OsvSource::holdsSomething).stream()
                .sorted(Comparator.comparing((Path folder) ->
                                !OsvEcosystems.isOne(folder.getFileName().toString()))
                        .thenComparing(Path::getFileName))
                .<FeedSource>map(OsvSource::new)
                .toList();
    }

    private static boolean holdsSomething(Path folder) {
        return Files.isRegularFile(folder.resolve("all.zip"))
                || SourceDocuments.archive(folder, "all").isPresent()
                || !SourceFiles.named(folder, ".json").isEmpty();
    }

    @Override
    public String name() {
        return "OSV " + folder.getFileName();
    }

    @Override
    public Harvest read() {
        try {
            Path zip = folder.resolve("all.zip");
            if (Files.isRegularFile(zip)) {
                readZip(zip);
            }
            SourceDocuments.archive(folder, "all")
                    .ifPresent(tar -> SourceDocuments.read(tar, path -> path.endsWith(".json"), this::add));
            for (Path document : SourceFiles.named(folder, ".json")) {
                try (InputStream in = SourceFile.open(document, MAX_DOCUMENT)) {
                    add(document.getFileName().toString(), in);
                }
            }
        } catch (IOException e) {
            throw new UnreadableSourceException(folder.getFileName().toString(), e);
        }
        skipped.checkTolerable(records);
        return new Harvest(new Facts.Advisories(advisories, covered()), newest, records, skipped);
    }

    /// A zip is read by its directory at the end, so that one that was cut off is noticed.
    private void readZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new IOException("it has " + zip.size() + " entries, more than " + MAX_ENTRIES);
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && entry.getName().endsWith(".json")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        add(entry.getName(), in);
                    }
                }
            }
        }
    }

    private void add(String name, InputStream in) throws IOException {
        byte[] bytes = SourceFile.limited(in, MAX_DOCUMENT).readAllBytes();
        total += bytes.length;
        if (total > MAX_TOTAL) {
            throw new IOException("it holds more than " + MAX_TOTAL + " bytes");
        }
        add(name, bytes);
    }

    private void add(String name, byte[] bytes) {
        records++;
        try {
            OsvDocument document = OsvDocument.parse(bytes);
            advisories.add(document.toAdvisory(detail -> skipped.add(name, detail)));
            if (document.isOfCommitsOnly()) {
                skipped.passOver(name, "it tells what is affected by commits only");
            }
            newest = later(newest, document.modified());
        } catch (IllegalArgumentException e) {
            skipped.add(name, String.valueOf(e.getMessage()));
        }
    }

    private static String later(String a, String b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private List<Covered> covered() {
        String ecosystem = folder.getFileName().toString();
        if (!OsvEcosystems.isOne(ecosystem)) {
            return List.of();
        }
        return advisories.stream()
                .flatMap(advisory -> advisory.affected().stream())
                .map(affected -> affected.advised().ecosystem())
                .filter(e -> e.equals(ecosystem) || e.startsWith(ecosystem + ":"))
                .distinct()
                .sorted()
                .map(e -> new Covered(e, false))
                .toList();
    }
}
