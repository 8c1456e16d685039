package io.plimsoll.feeds.source;

import io.plimsoll.feeds.source.Facts.Covered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A database that keeps one file per advisory, in a repository: its archive or folder below `native`. It is dated by
/// the newest day of publication in it.
///
/// @param wanted what paths of advisories look like
/// @param covered ecosystems that the database stands for
public record AdvisoryFiles(String name, Path from, Pattern wanted, List<String> covered, Reader reader)
        implements FeedSource {
    /// Parses one file. Bytes in, advisories out.
    public interface Reader {
        /// @return none where the file is about something that we do not know
        /// @throws IllegalArgumentException if the file cannot be understood
        List<FeedAdvisory> read(String path, byte[] bytes);
    }

    public AdvisoryFiles {
        covered = List.copyOf(covered);
    }

    /// The database whose repository is called so; empty where it does not lie in the folder.
    public static List<FeedSource> in(
            Path feeds, String repository, String name, Pattern wanted, List<String> covered, Reader reader) {
        return SourceDocuments.named(feeds.resolve("native"), repository)
                .<FeedSource>map(from -> new AdvisoryFiles(name, from, wanted, covered, reader))
                .stream()
                .toList();
    }

    @Override
    public Harvest read() {
        List<FeedAdvisory> advisories = new ArrayList<>();
        Skipped skipped = new Skipped();
        int[] records = new int[1];
        SourceDocuments.read(from, path -> wanted.matcher(path).matches(), (path, bytes) -> {
            records[0]++;
            try {
                advisories.addAll(reader.read(path, bytes));
            } catch (IllegalArgumentException e) {
                skipped.add(path, String.valueOf(e.getMessage()));
            }
        });
        if (records[0] == 0) {
            throw new UnreadableSourceException("there is no advisory in " + from.getFileName());
        }
        skipped.checkTolerable(records[0]);
        return new Harvest(
                new Facts.Advisories(
                        advisories,
                        covered.stream().map(e -> new Covered(e, false)).toList()),
                newest(advisories),
                records[0],
                skipped);
    }

    private static String newest(List<FeedAdvisory> advisories) {
        return advisories.stream()
                .map(FeedAdvisory::published)
                .max(String::compareTo)
                .orElse("");
    }
}
