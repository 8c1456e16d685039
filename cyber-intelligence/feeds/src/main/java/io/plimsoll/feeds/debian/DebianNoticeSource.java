package io.plimsoll.feeds.debian;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder with `DSA-list` or `DLA-list`, as the tracker's repository keeps them: `os/debian`, or one below
/// it. They go back to releases that the tracker's export has left behind. Both are one source, for a release
/// passes from one list to the other, and what the second says of a vulnerability counts beside the first.
public final class DebianNoticeSource implements FeedSource {
    private final List<Path> lists;
    private final String name;

    private DebianNoticeSource(List<Path> lists, String name) {
        this.lists = lists;
        this.name = name;
    }

    public static List<FeedSource> in(Path feeds) {
        Path root = feeds.resolve("os/debian");
        Map<Path, List<Path>> lists = new LinkedHashMap<>();
        Stream.concat(Stream.of(root), SourceFiles.in(root, Files::isDirectory).stream())
                .forEach(folder -> lists.put(folder, SourceFiles.named(folder, "DLA-list", "DSA-list")));
        lists.values().removeIf(List::isEmpty);
        return lists.entrySet().stream()
                .<FeedSource>map(folder -> new DebianNoticeSource(
                        folder.getValue(),
                        lists.size() == 1
                                ? "Debian notices"
                                : "Debian notices " + folder.getKey().getFileName()))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Harvest read() {
        DebianNotices notices = new DebianNotices();
        for (Path list : lists) {
            try (SourceLines lines = SourceLines.open(list)) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    notices.add(line);
                }
            }
            notices.end();
        }
        return harvest(notices);
    }

    static Harvest harvest(DebianNotices notices) {
        notices.skipped().checkTolerable(notices.records());
        return new Harvest(
                new Facts.Advisories(notices.advisories(), notices.covered()),
                notices.newest(),
                notices.records(),
                notices.skipped());
    }
}
