package io.plimsoll.scanner.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private final PathKey key = new PathKey(4711);

    @Test
    void emptyFootprintHidesNothing() {
        assertThat(new Footprint(key).hides(new FilePath("a/b"))).isFalse();
    }

    @Test
    void manyPathsAreKeptApart() {
        Footprint footprint = new Footprint(key);
        for (int i = 0; i < 100_000; i += 2) {
            footprint.addFile(new FilePath("folder" + i % 100 + "/file" + i));
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(footprint.hides(new FilePath("folder" + i % 100 + "/file" + i)))
                    .isEqualTo(i % 2 == 0);
        }
    }

    /// Random layers over a small tree, against a file system that is really changed layer by layer.
    @Test
    void agreesWithAFileSystemThatIsReallyChanged() {
        Random random = new Random(20261123);
        for (int round = 0; round < 500; round++) {
            List<Map<FilePath, Change>> layers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                layers.add(randomLayer(random));
            }
            Map<FilePath, Integer> expected = new HashMap<>();
            for (int i = 0; i < layers.size(); i++) {
                change(expected, layers.get(i), i);
            }
            assertThat(visible(layers)).as("round " + round).isEqualTo(expected);
        }
    }

    private enum Change {
        FILE,
        DIRECTORY,
        WHITEOUT,
        OPAQUE
    }

    /// A layer without contradictions: nothing below a file, and nothing else where something was removed.
    private static Map<FilePath, Change> randomLayer(Random random) {
        Map<FilePath, Change> layer = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            FilePath path = FilePath.ROOT;
            for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
                path = path.child(String.valueOf((char) ('a' + random.nextInt(3))));
            }
            Change change = Change.values()[random.nextInt(4)];
            boolean folderAbove = true;
            for (FilePath above = path.parent(); !above.isRoot(); above = above.parent()) {
                Change there = layer.get(above);
                folderAbove &= there == null || there == Change.DIRECTORY || there == Change.OPAQUE;
            }
            FilePath at = path;
            boolean free = layer.keySet().stream()
                    .noneMatch(other -> other.equals(at) || other.bytes().startsWith(at.bytes() + "/"));
            if (folderAbove && free) {
                layer.put(path, change);
            }
        }
        return layer;
    }

    /// Removes and adds files as an engine does that unpacks a layer over those below.
    private static void change(Map<FilePath, Integer> files, Map<FilePath, Change> layer, int number) {
        layer.forEach((path, change) -> {
            boolean below = change != Change.DIRECTORY;
            files.keySet()
                    .removeIf(
                            file -> file.equals(path) || (below && file.bytes().startsWith(path.bytes() + "/")));
            for (FilePath above = path.parent(); !above.isRoot(); above = above.parent()) {
                files.remove(above);
            }
        });
        layer.forEach((path, change) -> {
            if (change == Change.FILE) {
                files.put(path, number);
            }
        });
    }

    private Map<FilePath, Integer> visible(List<Map<FilePath, Change>> layers) {
        Map<FilePath, Integer> visible = new HashMap<>();
        Footprint above = new Footprint(key);
        for (int i = layers.size() - 1; i >= 0; i--) {
            Footprint footprint = new Footprint(key);
            int number = i;
            layers.get(i).forEach((path, change) -> {
                switch (change) {
                    case FILE -> {
                        footprint.addFile(path);
                        if (!above.hides(path)) {
                            visible.put(path, number);
                        }
                    }
                    case DIRECTORY -> footprint.addDirectory(path);
                    case WHITEOUT -> footprint.addWhiteout(path);
                    case OPAQUE -> footprint.addOpaque(path);
                }
            });
            above.addAll(footprint);
        }
        return visible;
    }
}
