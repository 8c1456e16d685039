package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FilePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// The `pom.xml` files of a folder together: a file may leave properties and versions to its parent, which
/// often lies in the folder above. Nothing is fetched: what a parent or a list from elsewhere manages has no
/// version here. A file's direct dependencies are its packages, but for other projects of the same folder.
final class MavenProjects {
    private static final String FILE = "pom.xml";
    private static final int DEEPEST = 16;

    /// Each project goes over all that its parents say.
    private static final long MOST_WORDS = 10_000_000;

    private final Map<FilePath, MavenModel> byFile;
    private final Map<String, FilePath> byName = new HashMap<>();
    private long words;

    /// @param byFile in the order of their paths: of two with the same name the first counts
    MavenProjects(SortedMap<FilePath, MavenModel> byFile) {
        this.byFile = byFile;
        byFile.forEach((file, model) -> byName.putIfAbsent(model.name(), file));
    }

    /// What one of the files declares.
    void declare(FilePath file, Declarations found) throws MalformedInput {
        List<MavenModel> lineage = lineage(file).stream().map(this::model).toList();
        words += lineage.stream().mapToLong(MavenModel::words).sum();
        if (words > MOST_WORDS) {
            throw new MalformedInput("the projects here give each other more than " + MOST_WORDS + " versions");
        }
        MavenVersions versions = new MavenVersions(lineage);
        for (MavenModel.Dependency dependency : model(file).dependencies()) {
            String name = versions.name(dependency);
            if (name.startsWith(":") || name.endsWith(":") || name.contains("${")) {
                found.malformed("a dependency names no group and artifact that the files here explain");
            } else if (!byName.containsKey(name)) {
                found.add(name, versions.version(dependency), versions.isForTests(dependency));
            }
        }
    }

    /// The file and its parents, as far as they are here.
    private List<FilePath> lineage(FilePath file) {
        List<FilePath> lineage = new ArrayList<>();
        Optional<FilePath> next = Optional.of(file);
        while (next.isPresent() && lineage.size() < DEEPEST && !lineage.contains(next.get())) {
            lineage.add(next.get());
            next = parent(next.get());
        }
        return lineage;
    }

    /// The file that the path to the parent means, if it is the one that is named; else whichever has that name.
    private Optional<FilePath> parent(FilePath file) {
        MavenModel.Parent parent = model(file).parent();
        FilePath meant = resolved(file.parent(), parent.path());
        return List.of(meant, meant.child(FILE)).stream()
                .filter(one -> byFile.containsKey(one) && model(one).name().equals(parent.name()))
                .findFirst()
                .or(() -> Optional.ofNullable(byName.get(parent.name())));
    }

    private MavenModel model(FilePath file) {
        MavenModel model = byFile.get(file);
        if (model == null) {
            throw new IllegalArgumentException("no model of " + file);
        }
        return model;
    }

    private static FilePath resolved(FilePath folder, String path) {
        FilePath at = folder;
        for (String step : path.split("/")) {
            at = switch (step) {
                case "", "." -> at;
                case ".." -> at.parent();
                default -> at.child(step);
            };
        }
        return at;
    }
}
