package io.plimsoll.feeds.alpine;

import io.plimsoll.feeds.source.Facts;
import io.plimsoll.feeds.source.Facts.Covered;
import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.SourceFile;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceYaml;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder below `os/alpine` with `main` and `community` of one release, as JSON or in the YAML of old releases
/// (which reads JSON too). The files do not date themselves, and name fixes only.
public final class AlpineSource implements FeedSource {
    private static final long MAX_BYTES = 16 << 20;

    private final Path folder;
    private final String name;

    private AlpineSource(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /// `os/alpine/v3.18`, and the same one folder deeper.
    public static List<FeedSource> in(Path feeds) {
        Path root = feeds.resolve("os/alpine");
        List<Path> folders = SourceFiles.in(root, Files::isDirectory).stream()
                .flatMap(f -> Stream.concat(Stream.of(f), SourceFiles.in(f, Files::isDirectory).stream()))
                .filter(f -> !files(f).isEmpty())
                .toList();
        return folders.stream()
                .<FeedSource>map(f -> new AlpineSource(f, "Alpine secdb " + name(root, f, folders)))
                .toList();
    }

    private static Path name(Path root, Path folder, List<Path> all) {
        boolean isUnique = all.stream()
                        .filter(f -> f.getFileName().equals(folder.getFileName()))
                        .count()
                == 1;
        return isUnique ? folder.getFileName() : root.relativize(folder);
    }

    private static List<Path> files(Path folder) {
        return SourceFiles.named(folder, ".json", ".yaml");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Harvest read() {
        Secfixes secfixes = new Secfixes();
        for (Path file : files(folder)) {
            try (InputStream in = SourceFile.open(file, MAX_BYTES)) {
                secfixes.add(SourceYaml.read(in));
            } catch (IOException e) {
                throw new UnreadableSourceException(file.getFileName().toString(), e);
            } catch (IllegalArgumentException e) {
                throw new UnreadableSourceException(file.getFileName() + " is no secdb: " + e.getMessage());
            }
        }
        return harvest(secfixes);
    }

    static Harvest harvest(Secfixes secfixes) {
        secfixes.skipped().checkTolerable(secfixes.records());
        List<Covered> covered =
                secfixes.releases().stream().map(r -> new Covered(r, true)).toList();
        return new Harvest(
                new Facts.Advisories(secfixes.advisories(), covered), "", secfixes.records(), secfixes.skipped());
    }
}
