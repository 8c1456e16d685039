package io.plimsoll.feeds.ubuntu;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.Facts.Description;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.Skipped;
import io.plimsoll.feeds.source.SourceDocuments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The tracker's repository as `os/ubuntu/ubuntu-cve-tracker.tar.gz`, unpacked beside it, or its folders `active` and
/// `retired` in `os/ubuntu` itself.
public final class UbuntuTrackerSource implements FeedSource {
    private static final Pattern WANTED = Pattern.compile("(?:.*/)?(?:active|retired)/(CVE-[0-9]{4}-[0-9]{4,10})");

    private final Path from;
    private final List<FeedAdvisory> advisories = new ArrayList<>();
    private final Map<String, Description> descriptions = new HashMap<>();
    private final SortedSet<String> releases = new TreeSet<>();
    private final Skipped skipped = new Skipped();
    private int records;
    private String newest = "";

    private UbuntuTrackerSource(Path from) {
        this.from = from;
    }

    public static List<FeedSource> in(Path feeds) {
        Path folder = feeds.resolve("os/ubuntu");
        return SourceDocuments.named(folder, "ubuntu-cve-tracker")
                .or(() -> Optional.of(folder).filter(f -> Files.isDirectory(f.resolve("active"))))
                .<FeedSource>map(UbuntuTrackerSource::new)
                .stream()
                .toList();
    }

    @Override
    public String name() {
        return "Ubuntu CVE tracker";
    }

    @Override
    public Harvest read() {
        SourceDocuments.read(from, path -> WANTED.matcher(path).matches(), this::add);
        skipped.checkTolerable(records);
        List<Covered> covered =
                releases.stream().map(r -> new Covered(r, false)).toList();
        return new Harvest(
                new Facts.Several(
                        List.of(new Facts.Advisories(advisories, covered), new Facts.Descriptions(descriptions))),
                newest,
                records,
                skipped);
    }

    private void add(String path, byte[] bytes) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        records++;
        try {
            TrackerFile file = TrackerFile.parse(new String(bytes, StandardCharsets.UTF_8));
            FeedAdvisory advisory = file.toAdvisory(id, detail -> skipped.add(id, detail));
            advisory.affected()
                    .forEach(affected -> releases.add(affected.advised().ecosystem()));
            advisories.add(advisory);
            descriptions.put(id, new Description(file.description(), file.published()));
            newest = newest.compareTo(file.published()) >= 0 ? newest : file.published();
        } catch (IllegalArgumentException e) {
            skipped.add(id, String.valueOf(e.getMessage()));
        }
    }
}
