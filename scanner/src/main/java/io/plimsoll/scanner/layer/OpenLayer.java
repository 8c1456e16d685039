package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.LimitReached;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A layer while its entries come in, one after another.
final class OpenLayer implements FileAnalyser.Notes {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /// Book-keeping of aufs, which no engine shows in a container.
    private static final String AUFS = ".wh..wh.";

    private static final int START = 512;

    /// Of a file in the inventory, beside its path.
    private static final int NAME_WEIGHT = 160;

    private final List<FileAnalyser> analysers;
    private final Budget budget;
    private final Footprint footprint;
    private final boolean hasWhiteouts;
    private final Gaps gaps;
    private final Map<FilePath, List<Evidence>> evidence = new LinkedHashMap<>();
    private final Map<FilePath, String> links = new LinkedHashMap<>();
    private final FileNames names = new FileNames();
    private boolean keepsNames;
    private final byte[] buffer = new byte[1 << 16];

    OpenLayer(
            List<FileAnalyser> analysers,
            Budget budget,
            Footprint footprint,
            boolean hasWhiteouts,
            boolean keepsNames,
            Gaps gaps) {
        this.analysers = analysers;
        this.budget = budget;
        this.footprint = footprint;
        this.hasWhiteouts = hasWhiteouts;
        this.keepsNames = keepsNames;
        this.gaps = gaps;
    }

    LayerContents contents() {
        return new LayerContents(footprint, evidence, links, names, gaps);
    }

    /// Takes the next entry in, with its content if that is of interest.
    void add(TarEntry entry, TarReader tar) throws IOException {
        FilePath path = place(entry);
        if (path == null) {
            return;
        }
        if (!entry.oddity().isEmpty()) {
            gaps.add("contradictory-entry", entry.oddity(), path.toString());
        }
        if (entry.unreadable()) {
            gaps.add("unreadable", "the file could not be read", path.toString());
        }
        if (hasWhiteouts && path.name().startsWith(WHITEOUT)) {
            whiteout(path);
            return;
        }
        if (keepsNames && entry.kind() != TarEntry.Kind.DIRECTORY && entry.kind() != TarEntry.Kind.SPECIAL) {
            keepName(path);
        }
        switch (entry.kind()) {
            case DIRECTORY -> {
                note(path, footprint.addDirectory(path), true);
                for (FileAnalyser analyser : analysers) {
                    analyser.directory(path, entry.mode(), this);
                }
            }
            case FILE -> {
                note(path, footprint.addFile(path), false);
                file(path, entry, tar);
            }
            case HARD_LINK -> hardLink(path, entry.linkTarget());
            case SYMBOLIC_LINK -> symbolicLink(path, entry.linkTarget());
            case SPECIAL -> note(path, footprint.addFile(path), false);
            case SPARSE -> {
                note(path, footprint.addFile(path), false);
                gaps.add("sparse-file", "files with holes are not read", path.toString());
            }
            case UNKNOWN -> {
                note(path, footprint.addFile(path), false);
                gaps.add("unknown-entry", "the tar entry is of a type that we do not know", path.toString());
            }
        }
    }

    /// Beyond the limit the names are given up, not the layer.
    private void keepName(FilePath path) {
        try {
            budget.spendNameBytes(NAME_WEIGHT + path.bytes().length());
            names.add(path);
        } catch (LimitReached e) {
            gaps.add(e, "");
            keepsNames = false;
        }
    }

    @Override
    public void found(Evidence found) throws LimitReached {
        budget.spendFactBytes(found.weight());
        evidence.computeIfAbsent(found.file(), file -> new ArrayList<>(1)).add(found);
    }

    @Override
    public Gaps gaps() {
        return gaps;
    }

    /// Where an entry belongs, or null, with a gap, where that is no place in an image.
    private @Nullable FilePath place(TarEntry entry) {
        if (entry.name().length() > budget.limits().pathBytes()) {
            gaps.add("limit-path", "a path of " + entry.name().length() + " bytes", shortened(entry.name()));
            return null;
        }
        FilePath path = FilePath.ofName(entry.name());
        if (path == null) {
            gaps.add("path-outside-root", "a name that could lead out of the image", shortened(entry.name()));
        } else if (path.isRoot() && entry.kind() != TarEntry.Kind.DIRECTORY) {
            gaps.add("path-outside-root", "a file without a name", shortened(entry.name()));
            return null;
        }
        return path;
    }

    private static String shortened(String name) {
        return FilePath.text(name.length() > 200 ? name.substring(0, 200) + "..." : name);
    }

    private void whiteout(FilePath path) {
        String name = path.name();
        if (name.equals(OPAQUE)) {
            footprint.addOpaque(path.parent());
        } else if (!name.startsWith(AUFS)) {
            String removed = name.substring(WHITEOUT.length());
            if (removed.isEmpty() || removed.equals(".") || removed.equals("..")) {
                gaps.add("malformed-whiteout", "a whiteout that removes no file", path.toString());
            } else {
                footprint.addWhiteout(path.parent().child(removed));
            }
        }
    }

    /// Deals with what the same layer had at this path before: a later entry replaces an earlier one.
    private void note(FilePath path, Footprint.Before before, boolean isDirectory) {
        switch (before) {
            case NOTHING -> {}
            case FILE -> {
                replace(path);
                links.remove(path);
            }
            case DIRECTORY -> {
                if (!isDirectory) {
                    gaps.add("contradictory-entry", "a folder of the layer is a file as well", path.toString());
                }
            }
            case FILE_ABOVE ->
                gaps.add(
                        "contradictory-entry",
                        "the entry lies below a file or link of the same layer",
                        path.toString());
        }
    }

    private void replace(FilePath path) {
        List<Evidence> old = evidence.remove(path);
        if (old != null) {
            List<Evidence> rest = old.stream()
                    .map(Evidence::asDeleted)
                    .filter(Objects::nonNull)
                    .toList();
            if (!rest.isEmpty()) {
                evidence.put(path, new ArrayList<>(rest));
            }
        }
    }

    private void file(FilePath path, TarEntry entry, TarReader tar) throws IOException {
        int started = tar.content().readNBytes(buffer, 0, START);
        FileAnalyser.LayerFile file = new FileAnalyser.LayerFile(
                path, entry.size(), entry.mode(), new String(buffer, 0, started, StandardCharsets.ISO_8859_1));
        List<FileAnalyser.Sink> sinks = new ArrayList<>(2);
        for (FileAnalyser analyser : analysers) {
            FileAnalyser.Sink sink = analyser.open(file);
            if (sink != null) {
                sinks.add(sink);
            }
        }
        if (sinks.isEmpty()) {
            return;
        }
        budget.<IOException>holding(entry.size(), () -> write(sinks, started, tar));
    }

    private void write(List<FileAnalyser.Sink> sinks, int started, TarReader tar) throws IOException {
        write(sinks, buffer, started);
        for (int read = tar.read(buffer, 0, buffer.length); read > 0; read = tar.read(buffer, 0, buffer.length)) {
            write(sinks, buffer, read);
        }
        for (FileAnalyser.Sink sink : sinks) {
            sink.finish(this);
        }
    }

    private static void write(List<FileAnalyser.Sink> sinks, byte[] bytes, int length) throws IOException {
        for (FileAnalyser.Sink sink : sinks) {
            sink.write(bytes, 0, length);
        }
    }

    private void hardLink(FilePath path, String targetName) throws LimitReached {
        note(path, footprint.addFile(path), false);
        FilePath target = FilePath.ofName(targetName);
        if (target == null || target.isRoot() || !footprint.hasFile(target)) {
            gaps.add("dangling-hard-link", "a hard link to nothing in its layer", path.toString());
            return;
        }
        String symbolic = links.get(target);
        if (symbolic != null) {
            symbolicLink(path, symbolic);
            return;
        }
        List<Evidence> linked = evidence.getOrDefault(target, List.of()).stream()
                .filter(found -> !found.deleted())
                .toList();
        for (Evidence found : linked) {
            found(found.linkedAs(path));
        }
        if (linked.isEmpty() && analysers.stream().anyMatch(analyser -> analyser.wantsName(path))) {
            gaps.add("unread-hard-link", "a hard link to " + target + ", which was not read", path.toString());
        }
    }

    private void symbolicLink(FilePath path, String target) throws LimitReached {
        note(path, footprint.addFile(path), false);
        budget.spendFactBytes(weight(path, target));
        links.put(path, target);
    }

    /// Estimated bytes of memory of a symbolic link.
    static long weight(FilePath path, String target) {
        return 200L + path.bytes().length() + target.length();
    }
}
